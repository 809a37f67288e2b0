// SPDX-License-Identifier: BSD-3-Clause
// For tests: random worlds, the same for the same seed on every rank, and random breakages of them.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "array/planned_worlds.hpp"

namespace dap::array::sample {

class world_drawer {
 public:
  explicit world_drawer(uint64_t seed) : random_(seed) {}

  int64_t draw(int64_t low, int64_t high) { return std::uniform_int_distribution<int64_t>(low, high)(random_); }
  bool toss() { return draw(0, 1) == 1; }

  // Sizes of up to three dimensions.
  index_list shape() {
    index_list sizes(static_cast<size_t>(draw(0, 3)));
    for (int64_t &size : sizes) size = draw(0, 6);
    return sizes;
  }

  // 0 … count-1 in any order.
  index_list order(int64_t count) {
    index_list numbers = every(0, 1, count);
    std::shuffle(numbers.begin(), numbers.end(), random_);
    return numbers;
  }
  // At least one of them.
  index_list some_of(int64_t count) {
    index_list numbers = order(count);
    numbers.resize(static_cast<size_t>(draw(1, count)));
    return numbers;
  }

  // Valid: dimensions of all kinds but boxes, and perhaps replicas, on as many ranks as the grid needs or fewer.
  plan valid(int32_t num_ranks) { return valid(num_ranks, shape()); }
  plan valid(int32_t num_ranks, const index_list &sizes) {
    plan made;
    made.num_ranks = num_ranks;
    for (const int64_t size : sizes) made.dims.push_back(dim(size));
    if (draw(0, 2) == 0) made.dims.push_back(replicas(draw(1, 3)));
    int64_t points = 1;
    for (const planned_dim &each : made.dims) points *= each.dim.grid_size;
    made.points_per_rank = (points - 1) / num_ranks + 1 + draw(0, 1);
    made.without_empty_parts = toss();
    if (toss()) {
      made.table = order(num_ranks);
    }
    return made;
  }

  // Lists that may leave indices out and repeat them; `is_right` says by counting whether the flags allow it.
  plan lists(int32_t num_ranks, bool &is_right) {
    const int64_t size = draw(1, 8);
    std::vector<int64_t> owners(static_cast<size_t>(size), 0);
    std::vector<index_list> hands(static_cast<size_t>(num_ranks));
    const int64_t rarity = draw(1, 2 * num_ranks);
    for (index_list &hand : hands) {
      for (const int64_t i : order(size)) {
        if (draw(1, rarity) > 1) continue;
        hand.push_back(i);
        ++owners[static_cast<size_t>(i)];
      }
    }
    plan made = rows_of(num_ranks, listed(size, hands, draw(-3, 3)));
    made.dims[0].as_runs = toss();
    made.dims[0].dim.flags = flags();
    is_right = allows(made.dims[0].dim.flags, owners);
    return made;
  }

  // The same with boxes in two dimensions.
  plan boxes(int32_t num_ranks, bool &is_right) {
    plan made = boxes_of(num_ranks);
    made.boxes.clear();
    const int64_t rows = draw(1, 5);
    const int64_t columns = draw(1, 5);
    cut({0, rows, 0, columns}, made.boxes);
    if (draw(0, 2) == 0) made.boxes.pop_back();
    if (draw(0, 2) == 0) made.boxes.push_back({0, {0, draw(0, rows), 0, draw(0, columns)}});
    if (made.boxes.empty()) made.boxes.push_back({0, {0, 0, 0, 0}});
    std::vector<int64_t> owners(static_cast<size_t>(rows * columns), 0);
    for (planned_box &box : made.boxes) {
      box.rank = static_cast<int32_t>(draw(0, num_ranks - 1));
      for (int64_t i = box.bounds[0]; i < box.bounds[1]; ++i) {
        for (int64_t j = box.bounds[2]; j < box.bounds[3]; ++j) ++owners[static_cast<size_t>(i * columns + j)];
      }
    }
    const uint32_t flagged = flags();
    made.dims[0].dim.size = rows;
    made.dims[1].dim.size = columns;
    for (planned_dim &each : made.dims) each.dim.flags = flagged;
    is_right = allows(flagged, owners);
    made.lists_boxes = toss();
    return made;
  }

