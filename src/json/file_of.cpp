// SPDX-License-Identifier: BSD-3-Clause
// From the distributions of all ranks to a file.
#include <cstring>

#include "json/distribution_file.hpp"
#include "json/refuse.hpp"

namespace dap::json {
namespace {

dim dim_of(const DAPDim &of) {
  dim out;
  out.kind = of.kind;
  out.flags = of.flags;
  out.size = of.size;
  out.grid_size = of.grid_size;
  out.rank_stride = of.rank_stride;
  out.index_base = of.index_base;
  out.block_size = of.block_size;
  out.first_coordinate = of.first_coordinate;
  out.first_block = of.first_block;
  out.boundary = {of.boundary[0], of.boundary[1]};
  if (of.bounds != nullptr) out.bounds.assign(of.bounds, of.bounds + of.grid_size + 1);
  return out;
}

local_dim local_dim_of(const DAPLocalDim &of) {
  local_dim out;
  out.coordinate = of.coordinate;
  out.start = of.start;
  out.num_owned = of.num_owned;
  out.halo = {of.halo[0], of.halo[1]};
  out.index_form = of.index_form;
  if (of.index_form == DAP_INDEX_INT32) {
    const auto *list = static_cast<const int32_t *>(of.indices);
    out.indices.assign(list, list + of.num_indices);
  } else if (of.index_form != DAP_INDEX_NONE) {
    const auto *list = static_cast<const int64_t *>(of.indices);
    out.indices.assign(list, list + (of.index_form == DAP_INDEX_RUNS ? 2 * of.num_runs : of.num_indices));
  }
  return out;
}

std::optional<std::vector<box>> boxes_of(const DAPDistribution &distribution) {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    if (link->type != DAP_EXTENSION_BOXES || link->nbytes < sizeof(DAPBoxes)) continue;
    DAPBoxes found{};
    std::memcpy(&found, link, sizeof found);
    std::vector<box> out(static_cast<size_t>(found.num_boxes));
    const int64_t *bound = found.bounds;
    for (size_t b = 0; b < out.size(); ++b) {
      out[b].rank = found.ranks[b];
      for (int32_t d = 0; d < distribution.ndim; ++d, bound += 2) out[b].bounds.push_back({bound[0], bound[1]});
    }
    return out;
  }
  return std::nullopt;
}

// The global members, and no parts.
distribution_file global_of(const DAPDistribution &distribution) {
  distribution_file out;
  out.major = distribution.version.major;
  out.minor = distribution.version.minor;
  out.features = distribution.flags;
  out.num_replica_dims = distribution.num_replica_dims;
  for (int32_t d = 0; d < distribution.ndim + distribution.num_replica_dims; ++d) {
    out.dims.push_back(dim_of(distribution.dims[d]));
  }
  out.rank_offset = distribution.rank_offset;
  out.points_per_rank = distribution.points_per_rank;
  if (distribution.num_ranks > 0)
    out.rank_table.assign(distribution.ranks, distribution.ranks + distribution.num_ranks);
  out.boxes = boxes_of(distribution);
  return out;
}

std::vector<part> parts_of(const DAPDistribution &distribution) {
  std::vector<part> out(static_cast<size_t>(distribution.num_parts));
  const DAPLocalDim *local = distribution.local;
  for (part &each : out) {
    for (int32_t d = 0; d < distribution.ndim + distribution.num_replica_dims; ++d)
      each.push_back(local_dim_of(*local++));
  }
  return out;
}

}  // namespace

distribution_file file_of(std::span<const DAPDistribution *const> ranks) {
  if (ranks.empty()) refuse("ranks", "none, expected at least 1", 707);
  distribution_file file = global_of(*ranks[0]);
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    const DAPComm &comm = ranks[rank]->comm;
    const std::string path = "rank " + std::to_string(rank);
    if (comm.rank != static_cast<int64_t>(rank) || comm.size != static_cast<int64_t>(ranks.size())) {
      refuse(path,
             "the distribution is that of rank " + std::to_string(comm.rank) + " of " + std::to_string(comm.size) +
                 ", expected rank " + std::to_string(rank) + " of " + std::to_string(ranks.size()),
             707);
    }
    distribution_file seen = global_of(*ranks[rank]);
    seen.parts = file.parts;
    if (!(seen == file)) refuse(path, "a global member is not what it is on rank 0", 1302, DAP_ERROR_DISAGREEMENT);
    file.parts.push_back(parts_of(*ranks[rank]));
  }
  return file;
}

}  // namespace dap::json
