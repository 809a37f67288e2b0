// SPDX-License-Identifier: BSD-3-Clause
// Grid points and their replicas, in numbers on which both sides of a transfer agree.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <span>
#include <vector>

namespace dap::transfer {

// The number of a grid point in C order of its coordinates, replica coordinates included.
[[nodiscard]] int64_t point_number(const DAPDistribution &distribution, std::span<const int64_t> coordinates) noexcept;

[[nodiscard]] int64_t num_replicas(const DAPDistribution &distribution) noexcept;

// Sets the trailing coordinates to those of a replica, counted in C order.
void set_replica(const DAPDistribution &distribution, int64_t replica, std::span<int64_t> coordinates) noexcept;

// Which replica of a source's grid point gives to a target's grid point on `target_rank`: one on the same rank, if ranks
// are the same in both; else the points take turns. The replica coordinates of `source_point` are overwritten.
[[nodiscard]] int64_t giving_replica(const DAPDistribution &source, std::span<int64_t> source_point,
                                     int64_t target_point, int64_t target_rank, bool same_ranks) noexcept;

}  // namespace dap::transfer
