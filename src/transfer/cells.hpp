// SPDX-License-Identifier: BSD-3-Clause
// The boxes and grid points of a distribution that tells all, whichever rank they are on.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "transfer/ask_boxes.hpp"
#include "transfer/grid_points.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {

// A box, or a grid point with all its replicas.
struct cell {
  std::vector<DAPLocalDim> row;  // [ndim] without lists and halos
  std::vector<int64_t> ranks;    // of a grid point one for each replica; of a box one
};

// The ranks of a grid point, replica by replica; the coordinates of replicas are written over.
inline void ranks_of_replicas(const DAPDistribution &grid, std::span<int64_t> point, std::vector<int64_t> &ranks) {
  ranks.clear();
  const int64_t replicas = num_replicas(grid);
  for (int64_t replica = 0; replica < replicas; ++replica) {
    set_replica(grid, replica, point);
    if (const auto rank = model::rank_of(grid, point)) ranks.push_back(*rank);
  }
}

// What coordinates own, those that own something.
[[nodiscard]] std::vector<DAPLocalDim> owning_coordinates(const DAPDim &dim);

// Of a list of boxes that may overlap; those that own something.
[[nodiscard]] std::vector<cell> listed_cells(const DAPDistribution &boxes);

// The same as the lowest owners have it: each element in one cell.
[[nodiscard]] std::vector<cell> disjoint_cells(const DAPDistribution &boxes);

// Calls function(cell) for all that own something.
template <typename Function>
void for_each_cell(const DAPDistribution &distribution, Function &&function) {
  if (is_boxes(distribution)) {
    for (const cell &each : listed_cells(distribution)) function(each);
    return;
  }
  const auto ndim = static_cast<std::size_t>(distribution.ndim);
  std::vector<std::vector<DAPLocalDim>> along;
  std::vector<std::size_t> counts;
  for (std::size_t d = 0; d < ndim; ++d) {
    along.push_back(owning_coordinates(distribution.dims[d]));
    if (along.back().empty()) return;
    counts.push_back(along.back().size());
  }
  cell made;
  std::vector<int64_t> point(model::dims_of(distribution).size());
  for_each_choice(counts, [&](std::span<const std::size_t> chosen) {
    made.row.clear();
    for (std::size_t d = 0; d < ndim; ++d) {
      made.row.push_back(along[d][chosen[d]]);
      point[d] = made.row.back().coordinate;
    }
    ranks_of_replicas(distribution, point, made.ranks);
    function(std::as_const(made));
  });
}

// How many indices a coordinate has.
struct shared_count {
  int64_t coordinate;
  int64_t count;
};

// What cells have in common with the coordinates of a grid; of the coordinates of a grid each is counted once.
class shared_counts {
 public:
  // Valid until the next call for a box.
  std::span<const shared_count> of(const DAPDistribution &own, std::size_t d, const DAPLocalDim &local,
                                   const DAPDim &theirs);

 private:
  std::map<std::pair<std::size_t, int64_t>, std::vector<shared_count>> of_grid_;
  std::vector<std::vector<shared_count>> of_box_;  // by dimension
};

}  // namespace dap::transfer
