// SPDX-License-Identifier: BSD-3-Clause
// For tests: random arrays of every kind on all ranks of a small world, with halos, replicas, several parts a rank and
// any order of memory. Each stored position holds the natural index of its element, -1 if it is exterior: written by
// plain loops.
#pragma once

#include <deque>
#include <optional>

#include "array/drawn_arrays.hpp"

namespace dap::array::sample {

using stored_list = std::vector<std::optional<int64_t>>;  // index at each position; empty: exterior

constexpr int64_t exterior = -1;

struct world_part {
  index_list point;  // coordinates, replicas included; of boxes zeros
  std::vector<DAPLocalDim> row;
  std::deque<index_list> lists;     // what the row points to
  std::vector<stored_list> stored;  // per dimension
  std::vector<index_list> owned;    // positions of them that are owned
  std::vector<int64_t> shape, strides, values;
  DAPPart part{};
};

struct world_rank {
  DAPDistribution description{};
  std::deque<world_part> parts;
  std::vector<DAPLocalDim> rows;
  std::vector<DAPPart> buffers;
  distribution_ptr distribution;
  source_ptr source;
  held_array array;
};

struct drawn_world {
  std::vector<drawn_dim> drawn;
  std::vector<DAPDim> dims;
  index_list table;
  DAPBoxes boxes{};
  index_list box_bounds, box_ranks;
  DAPDistribution description{};
  bool plain = true;
  int32_t ndim = 0;
  std::deque<world_rank> ranks;

  [[nodiscard]] bool is_boxes() const { return ndim > 0 && dims[0].kind == DAP_KIND_BOX; }
};

inline bool coin() {
  return draw(0, 1) == 0;
}

// Some indices go to nobody, or to a second coordinate.
inline void draw_cover(drawn_dim &drawn) {
  if (drawn.dim.kind != DAP_KIND_UNSTRUCTURED) return;
  if (draw(0, 2) == 0) {
    drawn.dim.flags |= DAP_DIM_INCOMPLETE;
    for (index_list &hand : drawn.hands) {
      if (!hand.empty() && coin()) hand.pop_back();
    }
  }
  if (coin() && drawn.hands.size() > 1 && !drawn.hands[1].empty()) {
    drawn.dim.flags |= DAP_DIM_OVERLAPPING;
    const int64_t index = drawn.hands[1].front();
    index_list &other = drawn.hands[0];
    if (std::find(other.begin(), other.end(), index) == other.end()) other.push_back(index);
  }
}

inline drawn_dim draw_world_dim(int64_t size) {
  drawn_dim drawn = draw_dim(size);
  draw_cover(drawn);
  if (drawn.dim.kind == DAP_KIND_BLOCK && draw(0, 4) == 0) {
    const DAPDim known = drawn.dim;
    drawn.dim = dap_dim_balanced(known.size, known.grid_size);
    drawn.dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  }
  if (drawn.dim.kind != DAP_KIND_UNSTRUCTURED) drawn.dim.index_base = draw(-1, 1);
  if (drawn.dim.size > 0 && coin()) drawn.dim.flags |= DAP_DIM_PERIODIC;
  if (drawn.dim.kind != DAP_KIND_CYCLIC && draw(0, 2) == 0) drawn.dim.flags |= DAP_DIM_HALO;
  if (drawn.dim.kind == DAP_KIND_BLOCK && (drawn.dim.flags & DAP_DIM_HALO) == 0 && draw(0, 3) == 0) {
    drawn.dim.flags |= DAP_DIM_HALO_LIST;
  }
  drawn.dim.boundary[0] = draw(0, drawn.dim.size);
  drawn.dim.boundary[1] = draw(0, drawn.dim.size - drawn.dim.boundary[0]);
  return drawn;
}

inline int64_t begin_of_hand(const drawn_dim &drawn, size_t c) {
  int64_t start = 0;
  for (size_t before = 0; before < c; ++before) start += static_cast<int64_t>(drawn.hands[before].size());
  return start;
}

inline void own_all_from(world_part &part, int64_t first, int64_t count) {
  index_list positions;
  for (int64_t i = 0; i < count; ++i) positions.push_back(first + i);
  part.owned.push_back(positions);
}

inline void list_indices(world_part &part, DAPLocalDim &local, const index_list &indices, int64_t base) {
  if (indices.empty()) return;
  part.lists.push_back(indices);
  for (int64_t &index : part.lists.back()) index += base;
  local.num_indices = static_cast<int64_t>(indices.size());
  local.indices = part.lists.back().data();
  local.index_form = DAP_INDEX_INT64;
  if (coin()) return;
  index_list runs;  // of one index each
  for (const int64_t index : part.lists.back()) runs.insert(runs.end(), {index, 1});
  part.lists.back() = runs;
  local.indices = part.lists.back().data();
  local.index_form = DAP_INDEX_RUNS;
  local.num_runs = local.num_indices;
}

inline void store_range(world_part &part, const DAPDim &dim, int64_t start, int64_t count) {
  DAPLocalDim local{};
  local.start = start;
  local.num_owned = count;
  stored_list stored;
  if ((dim.flags & DAP_DIM_HALO) != 0) {
    local.halo[0] = draw(0, 2);
    local.halo[1] = draw(0, 2);
  }
  stored = model::oracle::walk(dim, start, local.halo[0], local.halo[0] + count + local.halo[1]);
  index_list halo;
  for (int64_t left = dim.size > 0 && (dim.flags & DAP_DIM_HALO_LIST) != 0 ? draw(0, 3) : 0; left > 0; --left) {
    halo.push_back(draw(0, dim.size - 1));
    stored.emplace_back(halo.back());
  }
  list_indices(part, local, halo, dim.index_base);
  own_all_from(part, local.halo[0], count);
  part.row.push_back(local);
  part.stored.push_back(stored);
}

inline void store_hand(world_part &part, const DAPDim &dim, index_list hand) {
  DAPLocalDim local{};
  local.num_owned = static_cast<int64_t>(hand.size());
  local.start = hand.empty() ? 0 : hand.front();
  own_all_from(part, 0, local.num_owned);
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    for (int64_t index = 0; index < dim.size && (dim.flags & DAP_DIM_HALO) != 0; ++index) {
      if (std::find(hand.begin(), hand.end(), index) == hand.end() && coin()) hand.push_back(index);
    }
    list_indices(part, local, hand, dim.index_base);
  }
  part.row.push_back(local);
  part.stored.emplace_back(hand.begin(), hand.end());
}

