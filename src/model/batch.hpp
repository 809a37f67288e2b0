// SPDX-License-Identifier: BSD-3-Clause
// Owners and positions of many indices at once, without a division for each.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <span>

namespace dap::model {

// What locate() writes for an index that has no owner.
inline constexpr int64_t nobody = -1;

// Writes, for each index, the coordinate that owns it, and its position: how many smaller indices that coordinate owns.
// A halo is not counted. Both are `nobody` for an index outside [0, size), and for all indices if the dimension alone
// does not tell who owns them (unknown bounds, unstructured, boxes, replicas).
//
// `owners` and `positions` are as long as `indices`, and none overlaps another. Takes a valid DAPDim of any size, and
// is exact. O(indices), times O(log grid_size) for irregular blocks; allocates nothing.
//
// Example: cyclic, size 10, block_size 2, first_block 2, two coordinates: the indices 5 6 10 have the owners 0 1 -1 and
// the positions 3 2 -1.
void locate(const DAPDim &dim, std::span<const int64_t> indices, std::span<int64_t> owners,
            std::span<int64_t> positions) noexcept;

}  // namespace dap::model
