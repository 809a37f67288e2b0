// SPDX-License-Identifier: BSD-3-Clause
// Who owns runs of indices in a dimension that tells by itself.
#pragma once

#include <dap/dap.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "transfer/owners.hpp"

namespace dap::transfer {

// Whether every coordinate has one range. A lone coordinate of a cyclic dimension has, too.
[[nodiscard]] inline bool has_ranges(const DAPDim &dim) noexcept {
  return dim.kind == DAP_KIND_BLOCK || (dim.kind == DAP_KIND_CYCLIC && dim.grid_size == 1);
}

[[nodiscard]] inline model::range range_of(const DAPDim &dim, int64_t coordinate) noexcept {
  return dim.kind == DAP_KIND_CYCLIC ? model::range{0, dim.size} : model::owned_range(dim, coordinate);
}

// The range or block that an index lies in; empty if nobody owns it.
[[nodiscard]] inline std::optional<owned_run> block_around(const DAPDim &dim, int64_t index) noexcept {
  const auto coordinate = model::owner(dim, index);
  if (!coordinate) return std::nullopt;
  const model::range indices = has_ranges(dim) ? range_of(dim, *coordinate)
                                               : model::cyclic::block_range(dim, model::cyclic::block_of(dim, index));
  return owned_run{indices.start, indices.count(), *coordinate};
}

// Calls function(first, count, coordinate) for the ranges or blocks that a run meets, as far as they are owned.
template <typename Function>
void for_each_owner(const DAPDim &dim, int64_t first, int64_t count, Function &&function) {
  const int64_t stop = first + count;
  while (first < stop) {
    const auto block = block_around(dim, first);
    if (!block) return;
    const int64_t end = std::min(block->first + block->count, stop);
    function(first, end - first, block->coordinate);
    first = end;
  }
}

}  // namespace dap::transfer
