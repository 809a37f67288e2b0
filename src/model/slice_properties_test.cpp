// SPDX-License-Identifier: BSD-3-Clause
// Random slices of random dimensions, and slices of those: every cell of memory keeps its element and its rank.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "model/drawn_slices.hpp"
#include "model/oracle.hpp"
#include "model/slice.hpp"

namespace {

using namespace dap::model;
using namespace dap::model::drawn;
// Positions of a part's owned cells that hold the elements, one after another.
index_list positions_of(const stored_part &part, const index_list &elements) {
  const auto begin = part.cells.begin() + part.local.halo[0];
  index_list positions;
  for (const int64_t element : elements) {
    const auto found = std::find(begin, begin + part.local.num_owned, element);
    RC_ASSERT(found != begin + part.local.num_owned);
    positions.push_back(found - part.cells.begin());
  }
  return positions;
}

// Positions run through memory, backwards for a reversed slice; `storage` tells how, if they are evenly spaced.
void check_storage(const std::optional<storage_slice> &storage, const index_list &positions, bool reversed) {
  for (std::size_t i = 1; i < positions.size(); ++i) RC_ASSERT((positions[i] < positions[i - 1]) == reversed);
  bool even = true;
  for (std::size_t i = 2; i < positions.size(); ++i)
    even = even && positions[i] - positions[i - 1] == positions[1] - positions[0];
  RC_ASSERT(storage.has_value() == even);
  for (std::size_t i = 0; even && i < positions.size(); ++i)
    RC_ASSERT(storage->first + static_cast<int64_t>(i) * storage->stride == positions[i]);
}

stored_part slice_and_check(const sliceable &of, const stored_part &part, const sliceable &made,
                            const selection &taken) {
  sliced_part sliced = slice_part(of.dim, part.local, taken);
  RC_ASSERT(made.rank_offset + sliced.local.coordinate * made.dim.rank_stride ==
            of.rank_offset + part.local.coordinate * of.dim.rank_stride);
  stored_part share{sliced.local, std::move(sliced.list), {}};
  if (taken.is_everything(of.dim.size)) {
    share.cells = part.cells;
    RC_ASSERT(indices_of(made.dim, share.local) == indices_of(of.dim, part.local));
    RC_ASSERT(sliced.storage == (storage_slice{0, 1}));
    if (share.local.indices != nullptr) share.list = part.list;
    if (share.local.indices != nullptr) share.local.indices = share.list.data();
    return share;
  }
  index_list elements;
  for (const int64_t index : owned_of(made.dim, share.local)) elements.push_back(made.elements[place(index)]);
  RC_ASSERT(static_cast<int64_t>(elements.size()) == static_cast<int64_t>(indices_of(made.dim, share.local).size()));
  check_storage(sliced.storage, positions_of(part, elements), taken.is_reversed());
  share.cells.assign(elements.begin(), elements.end());
  return share;
}

sliceable slice_and_check(const sliceable &of, const drawn_slice &slice) {
  const auto taken = select(of.dim.size, slice.start, slice.stop, slice.step);
  RC_ASSERT(taken.has_value());
  sliceable made;
  for (const int64_t index : slice.indices) made.elements.push_back(of.elements[place(index)]);
  made.bounds.resize(place(num_slice_bounds(of.dim, *taken)));
  const sliced_dim sliced = slice_dim(of.dim, *taken, made.bounds);
  made.dim = sliced.dim;
  made.rank_offset = of.rank_offset + sliced.rank_offset;
  if (made.bounds.empty() && made.dim.bounds != nullptr) made.bounds = of.bounds;
  if (!made.bounds.empty()) made.dim.bounds = made.bounds.data();
  RC_ASSERT(made.dim.size == static_cast<int64_t>(slice.indices.size()));

  index_list owned;
  for (const stored_part &part : of.parts) {
    made.parts.push_back(slice_and_check(of, part, made, *taken));
    const index_list share = owned_of(made.dim, made.parts.back().local);
    owned.insert(owned.end(), share.begin(), share.end());
  }
  std::sort(owned.begin(), owned.end());
  index_list all(slice.indices.size());
  std::iota(all.begin(), all.end(), 0);
  RC_ASSERT(owned == all);
  return made;
}

// The dimension alone tells what the parts own.
void check_dimension(const sliceable &of) {
  const bool told =
      of.dim.kind == DAP_KIND_CYCLIC || (of.dim.kind == DAP_KIND_BLOCK && (of.dim.flags & DAP_DIM_UNKNOWN_BOUNDS) == 0);
  if (!told) return;
  const auto hands = oracle::deal(of.dim);
  for (const stored_part &part : of.parts) {
    RC_ASSERT(hands[place(part.local.coordinate)] == owned_of(of.dim, part.local));
    if (part.local.num_owned > 0) RC_ASSERT(part.local.start == hands[place(part.local.coordinate)].front());
  }
  if (of.dim.kind != DAP_KIND_CYCLIC) return;
  RC_ASSERT(of.dim.first_coordinate >= 0 && of.dim.first_coordinate < of.dim.grid_size);
  RC_ASSERT(of.dim.first_block >= 1 && of.dim.first_block <= of.dim.block_size);
}

RC_GTEST_PROP(Slices, EveryCellKeepsItsElementAndItsRank, ()) {
  sliceable of = draw_sliceable();
  check_dimension(of);
  for (int64_t times = draw(1, 3); times > 0; --times) {
    of = slice_and_check(of, draw_slice(of.dim.size));
    check_dimension(of);
  }
}

RC_GTEST_PROP(Slices, SelectionsAreWhatStepsMeet, ()) {
  const int64_t size = draw(0, 30);
  const int64_t step = draw(-5, 5);
  const int64_t start = draw(-3, size + 3);
  const int64_t stop = draw(-6, size + 6);
  index_list met;
  for (int64_t i = start; step != 0 && (step > 0 ? i < stop : i > stop); i += step) met.push_back(i);
  const bool inside = std::all_of(met.begin(), met.end(), [size](int64_t i) { return i >= 0 && i < size; });

  const auto taken = select(size, start, stop, step);
  RC_ASSERT(taken.has_value() == (inside && step != 0));
  if (!taken) return;
  RC_ASSERT(taken->count == static_cast<int64_t>(met.size()));
  for (std::size_t i = 0; i < met.size(); ++i) RC_ASSERT(taken->source_of(static_cast<int64_t>(i)) == met[i]);
  const range sought{draw(0, size), size - draw(0, size)};
  if (sought.start > sought.stop) return;
  const range found = taken->within(sought);
  for (std::size_t i = 0; i < met.size(); ++i) {
    const auto index = static_cast<int64_t>(i);
    RC_ASSERT((index >= found.start && index < found.stop) == (met[i] >= sought.start && met[i] < sought.stop));
  }
}

}  // namespace
