// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/grid_points.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/grid.hpp"

namespace dap::transfer {

int64_t point_number(const DAPDistribution &distribution, std::span<const int64_t> coordinates) noexcept {
  const auto dims = model::dims_of(distribution);
  int64_t number = 0;
  for (std::size_t d = 0; d < dims.size(); ++d) number = number * dims[d].grid_size + coordinates[d];
  return number;
}

int64_t num_replicas(const DAPDistribution &distribution) noexcept {
  int64_t replicas = 1;
  for (const DAPDim &dim : model::dims_of(distribution).subspan(static_cast<std::size_t>(distribution.ndim))) {
    replicas *= dim.grid_size;
  }
  return replicas;
}

void set_replica(const DAPDistribution &distribution, int64_t replica, std::span<int64_t> coordinates) noexcept {
  const auto dims = model::dims_of(distribution);
  for (std::size_t d = dims.size(); d-- > static_cast<std::size_t>(distribution.ndim);) {
    coordinates[d] = replica % dims[d].grid_size;
    replica /= dims[d].grid_size;
  }
}

void set_giving_replica(const DAPDistribution &source, std::span<int64_t> source_point, int64_t target_part,
                        int64_t target_rank, bool same_ranks) noexcept {
  const int64_t replicas = num_replicas(source);
  if (replicas == 1) return set_replica(source, 0, source_point);
  for (int64_t replica = 0; same_ranks && replica < replicas; ++replica) {
    set_replica(source, replica, source_point);
    if (model::rank_of(source, source_point) == target_rank) return;
  }
  set_replica(source, target_part % replicas, source_point);
}

void set_lowest_owner(const DAPDistribution &source, const rank_map *ranks,
                      std::span<const std::vector<int64_t> *const> owners, std::span<int64_t> source_point) {
  std::vector<int64_t> canonical(source_point.begin(), source_point.end());
  set_replica(source, 0, canonical);
  set_lowest_owner_of_replica(source, ranks, owners, canonical);
  std::copy_n(canonical.begin(), owners.size(), source_point.begin());
}

void set_lowest_owner_of_replica(const DAPDistribution &source, const rank_map *ranks,
                                 std::span<const std::vector<int64_t> *const> owners, std::span<int64_t> source_point) {
  std::vector<std::size_t> chosen(owners.size(), 0);
  std::vector<int64_t> point(source_point.begin(), source_point.end());
  std::optional<std::pair<int64_t, int64_t>> lowest;
  for (bool more = true; more;) {
    for (std::size_t d = 0; d < owners.size(); ++d) {
      if (owners[d] != nullptr) point[d] = (*owners[d])[chosen[d]];
    }
    const int64_t rank = model::rank_of(source, point).value_or(INT64_MAX);
    const std::pair<int64_t, int64_t> place{own_rank(ranks, rank), point_number(source, point)};
    if (!lowest || place < *lowest) {
      lowest = place;
      std::copy_n(point.begin(), owners.size(), source_point.begin());
    }
    more = false;
    for (std::size_t d = owners.size(); d-- > 0 && !more;) {
      if (owners[d] == nullptr) continue;
      more = ++chosen[d] < owners[d]->size();
      if (!more) chosen[d] = 0;
    }
  }
}

}  // namespace dap::transfer
