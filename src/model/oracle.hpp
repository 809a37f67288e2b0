// SPDX-License-Identifier: BSD-3-Clause
// For tests: the definitions of the protocol as plain loops over single indices and grid points. Shares no code with
// the model, and divides nothing, so that the two cannot be wrong in the same way.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace dap::model::oracle {

using index_list = std::vector<int64_t>;

// How many indices each coordinate gets when they go round one at a time.
inline index_list balanced_counts(int64_t size, int64_t grid_size) {
  index_list counts(static_cast<std::size_t>(grid_size), 0);
  std::size_t next = 0;
  for (int64_t dealt = 0; dealt < size; ++dealt) {
    ++counts[next];
    if (++next == counts.size()) next = 0;
  }
  return counts;
}

// The indices of each coordinate, ascending; an index beyond the last coordinate's block is left out.
inline std::vector<index_list> deal(const DAPDim &dim) {
  std::vector<index_list> hands(static_cast<std::size_t>(dim.grid_size));
  index_list quota(hands.size(), dim.block_size);
  if ((dim.flags & DAP_DIM_BALANCED) != 0) quota = balanced_counts(dim.size, dim.grid_size);
  for (std::size_t c = 0; dim.bounds != nullptr && c < quota.size(); ++c) quota[c] = dim.bounds[c + 1] - dim.bounds[c];

  const bool is_cyclic = dim.kind == DAP_KIND_CYCLIC;
  std::size_t coordinate = is_cyclic ? static_cast<std::size_t>(dim.first_coordinate) : 0;
  int64_t left = is_cyclic ? dim.first_block : quota[0];
  for (int64_t index = 0; index < dim.size; ++index) {
    while (left == 0) {
      ++coordinate;
      if (coordinate == hands.size() && !is_cyclic) return hands;
      if (coordinate == hands.size()) coordinate = 0;
      left = quota[coordinate];
    }
    hands[coordinate].push_back(index);
    --left;
  }
  return hands;
}

// What a walk of single steps from `start`, `before` back and then forwards, meets; periodic ends are joined.
inline std::vector<std::optional<int64_t>> walk(const DAPDim &dim, int64_t start, int64_t before, int64_t length) {
  const bool joined = (dim.flags & DAP_DIM_PERIODIC) != 0;
  int64_t index = joined && start == dim.size ? 0 : start;
  for (int64_t step = 0; step < before; ++step) {
    --index;
    if (joined && index < 0) index = dim.size - 1;
  }
  std::vector<std::optional<int64_t>> met;
  for (int64_t step = 0; step < length; ++step) {
    met.push_back(index < 0 || index >= dim.size ? std::nullopt : std::optional<int64_t>(index));
    ++index;
    if (joined && index == dim.size) index = 0;
  }
  return met;
}

// All points of a grid, the last coordinate fastest.
inline std::vector<index_list> all_points(const std::vector<DAPDim> &dims) {
  std::vector<index_list> points{{}};
  for (const DAPDim &dim : dims) {
    std::vector<index_list> longer;
    for (const index_list &point : points) {
      for (int64_t c = 0; c < dim.grid_size; ++c) {
        longer.push_back(point);
        longer.back().push_back(c);
      }
    }
    points = longer;
  }
  return points;
}

// The rank formula, its division by counting up.
inline std::optional<int64_t> rank_of(const DAPDistribution &distribution, const index_list &point) {
  int64_t number = distribution.rank_offset;
  for (std::size_t d = 0; d < point.size(); ++d) {
    for (int64_t step = 0; step < point[d]; ++step) number += distribution.dims[d].rank_stride;
  }
  if (number < 0) return std::nullopt;
  int64_t slot = 0;
  for (; number >= distribution.points_per_rank; number -= distribution.points_per_rank) ++slot;
  if (distribution.ranks != nullptr && slot >= distribution.num_ranks) return std::nullopt;
  const int64_t rank = distribution.ranks != nullptr ? distribution.ranks[slot] : slot;
  return rank >= 0 && rank < distribution.comm.size ? std::optional<int64_t>(rank) : std::nullopt;
}

}  // namespace dap::model::oracle
