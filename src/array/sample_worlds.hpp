// SPDX-License-Identifier: BSD-3-Clause
// For tests: what all ranks of a distribution have, by plain loops, each rank with copies of its own to bend.
#pragma once

#include <dap/distribution.h>

#include <algorithm>
#include <cstdint>
#include <list>
#include <memory>
#include <utility>
#include <vector>

#include "model/oracle.hpp"

namespace dap::array::sample {

using model::oracle::index_list;

// A dimension, and what each coordinate owns of it, in the order of storage.
struct planned_dim {
  DAPDim dim{};
  index_list bounds;
  std::vector<index_list> hands;
  std::vector<index_list> halos;  // listed, of each coordinate; none: empty
  int64_t widths[2] = {0, 0};
  bool as_runs = false;
};

inline planned_dim known(DAPDim dim) {
  planned_dim made;
  made.dim = dim;
  if (dim.bounds != nullptr) made.bounds.assign(dim.bounds, dim.bounds + dim.grid_size + 1);
  made.hands = model::oracle::deal(dim);
  return made;
}

inline planned_dim unknown(const index_list &bounds) {
  planned_dim made = known(dap_dim_irregular(bounds.data(), static_cast<int64_t>(bounds.size()) - 1));
  made.bounds.clear();
  made.dim.bounds = nullptr;
  made.dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  return made;
}

inline planned_dim listed(int64_t size, std::vector<index_list> hands, int64_t index_base = 0) {
  planned_dim made;
  made.dim = dap_dim_unstructured(size, static_cast<int64_t>(hands.size()), index_base);
  made.hands = std::move(hands);
  return made;
}

inline planned_dim with_widths(planned_dim made, int64_t before, int64_t after) {
  made.dim.flags |= DAP_DIM_HALO;
  made.widths[0] = before;
  made.widths[1] = after;
  return made;
}

inline planned_dim replicas(int64_t count) {
  planned_dim made;
  made.dim.kind = DAP_KIND_REPLICA;
  made.dim.grid_size = count;
  made.hands.assign(static_cast<size_t>(count), {});
  return made;
}

// A box of a rank, [ndim] pairs of first index and end.
struct planned_box {
  int32_t rank;
  index_list bounds;
};

struct plan {
  int32_t num_ranks = 1;
  std::vector<planned_dim> dims;  // the replica dimensions last; ranks in row-major order, unless strides are given
  index_list strides;
  int64_t rank_offset = 0;
  int64_t points_per_rank = 1;
  index_list table;
  bool without_empty_parts = false;
  std::vector<planned_box> boxes;  // of kind `x`, in the order of the ranks
  bool lists_boxes = false;
};

// One rank's description. Members may be bent; what they point to is the rank's own.
struct share {
  std::vector<DAPDim> dims;
  std::list<index_list> bounds;
  index_list table;
  std::vector<DAPLocalDim> local;
  std::list<index_list> lists;
  index_list box_bounds;
  index_list box_ranks;
  DAPBoxes boxes{};
  DAPDistribution distribution{};
  bool is_null = false;  // the rank passes NULL

  [[nodiscard]] const DAPDistribution *given() const { return is_null ? nullptr : &distribution; }