// `num_ranks`: as many as there are; 0: as many as the formula has room for.
inline void draw_rank_formula(drawn_world &world, int64_t num_ranks) {
  int64_t points = 1;
  for (const int64_t axis : draw_order(world.dims.size())) {
    DAPDim &dim = world.dims[static_cast<size_t>(axis)];
    if (draw(0, 5) == 0) {  // its points share ranks
      dim.rank_stride = 0;
      continue;
    }
    dim.rank_stride = points;
    if (coin()) {
      world.description.rank_offset += points * (dim.grid_size - 1);
      dim.rank_stride = -points;
    }
    points *= dim.grid_size;
  }
  world.description.rank_offset += draw(0, 1);
  world.description.points_per_rank = draw(0, 2) == 0 ? draw(2, 3) : 1;
  const int64_t slots = (points + 1) / world.description.points_per_rank + 1;
  if (num_ranks == 0) num_ranks = slots;
  world.description.comm = comm_of(0, static_cast<int32_t>(num_ranks));
  if (slots <= num_ranks && draw(0, 2) > 0) return;
  world.table = draw_order(static_cast<size_t>(slots));
  for (int64_t &rank : world.table) rank %= num_ranks;
  if (coin()) world.table.back() = world.table.front();
  world.description.num_ranks = slots;
  world.description.ranks = world.table.data();
}

