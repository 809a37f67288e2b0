// SPDX-License-Identifier: BSD-3-Clause
// Whom to pair with whom, so that the pairs weigh most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dap::transfer {

// Weights are at least 0 and at most this, so that no sum of four of them overflows.
inline constexpr int64_t heaviest_weight = int64_t{1} << 60;

// The column of each row, a permutation whose weights [n, n] have the largest sum that any has; deterministic.
//
// Shortest augmenting paths (Jonker and Volgenant, 1987): O(n³) time at worst, O(n) memory besides the weights.
[[nodiscard]] std::vector<std::size_t> heaviest_assignment(std::span<const int64_t> weights, std::size_t n);

}  // namespace dap::transfer
