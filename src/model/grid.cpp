// SPDX-License-Identifier: BSD-3-Clause
// The process grid: from grid points to ranks by the rank formula of DAPDistribution, and back.
#include "model/grid.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "model/checked.hpp"
#include "model/dimension.hpp"

namespace dap::model {

namespace {

struct interval {
  int64_t lowest;
  int64_t highest;
};

uint64_t magnitude(int64_t number) noexcept {
  return number < 0 ? uint64_t{0} - static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
}

int64_t floor_divide(int64_t a, int64_t b) noexcept {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

int64_t ceil_divide(int64_t a, int64_t b) noexcept {
  return a / b + (a % b != 0 && (a < 0) == (b < 0) ? 1 : 0);
}

// The coordinates c in [0, grid_size) whose c · stride lies in `wanted`.
interval coordinates_within(const DAPDim &dim, interval wanted) noexcept {
  interval found{0, dim.grid_size - 1};
  if (dim.rank_stride == 0) return wanted.lowest <= 0 && wanted.highest >= 0 ? found : interval{0, -1};
  if (dim.rank_stride < 0) std::swap(wanted.lowest, wanted.highest);
  found.lowest = std::max(found.lowest, ceil_divide(wanted.lowest, dim.rank_stride));
  found.highest = std::min(found.highest, floor_divide(wanted.highest, dim.rank_stride));
  return found;
}

// How many coordinates a search tries before it is given up: four million for nothing, and some more for each point
// found. A numbering in the manner of digits needs one per dimension and point.
constexpr int64_t fruitless_steps = int64_t{1} << 22;
constexpr int64_t steps_per_point = 256;
constexpr int64_t without_end = std::numeric_limits<int64_t>::max();

// Depth-first search for the grid points whose number lies in an interval. The widest strides come first, so that a
// numbering in the manner of digits leaves one choice per dimension.
class point_search {
 public:
  // `patience`: coordinates to try for nothing before the search is given up.
  point_search(std::span<const DAPDim> dims, counted_points counted, int64_t patience)
      : dims_(dims), only_owning_(counted == counted_points::owning), coordinates_(dims.size()), patience_(patience) {
    for (std::size_t d = 0; d < dims.size(); ++d) order_.push_back(d);
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
      return magnitude(dims[a].rank_stride) > magnitude(dims[b].rank_stride);
    });
    reach_.assign(dims.size() + 1, interval{0, 0});
    for (std::size_t depth = dims.size(); depth > 0; --depth) {
      const DAPDim &dim = dims[order_[depth - 1]];
      const int64_t span = (dim.grid_size - 1) * dim.rank_stride;
      reach_[depth - 1] = {reach_[depth].lowest + std::min<int64_t>(span, 0),
                           reach_[depth].highest + std::max<int64_t>(span, 0)};
    }
  }

  // Calls visit(coordinates) for each point until it returns false or the search is given up; then this returns false,
  // too. `wanted` lies within the point numbers of the grid, whose distances fit into int64_t.
  template <typename Visit>
  bool find(int64_t rank_offset, interval wanted, Visit &visit) {
    return descend(0, rank_offset, wanted, visit);
  }

  [[nodiscard]] bool was_given_up() const noexcept { return patience_ < 0; }

 private:
  [[nodiscard]] int64_t next(const DAPDim &dim, int64_t coordinate) const noexcept {
    return only_owning_ ? next_owning(dim, coordinate) : coordinate;
  }

  template <typename Visit>
  bool descend(std::size_t depth, int64_t number, interval wanted, Visit &visit) {
    if (depth == order_.size()) {
      if (wanted.lowest > number || number > wanted.highest) return true;
      if (patience_ < without_end - steps_per_point) patience_ += steps_per_point;
      return visit(coordinates_);
    }
    const DAPDim &dim = dims_[order_[depth]];
    const interval later = reach_[depth + 1];
    const interval choices =
        coordinates_within(dim, {wanted.lowest - (number + later.highest), wanted.highest - (number + later.lowest)});
    if (choices.lowest > choices.highest) return true;
    for (int64_t c = next(dim, choices.lowest); c <= choices.highest; c = next(dim, c + 1)) {
      if (--patience_ < 0) return false;
      coordinates_[order_[depth]] = c;
      if (!descend(depth + 1, number + c * dim.rank_stride, wanted, visit)) return false;
    }
    return true;
  }

