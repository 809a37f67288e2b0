// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/replicas.hpp"

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

int64_t giving_replica(const DAPDistribution &source, std::span<int64_t> source_point, int64_t target_point,
                       int64_t target_rank, bool same_ranks) noexcept {
  const int64_t replicas = num_replicas(source);
  if (replicas == 1) return 0;
  for (int64_t replica = 0; same_ranks && replica < replicas; ++replica) {
    set_replica(source, replica, source_point);
    if (model::rank_of(source, source_point) == target_rank) return replica;
  }
  return target_point % replicas;
}

}  // namespace dap::transfer
