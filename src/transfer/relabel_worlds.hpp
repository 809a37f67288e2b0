// SPDX-License-Identifier: BSD-3-Clause
// For tests: random worlds that tell all, and what their ranks have in common, element by element.
#pragma once

#include <dap/transfer.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "array/random_worlds.hpp"

namespace dap::array::sample {

inline planned_dim draw_known_dim(world_drawer &drawer, int64_t size) {
  const int64_t coordinates = drawer.draw(1, 3);
  index_list bounds{0, size};
  for (int64_t c = 1; c < coordinates; ++c) bounds.push_back(drawer.draw(0, size));
  std::sort(bounds.begin(), bounds.end());
  DAPDim dim = dap_dim_balanced(size, coordinates);
  if (drawer.toss()) return drawer.toss() ? known(dim) : known(dap_dim_irregular(bounds.data(), coordinates));
  dim.flags = 0;
  dim.kind = DAP_KIND_CYCLIC;
  dim.block_size = drawer.draw(1, 3);
  dim.first_block = drawer.draw(1, dim.block_size);
  dim.first_coordinate = drawer.draw(0, coordinates - 1);
  return known(dim);
}

inline plan draw_known_grid(world_drawer &drawer, int32_t num_ranks, const index_list &sizes) {
  plan made;
  made.num_ranks = num_ranks;
  int64_t points = 1;
  for (const int64_t size : sizes) made.dims.push_back(draw_known_dim(drawer, size));
  if (drawer.draw(0, 2) == 0) made.dims.push_back(replicas(drawer.draw(1, 3)));
  for (const planned_dim &each : made.dims) points *= each.dim.grid_size;
  made.points_per_rank = (points - 1) / num_ranks + 1 + drawer.draw(0, 1);
  made.without_empty_parts = drawer.toss();
  if (drawer.toss()) made.table = drawer.order(num_ranks);
  return made;
}

// They overlap and leave gaps, however it comes.
inline plan draw_listed_boxes(world_drawer &drawer, int32_t num_ranks, const index_list &sizes) {
  plan made;
  made.num_ranks = num_ranks;
  made.lists_boxes = true;
  for (const int64_t size : sizes) {
    planned_dim each;
    each.dim = dap_dim_whole(size);
    each.dim.kind = DAP_KIND_BOX;
    each.dim.flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;
    made.dims.push_back(each);
  }
  for (int64_t left = drawer.draw(1, 5); left > 0; --left) {
    planned_box box{static_cast<int32_t>(drawer.draw(0, num_ranks - 1)), {}};
    for (const int64_t size : sizes) {
      const int64_t start = drawer.draw(0, size);
      box.bounds.insert(box.bounds.end(), {start, drawer.draw(start, size)});
    }
    made.boxes.push_back(box);
  }
  return made;
}

inline plan draw_known_world(world_drawer &drawer, int32_t num_ranks, const index_list &sizes) {
  const bool boxes = !sizes.empty() && drawer.draw(0, 3) == 0;
  return boxes ? draw_listed_boxes(drawer, num_ranks, sizes) : draw_known_grid(drawer, num_ranks, sizes);
}

inline plan relabelled(plan of, const index_list &ranks) {
  const auto rank = [&ranks](int64_t old) { return ranks[static_cast<size_t>(old)]; };
  for (planned_box &box : of.boxes) box.rank = static_cast<int32_t>(rank(box.rank));
  if (!of.boxes.empty()) return of;
  if (of.table.empty()) {
    of.table = ranks;
  } else {
    std::transform(of.table.begin(), of.table.end(), of.table.begin(), rank);
  }
  return of;
}

// The elements of a part, by their ordinals; dimension order[0] is the slowest.
inline index_list elements_of(const plan &of, share &mine, size_t part, const std::vector<int32_t> &order) {
  index_list elements{0};
  for (const int32_t dim : order) {
    const auto d = static_cast<size_t>(dim);
    const DAPLocalDim &local = mine.at(part, d);
    index_list indices = every(local.start, 1, local.start + local.num_owned);
    if (of.boxes.empty()) indices = of.dims[d].hands[static_cast<size_t>(local.coordinate)];
    index_list further;
    for (const int64_t element : elements) {
      for (const int64_t index : indices) further.push_back(element * mine.dims[d].size + index);
    }
    elements = further;
  }
  return elements;
}

// What the target's ranks (rows) can get on each rank of the source (columns), and how much in all.
struct shared_elements {
  std::vector<index_list> kept;
  int64_t found = 0;

  shared_elements(const plan &source, const plan &target, const std::vector<int32_t> &target_dims) {
    std::vector<int32_t> axes(target_dims.size());
    std::iota(axes.begin(), axes.end(), 0);
    std::map<int64_t, std::set<int64_t>> givers;
    for_each_element(source, axes, [&](int64_t rank, int64_t element) {
      givers[element].insert(rank);
      if (!source.boxes.empty()) givers[element] = {*givers[element].begin()};
    });
    kept.assign(static_cast<size_t>(target.num_ranks), index_list(static_cast<size_t>(target.num_ranks), 0));
    for_each_element(target, target_dims, [&](int64_t rank, int64_t element) {
      for (const int64_t giver : givers[element]) ++kept[static_cast<size_t>(rank)][static_cast<size_t>(giver)];
      found += givers[element].empty() ? 0 : 1;
    });
  }

  [[nodiscard]] int64_t moved(const index_list &ranks) const {
    int64_t elements = found;
    for (size_t rank = 0; rank < ranks.size(); ++rank) elements -= kept[rank][static_cast<size_t>(ranks[rank])];
    return elements;
  }

 private:
  template <typename Visit>
  static void for_each_element(const plan &of, const std::vector<int32_t> &order, Visit &&visit) {
    for (const auto &mine : world_of(of)) {
      for (size_t part = 0; part < static_cast<size_t>(mine->distribution.num_parts); ++part) {
        for (const int64_t element : elements_of(of, *mine, part, order)) {
          visit(mine->distribution.comm.rank, element);
        }
      }
    }
  }
};

// What all ranks get from others, as their plans say.
inline int64_t moved_by_plans(const world &sources, const world &targets, const DAPPlanOptions &options) {
  int64_t elements = 0;
  for (size_t rank = 0; rank < sources.size(); ++rank) {
    DAPPlan *made = nullptr;
    DAPError error{};
    DAPPlanCounts counts{};
    const int32_t status =
        dap_plan_create(&sources[rank]->distribution, &targets[rank]->distribution, &options, &made, &error);
    if (status != DAP_OK || dap_plan_count(made, &counts, &error) != DAP_OK) return -1;
    dap_plan_release(made);
    elements += counts.elements_gotten;
  }
  return elements;
}

}  // namespace dap::array::sample