  std::span<const DAPDim> dims_;
  bool only_owning_;
  std::vector<std::size_t> order_;  // Of the dimensions, by falling magnitude of the stride.
  std::vector<interval> reach_;     // What the dimensions from a depth on can add.
  std::vector<int64_t> coordinates_;
  int64_t patience_;
};

// Point numbers that the slots first … last of T stand for, cut to the bounds of the grid; lowest > highest if none.
interval numbers_of_slots(const DAPDistribution &distribution, int64_t first, int64_t last,
                          const point_number_bounds &bounds) noexcept {
  const int64_t per_rank = distribution.points_per_rank;
  if (bounds.highest < 0 || first > bounds.highest / per_rank) return {0, -1};
  const bool beyond = last >= bounds.highest / per_rank;  // Asked first: (last + 1) · per_rank might not fit.
  const int64_t highest = beyond ? bounds.highest : (last + 1) * per_rank - 1;
  return {std::max(first * per_rank, bounds.lowest), highest};
}

// Calls visit(coordinates) for the points of a rank until it returns false. False if the search was given up.
template <typename Visit>
bool for_each_point(const DAPDistribution &distribution, int64_t rank, counted_points counted, int64_t patience,
                    Visit &&visit) {
  const auto bounds = point_numbers(distribution);
  if (!bounds || rank < 0 || rank >= distribution.comm.size) return true;
  point_search search(dims_of(distribution), counted, patience);
  const auto find = [&](int64_t first, int64_t last) {
    const interval wanted = numbers_of_slots(distribution, first, last, *bounds);
    return wanted.lowest > wanted.highest || search.find(distribution.rank_offset, wanted, visit);
  };
  if (distribution.ranks == nullptr) {
    find(rank, rank);
    return !search.was_given_up();
  }
  const std::span<const int64_t> table(distribution.ranks, static_cast<std::size_t>(distribution.num_ranks));
  for (auto at = std::find(table.begin(), table.end(), rank); at != table.end();) {
    const auto end = std::find_if(at, table.end(), [rank](int64_t other) { return other != rank; });
    if (!find(at - table.begin(), end - table.begin() - 1)) break;
    at = std::find(end, table.end(), rank);
  }
  return !search.was_given_up();
}

}  // namespace

std::span<const DAPDim> dims_of(const DAPDistribution &distribution) noexcept {
  const auto count =
      static_cast<std::size_t>(distribution.ndim) + static_cast<std::size_t>(distribution.num_replica_dims);
  return {distribution.dims, count};
}

std::optional<int64_t> num_points(const DAPDistribution &distribution) noexcept {
  std::optional<int64_t> points = 1;
  for (const DAPDim &dim : dims_of(distribution)) {
    points = checked_multiply(*points, dim.grid_size);
    if (!points) return std::nullopt;
  }
  return points;
}

std::optional<point_number_bounds> point_numbers(const DAPDistribution &distribution) noexcept {
  point_number_bounds bounds{distribution.rank_offset, distribution.rank_offset};
  for (const DAPDim &dim : dims_of(distribution)) {
    if (dim.grid_size < 1) return std::nullopt;
    const auto span = checked_multiply(dim.grid_size - 1, dim.rank_stride);
    if (!span) return std::nullopt;
    const auto moved = checked_add(*span < 0 ? bounds.lowest : bounds.highest, *span);
    if (!moved) return std::nullopt;
    (*span < 0 ? bounds.lowest : bounds.highest) = *moved;
  }
  if (!checked_subtract(bounds.highest, bounds.lowest)) return std::nullopt;
  return bounds;
}

std::optional<int64_t> rank_of(const DAPDistribution &distribution, std::span<const int64_t> coordinates) noexcept {
  const auto dims = dims_of(distribution);
  int64_t number = distribution.rank_offset;
  for (std::size_t d = 0; d < dims.size(); ++d) {
    const auto step = checked_multiply(coordinates[d], dims[d].rank_stride);
    const auto sum = step ? checked_add(number, *step) : std::nullopt;
    if (!sum) return std::nullopt;
    number = *sum;
  }
  if (number < 0) return std::nullopt;
  int64_t rank = number / distribution.points_per_rank;
  if (distribution.ranks != nullptr) {
    if (rank >= distribution.num_ranks) return std::nullopt;
    rank = distribution.ranks[rank];
  }
  if (rank < 0 || rank >= distribution.comm.size) return std::nullopt;
  return rank;
}

std::vector<std::vector<int64_t>> points_of_rank(const DAPDistribution &distribution, int64_t rank) {
  std::vector<std::vector<int64_t>> points;
  for_each_point(distribution, rank, counted_points::all, without_end, [&](const std::vector<int64_t> &point) {
    points.push_back(point);
    return true;
  });
  std::sort(points.begin(), points.end());
  return points;
}

std::optional<int64_t> count_points_of_rank(const DAPDistribution &distribution, int64_t rank, counted_points counted,
                                            int64_t most) {
  const auto dims = dims_of(distribution);
  const bool nobody_owns = std::any_of(dims.begin(), dims.end(),
                                       [](const DAPDim &dim) { return dim.kind != DAP_KIND_REPLICA && dim.size < 1; });
  if (counted == counted_points::owning && nobody_owns) return 0;
  int64_t count = 0;
  const bool finished = for_each_point(distribution, rank, counted, fruitless_steps,
                                       [&](const std::vector<int64_t> &) { return ++count <= most; });
  return finished ? std::optional<int64_t>(count) : std::nullopt;
}

}  // namespace dap::model
