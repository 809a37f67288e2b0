// SPDX-License-Identifier: BSD-3-Clause
// Which grid point gives: points, their replicas and several owners, in numbers on which both sides agree.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <span>
#include <vector>

#include "transfer/rank_map.hpp"

namespace dap::transfer {

// The number of a grid point in C order of its coordinates, replica coordinates included.
[[nodiscard]] int64_t point_number(const DAPDistribution &distribution, std::span<const int64_t> coordinates) noexcept;

[[nodiscard]] int64_t num_replicas(const DAPDistribution &distribution) noexcept;

// Sets the trailing coordinates to those of a replica, counted in C order.
void set_replica(const DAPDistribution &distribution, int64_t replica, std::span<int64_t> coordinates) noexcept;

// Sets `source_point` to the replica that gives to a target's part on `target_rank`: one on the same rank, if ranks are
// the same in both; else the parts take turns.
void set_giving_replica(const DAPDistribution &source, std::span<int64_t> source_point, int64_t target_part,
                        int64_t target_rank, bool same_ranks) noexcept;

// Sets the coordinates along dimensions that have several owners to those of the owner on the lowest rank, and there of
// the lowest part (spec 852), of the canonical replica. `ranks` says which they are to the source, if other ones than
// here; MAY be NULL. `owners` [ndim]; NULL: the coordinate stays.
void set_lowest_owner(const DAPDistribution &source, const rank_map *ranks,
                      std::span<const std::vector<int64_t> *const> owners, std::span<int64_t> source_point);

// The same among the owners of the replica that the point is in.
void set_lowest_owner_of_replica(const DAPDistribution &source, const rank_map *ranks,
                                 std::span<const std::vector<int64_t> *const> owners, std::span<int64_t> source_point);

}  // namespace dap::transfer
