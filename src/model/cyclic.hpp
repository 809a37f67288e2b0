// SPDX-License-Identifier: BSD-3-Clause
// Cyclic dimensions: blocks 0, 1, 2, … of the index space, dealt out to the coordinates in turn.
//
// Block 0 has `first_block` indices, the others `block_size`, and the last one may be cut. Positions count a
// coordinate's indices in ascending order. All functions take a valid cyclic DAPDim and cost O(1).
#pragma once

#include <dap/dap.h>

#include <cstdint>

#include "model/dimension.hpp"

namespace dap::model::cyclic {

[[nodiscard]] int64_t num_blocks(const DAPDim &dim) noexcept;

// Indices of a block, 0 … num_blocks-1.
[[nodiscard]] range block_range(const DAPDim &dim, int64_t block) noexcept;

// Block that an index in [0, size) lies in.
[[nodiscard]] int64_t block_of(const DAPDim &dim, int64_t index) noexcept;

// First block dealt to a coordinate, if there are so many; its next one comes grid_size blocks later.
[[nodiscard]] int64_t turn_of(const DAPDim &dim, int64_t coordinate) noexcept;

[[nodiscard]] int64_t num_owned(const DAPDim &dim, int64_t coordinate) noexcept;

// Coordinate that owns an index in [0, size).
[[nodiscard]] int64_t owner(const DAPDim &dim, int64_t index) noexcept;

// Index at a position, 0 … num_owned-1, of a coordinate.
[[nodiscard]] int64_t index_at(const DAPDim &dim, int64_t coordinate, int64_t position) noexcept;

// Position of an index in [0, size) at its owner.
[[nodiscard]] int64_t position_of(const DAPDim &dim, int64_t index) noexcept;

// Calls function(first index, first position, count) for each contiguous run of a coordinate, in ascending order.
template <typename Function>
void for_each_run(const DAPDim &dim, int64_t coordinate, Function &&function) {
  if (dim.grid_size == 1) {  // The blocks of a lone coordinate touch each other.
    if (dim.size > 0) function(int64_t{0}, int64_t{0}, dim.size);
    return;
  }
  const int64_t end = num_blocks(dim);
  int64_t position = 0;
  int64_t block = turn_of(dim, coordinate);
  while (block < end) {
    const range indices = block_range(dim, block);
    function(indices.start, position, indices.count());
    position += indices.count();
    if (end - block <= dim.grid_size) break;  // Asked before adding, which could overflow.
    block += dim.grid_size;
  }
}

}  // namespace dap::model::cyclic
