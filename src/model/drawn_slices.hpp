// SPDX-License-Identifier: BSD-3-Clause
// For tests: random dimensions with their parts, whose memory is a list of elements, and random slices of them.
#pragma once

#include <dap/dap.h>

#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "model/drawn_dims.hpp"
#include "model/oracle.hpp"
#include "model/sample_dims.hpp"

namespace dap::model::drawn {

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

inline std::size_t place(int64_t number) {
  return static_cast<std::size_t>(number);
}

// The index that each position of a part stands for, by definition.
inline cell_list indices_of(const DAPDim &dim, const DAPLocalDim &local) {
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
inline index_list owned_of(const DAPDim &dim, const DAPLocalDim &local) {
  index_list owned;
  const cell_list indices = indices_of(dim, local);
  for (int64_t i = 0; i < local.num_owned; ++i) owned.push_back(*indices[place(local.halo[0] + i)]);
  return owned;
}

// The same owners, told in another way, or as they are.
inline DAPDim draw_disguise(const DAPDim &dim) {
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

inline stored_part draw_list(const DAPDim &dim, int64_t coordinate, index_list hand) {
  for (int64_t i = 1, swaps = draw(0, 1) * static_cast<int64_t>(hand.size()); i < swaps; ++i)
    std::swap(hand[place(i)], hand[place(draw(0, i))]);
  stored_part part;
  part.list = std::move(hand);
  for (int64_t &index : part.list) index += dim.index_base;
  part.local = sample::listed(part.list, static_cast<int64_t>(part.list.size()));
  part.local.coordinate = coordinate;
  return part;
}

inline sliceable draw_sliceable() {
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

inline drawn_slice draw_slice(int64_t size) {
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

}  // namespace dap::model::drawn