  // One thing is made wrong on one rank. False if the world has nothing of the kind that was drawn.
  bool bend(world &all) {
    share &mine = *all[static_cast<size_t>(draw(0, static_cast<int64_t>(all.size()) - 1))];
    if (all.size() > 1 && draw(0, 3) == 0) {
      ++mine.distribution.version.minor;
      return true;
    }
    if (mine.distribution.num_parts == 0 || mine.distribution.ndim == 0) return false;
    const auto part = static_cast<size_t>(draw(0, mine.distribution.num_parts - 1));
    for (size_t d = 0; d < static_cast<size_t>(mine.distribution.ndim); ++d) {
      if (mine.dims[d].size == 0 || mine.at(part, d).num_owned == 0) return false;
    }
    if (toss()) return drop(mine, part);
    return bend(mine, part, static_cast<size_t>(draw(0, mine.distribution.ndim - 1)));
  }

 private:
  planned_dim dim(int64_t size) {
    const int64_t coordinates = draw(1, 3);
    index_list bounds{0};
    for (int64_t c = 1; c < coordinates; ++c) bounds.push_back(draw(0, size));
    bounds.push_back(size);
    std::sort(bounds.begin(), bounds.end());
    switch (draw(0, 5)) {
      case 0:
        return known(dap_dim_balanced(size, coordinates));
      case 1:
        return with_widths(known(dap_dim_irregular(bounds.data(), coordinates)), draw(0, 2), draw(0, 2));
      case 2:
        return unknown(bounds);
      case 3: {
        DAPDim cyclic = dap_dim_balanced(size, coordinates);
        cyclic.flags = 0;
        cyclic.kind = DAP_KIND_CYCLIC;
        cyclic.block_size = draw(1, 3);
        cyclic.first_block = draw(1, cyclic.block_size);
        cyclic.first_coordinate = draw(0, coordinates - 1);
        return known(cyclic);
      }
      default: {
        std::vector<index_list> hands(static_cast<size_t>(coordinates));
        for (const int64_t i : order(size)) hands[static_cast<size_t>(draw(0, coordinates - 1))].push_back(i);
        planned_dim made = listed(size, hands, draw(-2, 2));
        made.as_runs = toss();
        return made;
      }
    }
  }

  uint32_t flags() { return (toss() ? DAP_DIM_INCOMPLETE : 0U) | (toss() ? DAP_DIM_OVERLAPPING : 0U); }

  static bool allows(uint32_t flagged, const std::vector<int64_t> &owners) {
    for (const int64_t count : owners) {
      if (count == 0 && (flagged & DAP_DIM_INCOMPLETE) == 0) return false;
      if (count > 1 && (flagged & DAP_DIM_OVERLAPPING) == 0) return false;
    }
    return true;
  }

  // Halves a box until chance ends it.
  void cut(const index_list &bounds, std::vector<planned_box> &boxes) {
    const size_t d = toss() ? 0 : 2;
    if (draw(0, 3) == 0 || bounds[d + 1] - bounds[d] < 2) {
      boxes.push_back({0, bounds});
      return;
    }
    index_list lower = bounds;
    index_list upper = bounds;
    lower[d + 1] = upper[d] = draw(bounds[d] + 1, bounds[d + 1] - 1);
    cut(lower, boxes);
    cut(upper, boxes);
  }

  static bool drop(share &mine, size_t part) {
    const auto row = mine.local.begin() + static_cast<std::ptrdiff_t>(part * mine.dims.size());
    mine.local.erase(row, row + static_cast<std::ptrdiff_t>(mine.dims.size()));
    --mine.distribution.num_parts;
    return true;
  }

  bool bend(share &mine, size_t part, size_t d) {
    DAPLocalDim &local = mine.at(part, d);
    if (mine.dims[d].kind != DAP_KIND_UNSTRUCTURED) {
      ++local.start;
      return true;
    }
    if (local.index_form != DAP_INDEX_INT64) return false;
    // Another index than it owns, if there is one; else one less.
    const int64_t base = mine.dims[d].index_base;
    for (int64_t index = base; index < base + mine.dims[d].size; ++index) {
      int64_t *list = mine.list_of(part, d);
      if (std::find(list, list + local.num_owned, index) != list + local.num_owned) continue;
      list[draw(0, local.num_owned - 1)] = index;
      return true;
    }
    return false;
  }

  std::mt19937_64 random_;
};

}  // namespace dap::array::sample
