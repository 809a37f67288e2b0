// SPDX-License-Identifier: BSD-3-Clause
// The process grid: from grid points to ranks by the rank formula of DAPDistribution, and back.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dap::model {

// The dimensions of the array, then the replica dimensions: the axes of the grid.
[[nodiscard]] std::span<const DAPDim> dims_of(const DAPDistribution &distribution) noexcept;

// Number of grid points, replicas included. Empty if it does not fit.
[[nodiscard]] std::optional<int64_t> num_points(const DAPDistribution &distribution) noexcept;

// Smallest and largest value of rank_offset + Σ c[d] · rank_stride over the grid.
struct point_number_bounds {
  int64_t lowest;
  int64_t highest;
};

// O(ndim). Empty if they or their distance do not fit, or some grid_size is below 1: then no rank table or communicator
// can hold the grid.
[[nodiscard]] std::optional<point_number_bounds> point_numbers(const DAPDistribution &distribution) noexcept;

// Rank that holds a grid point; coordinates [ndim + num_replica_dims], each 0 … grid_size-1. O(ndim). Empty if the
// formula leads outside the table or [0, comm.size).
[[nodiscard]] std::optional<int64_t> rank_of(const DAPDistribution &distribution,
                                             std::span<const int64_t> coordinates) noexcept;

// All grid points that a rank holds, in C order of their coordinates; none for a rank outside [0, comm.size).
//
// O(ndim) for each point found where the strides are those of a numbering in any order and direction, plus O(num_ranks)
// with a table; other strides cost more, never more than walking the whole grid.
[[nodiscard]] std::vector<std::vector<int64_t>> points_of_rank(const DAPDistribution &distribution, int64_t rank);

// Points of the grid: all, or those that own an element, for dimensions that all have known bounds.
enum class counted_points { all, owning };

// How many of them a rank holds, counted to most + 1 and no further. Costs as points_of_rank for each point that is
// counted, whatever the size of the grid, and allocates nothing for it. Empty if the strides are so irregular that the
// search was given up: never in a numbering.
[[nodiscard]] std::optional<int64_t> count_points_of_rank(const DAPDistribution &distribution, int64_t rank,
                                                          counted_points counted, int64_t most);

}  // namespace dap::model
