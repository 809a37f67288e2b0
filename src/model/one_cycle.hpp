// SPDX-License-Identifier: BSD-3-Clause
// Blocks read as cyclic, and cyclic dimensions as blocks, where every coordinate owns the same indices in both: one
// cycle deals out at most one block to each coordinate, in their order.
//
// All functions take a valid DAPDim, follow from it alone, and leave size, grid, boundary and flags as they are, but
// for what names the block variant. A part's local dimension needs no change: start and num_owned are the same.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>
#include <span>

namespace dap::model {

// The cyclic dimension that is the same as a block dimension. Empty if there is none, if bounds are not known, or if
// the dimension is flagged for a halo, which a cyclic one cannot have.
//
// It exists if all coordinates that own indices are neighbours and own equally many, but for the first and the last
// one, which may own fewer. O(1); O(grid_size) for irregular blocks.
[[nodiscard]] std::optional<DAPDim> as_cyclic(const DAPDim &dim) noexcept;

// How many bounds the block dimension needs that is the same as a cyclic one: grid_size + 1 if it is irregular, else 0.
// Empty if there is no such block dimension, or too many bounds to count. O(1).
[[nodiscard]] std::optional<int64_t> num_block_bounds(const DAPDim &dim) noexcept;

// That dimension; `bounds` [num_block_bounds] is filled and borrowed. O(bounds).
[[nodiscard]] DAPDim as_blocks(const DAPDim &dim, std::span<int64_t> bounds) noexcept;

}  // namespace dap::model