inline void draw_grid_world(drawn_world &world, const index_list &sizes, int64_t num_ranks) {
  world.ndim = static_cast<int32_t>(sizes.size());
  for (const int64_t size : sizes) world.drawn.push_back(draw_world_dim(size));
  for (const drawn_dim &each : world.drawn) world.dims.push_back(each.dim);
  for (int64_t replicas = std::max<int64_t>(0, draw(-2, 2)); replicas > 0; --replicas) {
    DAPDim dim{};
    dim.kind = DAP_KIND_REPLICA;
    dim.grid_size = draw(1, 2);
    world.dims.push_back(dim);
  }
  draw_rank_formula(world, num_ranks);
  world.ranks.resize(static_cast<size_t>(world.description.comm.size));
  for (const index_list &point : model::oracle::all_points(world.dims)) {
    world_part part;
    part.point = point;
    for (size_t d = 0; d < world.drawn.size(); ++d) {
      const auto c = static_cast<size_t>(point[d]);
      const drawn_dim &drawn = world.drawn[d];
      const index_list &hand = drawn.hands[c];
      if (drawn.dim.kind == DAP_KIND_BLOCK) {
        store_range(part, drawn.dim, begin_of_hand(drawn, c), static_cast<int64_t>(hand.size()));
      } else {
        store_hand(part, drawn.dim, hand);
      }
    }
    part.row.resize(world.dims.size());
    for (size_t d = 0; d < world.dims.size(); ++d) part.row[d].coordinate = point[d];
    const int64_t rank = *model::oracle::rank_of(
        [&] {
          DAPDistribution of = world.description;
          return of.dims = world.dims.data(), of;
        }(),
        point);
    world.ranks[static_cast<size_t>(rank)].parts.push_back(std::move(part));
  }
}

// A grid of cuts, each box to any rank, some to nobody or to two.
inline void draw_box_world(drawn_world &world, const index_list &sizes, int64_t num_ranks) {
  world.ndim = static_cast<int32_t>(sizes.size());
  const uint32_t cover = coin() ? 0U : (coin() ? DAP_DIM_INCOMPLETE : DAP_DIM_OVERLAPPING);
  const uint32_t halo = coin() ? DAP_DIM_HALO : 0U;
  std::vector<DAPDim> grid;
  for (const int64_t size : sizes) {
    DAPDim dim = dap_dim_balanced(size, 1);
    grid.push_back(dap_dim_balanced(dim.size, draw(1, 3)));
    dim.kind = DAP_KIND_BOX;
    dim.flags = cover | halo | (size > 0 && coin() ? DAP_DIM_PERIODIC : 0U);
    world.dims.push_back(dim);
  }
  world.description.points_per_rank = 1;
  world.description.comm = comm_of(0, static_cast<int32_t>(num_ranks == 0 ? draw(1, 3) : num_ranks));
  world.ranks.resize(static_cast<size_t>(world.description.comm.size));
  for (const index_list &point : model::oracle::all_points(grid)) {
    int64_t copies = 1;
    if (cover != 0 && coin()) copies = cover == DAP_DIM_INCOMPLETE ? 0 : 2;
    for (; copies > 0; --copies) {
      world_part part;
      for (size_t d = 0; d < grid.size(); ++d) {
        const auto hands = model::oracle::deal(grid[d]);
        const index_list &hand = hands[static_cast<size_t>(point[d])];
        store_range(part, world.dims[d], hand.empty() ? grid[d].size : hand.front(), static_cast<int64_t>(hand.size()));
        world.box_bounds.insert(world.box_bounds.end(), {part.row[d].start, part.row[d].start + part.row[d].num_owned});
      }
      part.point.assign(grid.size(), 0);
      world.box_ranks.push_back(draw(0, world.description.comm.size - 1));
      world.ranks[static_cast<size_t>(world.box_ranks.back())].parts.push_back(std::move(part));
    }
  }
  world.boxes = {{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr},
                 static_cast<int64_t>(world.box_ranks.size()),
                 world.box_bounds.data(),
                 world.box_ranks.data()};
  if (coin()) world.description.extensions = &world.boxes.header;
}

}  // namespace dap::array::sample
