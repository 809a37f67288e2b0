// SPDX-License-Identifier: BSD-3-Clause
// Random slices of random dimensions, and slices of those: every cell of memory keeps its element and its rank.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "model/drawn_dims.hpp"
#include "model/oracle.hpp"
#include "model/sample_dims.hpp"
#include "model/slice.hpp"

namespace {

using namespace dap::model;
using oracle::index_list;
using cell_list = std::vector<std::optional<int64_t>>;

// `cells`: the element at each position along the dimension, named by its index before any slice; none is exterior.
struct stored_part {
  DAPLocalDim local{};
  index_list list;  // Memory of `local`, if it is listed.
  cell_list cells;
};

struct sliceable {
  DAPDim dim{};
  index_list bounds;  // Memory of `dim`, if it has some.
  int64_t rank_offset = 0;
  index_list elements;  // The element of each index.
  std::vector<stored_part> parts;
};

std::size_t place(int64_t number) {
  return static_cast<std::size_t>(number);
}

// The index that each position of a part stands for, by definition.
cell_list indices_of(const DAPDim &dim, const DAPLocalDim &local) {
  cell_list indices;
  if (dim.kind == DAP_KIND_CYCLIC) {
    const index_list hand = oracle::deal(dim)[place(local.coordinate)];
    return {hand.begin(), hand.end()};
  }
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    const auto *list = static_cast<const int64_t *>(local.indices);
    for (int64_t i = 0; i < local.num_indices && local.index_form == DAP_INDEX_INT64; ++i)
      indices.push_back(list[i] - dim.index_base);
    for (int64_t run = 0; run < local.num_runs; ++run) {
      for (int64_t k = 0; k < list[2 * run + 1]; ++k) indices.push_back(list[2 * run] - dim.index_base + k);
    }
    return indices;
  }
  return oracle::walk(dim, local.start, local.halo[0], local.halo[0] + local.num_owned + local.halo[1]);
}

// What a part owns, in the order of storage.
index_list owned_of(const DAPDim &dim, const DAPLocalDim &local) {
  index_list owned;
  const cell_list indices = indices_of(dim, local);
  for (int64_t i = 0; i < local.num_owned; ++i) owned.push_back(*indices[place(local.halo[0] + i)]);
  return owned;
}

// The same owners, told in another way, or as they are.
DAPDim draw_disguise(const DAPDim &dim) {
  const bool block = dim.kind == DAP_KIND_BLOCK;
  switch (draw(0, 5)) {
    case 0:
      return block ? sample::unknown_bounds(dim.size, dim.grid_size) : dim;
    case 1:
      return block ? sample::dim_of_kind(DAP_KIND_BOX, dim.size, 1) : dim;
    case 2:
    case 3:
      return sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, dim.size, dim.grid_size);
    default:
      return dim;
  }
}

stored_part draw_list(const DAPDim &dim, int64_t coordinate, index_list hand) {
  for (int64_t i = 1, swaps = draw(0, 1) * static_cast<int64_t>(hand.size()); i < swaps; ++i)
    std::swap(hand[place(i)], hand[place(draw(0, i))]);
  stored_part part;
  part.list = std::move(hand);
  for (int64_t &index : part.list) index += dim.index_base;
  part.local = sample::listed(part.list, static_cast<int64_t>(part.list.size()));
  part.local.coordinate = coordinate;
  return part;
}

sliceable draw_sliceable() {
  sliceable drawn;
  const DAPDim dealt = draw_dim(drawn.bounds);
  const bool fixed = dealt.kind == DAP_KIND_BLOCK && dealt.block_size > 0;
  RC_PRE(!fixed || dealt.block_size * dealt.grid_size >= dealt.size);
  drawn.dim = draw_disguise(dealt);
  drawn.dim.flags |= dealt.flags & DAP_DIM_PERIODIC;
  drawn.dim.rank_stride = drawn.dim.kind == DAP_KIND_BOX ? 0 : draw(-3, 3);
  drawn.dim.index_base = draw(-2, 2);
  drawn.elements.resize(place(dealt.size));
  std::iota(drawn.elements.begin(), drawn.elements.end(), 0);

  int64_t start = 0;
  int64_t coordinate = 0;
  for (const index_list &hand : oracle::deal(dealt)) {
    stored_part part;
    const auto count = static_cast<int64_t>(hand.size());
    if (drawn.dim.kind == DAP_KIND_UNSTRUCTURED)
      part = draw_list(drawn.dim, coordinate, hand);
    else if (drawn.dim.kind == DAP_KIND_CYCLIC)
      part.local = sample::range_part(coordinate, hand.empty() ? 0 : hand.front(), count);
    else
      part.local = sample::range_part(drawn.dim.grid_size == 1 ? 0 : coordinate, start, count, draw(0, 4), draw(0, 4));
    part.cells = indices_of(drawn.dim, part.local);
    drawn.parts.push_back(std::move(part));
    start += count;
    ++coordinate;
  }
  return drawn;
}

// Start, stop and step, and the indices that they take, one at a time.
struct drawn_slice {
  int64_t start;
  int64_t stop;
  int64_t step;
  index_list indices;
};

drawn_slice draw_slice(int64_t size) {
  const int64_t kind = draw(0, 9);
  if (kind == 0 || size == 0) return {0, 0, 1, {}};
  drawn_slice drawn{draw(0, 1) * draw(0, size - 1), draw(-1, size), draw(1, 4), {}};
  if (kind < 4) drawn.step = 1;
  if (drawn.stop < drawn.start) drawn.step = -drawn.step;
  if (kind == 9) drawn = {0, size, 1, {}};
  for (int64_t i = drawn.start; drawn.step > 0 ? i < drawn.stop : i > drawn.stop; i += drawn.step)
    drawn.indices.push_back(i);
  return drawn;
}

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
