// SPDX-License-Identifier: BSD-3-Clause
// Who owns runs of indices in a dimension that tells by itself.
#pragma once

#include <dap/dap.h>

#include <algorithm>
#include <cstdint>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"

namespace dap::transfer {

// Whether every coordinate has one range. A lone coordinate of a cyclic dimension has, too.
[[nodiscard]] inline bool has_ranges(const DAPDim &dim) noexcept {
  return dim.kind == DAP_KIND_BLOCK || (dim.kind == DAP_KIND_CYCLIC && dim.grid_size == 1);
}

[[nodiscard]] inline model::range range_of(const DAPDim &dim, int64_t coordinate) noexcept {
  return dim.kind == DAP_KIND_CYCLIC ? model::range{0, dim.size} : model::owned_range(dim, coordinate);
}

// Calls function(first, count, coordinate) for the ranges or blocks that a run meets, as far as they are owned.
template <typename Function>
void for_each_owner(const DAPDim &dim, int64_t first, int64_t count, Function &&function) {
  const int64_t stop = first + count;
  while (first < stop) {
    const auto coordinate = model::owner(dim, first);
    if (!coordinate) return;
    const int64_t end = has_ranges(dim) ? range_of(dim, *coordinate).stop
                                        : model::cyclic::block_range(dim, model::cyclic::block_of(dim, first)).stop;
    function(first, std::min(end, stop) - first, *coordinate);
    first = std::min(end, stop);
  }
}

}  // namespace dap::transfer