  // The list of a part, to be bent.
  [[nodiscard]] int64_t *list_of(size_t part, size_t d) {
    return const_cast<int64_t *>(static_cast<const int64_t *>(local[part * dims.size() + d].indices));
  }
  [[nodiscard]] DAPLocalDim &at(size_t part, size_t d) { return local[part * dims.size() + d]; }
  void drop_last_part() { --distribution.num_parts; }
};

using world = std::vector<std::unique_ptr<share>>;

namespace detail {

inline char space = 0;
inline uint64_t last_id = 0;

inline uint64_t feature_of(const DAPDim &dim) {
  uint64_t features = 0;
  if (dim.kind == DAP_KIND_CYCLIC) features |= DAP_FEATURE_CYCLIC;
  if (dim.kind == DAP_KIND_UNSTRUCTURED) features |= DAP_FEATURE_UNSTRUCTURED;
  if (dim.kind == DAP_KIND_BOX) features |= DAP_FEATURE_BOXES;
  if (dim.kind == DAP_KIND_REPLICA) features |= DAP_FEATURE_REPLICAS;
  if ((dim.flags & DAP_DIM_HALO) != 0) features |= DAP_FEATURE_HALO;
  if ((dim.flags & DAP_DIM_HALO_LIST) != 0) features |= DAP_FEATURE_HALO_LIST;
  if ((dim.flags & DAP_DIM_UNKNOWN_BOUNDS) != 0) features |= DAP_FEATURE_UNKNOWN_BOUNDS;
  if ((dim.flags & DAP_DIM_INCOMPLETE) != 0) features |= DAP_FEATURE_INCOMPLETE;
  if ((dim.flags & DAP_DIM_OVERLAPPING) != 0) features |= DAP_FEATURE_OVERLAPPING;
  return features;
}

// Indices as the form says, from index_base.
inline void list_indices(share &mine, DAPLocalDim &local, const planned_dim &planned, index_list indices) {
  local.num_indices = static_cast<int64_t>(indices.size());
  if (indices.empty()) return;
  for (int64_t &index : indices) index += planned.dim.index_base;
  local.index_form = DAP_INDEX_INT64;
  if (planned.as_runs) {
    index_list pairs;
    for (size_t i = 0; i < indices.size(); ++i) {
      const bool continues = i > 0 && static_cast<int64_t>(i) != local.num_owned && indices[i] == indices[i - 1] + 1;
      if (continues) {
        ++pairs.back();
      } else {
        pairs.insert(pairs.end(), {indices[i], 1});
      }
    }
    indices = pairs;
    local.num_runs = static_cast<int64_t>(pairs.size() / 2);
    local.index_form = DAP_INDEX_RUNS;
  }
  mine.lists.push_back(std::move(indices));
  local.indices = mine.lists.back().data();
}

inline DAPLocalDim local_of(share &mine, const planned_dim &planned, int64_t coordinate) {
  const auto c = static_cast<size_t>(coordinate);
  DAPLocalDim local{};
  local.coordinate = coordinate;
  if (planned.dim.kind == DAP_KIND_REPLICA) return local;
  const index_list &hand = planned.hands[c];
  local.num_owned = static_cast<int64_t>(hand.size());
  local.halo[0] = planned.widths[0];
  local.halo[1] = planned.widths[1];
  if (!hand.empty()) local.start = hand.front();
  if (hand.empty() && planned.dim.kind == DAP_KIND_BLOCK) {
    for (size_t lower = 0; lower < c; ++lower) local.start += static_cast<int64_t>(planned.hands[lower].size());
  }
  index_list indices = planned.dim.kind == DAP_KIND_UNSTRUCTURED ? hand : index_list{};
  if (!planned.halos.empty()) {
    indices.insert(indices.end(), planned.halos[c].begin(), planned.halos[c].end());
  }
  list_indices(mine, local, planned, indices);
  return local;
}

inline void add_parts(share &mine, const plan &planned) {
  for (const index_list &point : model::oracle::all_points(mine.dims)) {
    if (model::oracle::rank_of(mine.distribution, point) != mine.distribution.comm.rank) continue;
    std::vector<DAPLocalDim> row;
    bool owns = true;
    for (size_t d = 0; d < point.size(); ++d) {
      row.push_back(local_of(mine, planned.dims[d], point[d]));
      owns = owns && (mine.dims[d].kind == DAP_KIND_REPLICA || row.back().num_owned > 0);
    }
    if (!owns && planned.without_empty_parts) continue;
    mine.local.insert(mine.local.end(), row.begin(), row.end());
    ++mine.distribution.num_parts;
  }
}

inline void add_boxes(share &mine, const plan &planned) {
  const size_t ndim = mine.dims.size();
  for (const planned_box &box : planned.boxes) {
    mine.box_bounds.insert(mine.box_bounds.end(), box.bounds.begin(), box.bounds.end());
    mine.box_ranks.push_back(box.rank);
    if (box.rank != mine.distribution.comm.rank) continue;
    for (size_t d = 0; d < ndim; ++d) {
      DAPLocalDim local{};
      local.start = box.bounds[2 * d];
      local.num_owned = box.bounds[2 * d + 1] - local.start;
      local.halo[0] = planned.dims[d].widths[0];
      local.halo[1] = planned.dims[d].widths[1];
      mine.local.push_back(local);
    }
    ++mine.distribution.num_parts;
  }
  mine.boxes = {{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr},
                static_cast<int64_t>(planned.boxes.size()),
                mine.box_bounds.data(),
                mine.box_ranks.data()};
  if (planned.lists_boxes) mine.distribution.extensions = &mine.boxes.header;
}

inline void copy_globals(share &mine, const plan &planned, int32_t rank) {
  for (const planned_dim &each : planned.dims) {
    mine.dims.push_back(each.dim);
    mine.bounds.push_back(each.bounds);
    if (!each.bounds.empty()) mine.dims.back().bounds = mine.bounds.back().data();
  }
  const auto num_dims = static_cast<int32_t>(mine.dims.size());
  if (planned.boxes.empty()) dap_dims_row_major(mine.dims.data(), num_dims);
  for (size_t d = 0; d < planned.strides.size(); ++d) mine.dims[d].rank_stride = planned.strides[d];
  mine.table = planned.table;
  DAPDistribution &made = mine.distribution;
  made = dap_distribution_describe(mine.dims.data(), num_dims, {DAP_COMM_NONE, 0, 0, rank, planned.num_ranks});
  for (const DAPDim &dim : mine.dims) {
    made.flags |= feature_of(dim);
    made.num_replica_dims += dim.kind == DAP_KIND_REPLICA ? 1 : 0;
  }
  made.ndim -= made.num_replica_dims;
  made.rank_offset = planned.rank_offset;
  made.points_per_rank = planned.points_per_rank;
  made.num_ranks = static_cast<int64_t>(mine.table.size());
  made.ranks = mine.table.empty() ? nullptr : mine.table.data();
  if (made.ranks != nullptr) made.flags |= DAP_FEATURE_RANK_TABLE;
  made.id_space = &space;
  made.id = ++last_id;  // need not be alike on all ranks
}

}  // namespace detail

inline world world_of(const plan &planned) {
  world made;
  bool several = planned.points_per_rank > 1;
  for (int32_t rank = 0; rank < planned.num_ranks; ++rank) {
    made.push_back(std::make_unique<share>());
    share &mine = *made.back();
    detail::copy_globals(mine, planned, rank);
    if (planned.boxes.empty()) {
      detail::add_parts(mine, planned);
    } else {
      detail::add_boxes(mine, planned);
    }
    several = several || mine.distribution.num_parts > 1;
  }
  for (const auto &mine : made) {
    mine->distribution.local = mine->local.empty() ? nullptr : mine->local.data();
    if (several) mine->distribution.flags |= DAP_FEATURE_PARTS;
  }
  return made;
}

}  // namespace dap::array::sample
