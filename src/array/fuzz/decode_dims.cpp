// SPDX-License-Identifier: BSD-3-Clause
// Chooses the global members of a distribution.
#include <algorithm>
#include <array>

#include "array/fuzz/decode.hpp"

namespace dap::array::fuzz {
namespace {

constexpr std::array<int64_t, 5> large_sizes{(INT64_C(1) << 31) + 5, INT64_C(1) << 40, (INT64_C(1) << 62) - 1,
                                             INT64_MAX - 1, INT64_MAX};

// Balanced, fixed, irregular, unknown, cyclic, unstructured: the ways to divide.
enum way : int64_t { balanced, fixed, irregular, unknown, cyclic, unstructured, num_ways };

int64_t choose_size(choices &from, int64_t way) {
  const int64_t size = from.below(12);
  const bool may_be_large = way == balanced || way == fixed || way == cyclic;
  if (may_be_large && from.one_in(32)) return large_sizes[static_cast<size_t>(from.below(large_sizes.size()))];
  return size;
}

void choose_bounds(choices &from, described_dim &out) {
  out.bounds = {0};
  for (int64_t c = 1; c < out.dim.grid_size; ++c) out.bounds.push_back(from.below(out.dim.size + 1));
  out.bounds.push_back(out.dim.size);
  std::sort(out.bounds.begin(), out.bounds.end());
  out.dim.bounds = pointing<const int64_t>();
}

void choose_blocks(choices &from, int64_t way, described_dim &out) {
  DAPDim &dim = out.dim;
  dim.kind = DAP_KIND_BLOCK;
  const int64_t enough = dim.size / dim.grid_size + (dim.size % dim.grid_size != 0 ? 1 : 0);
  if (way == balanced) dim.flags |= DAP_DIM_BALANCED;
  if (way == fixed) dim.block_size = std::max<int64_t>(enough, 1) + (dim.size < 100 ? from.below(4) : 0);
  if (way == irregular) choose_bounds(from, out);
  if (way == unknown) dim.flags |= DAP_DIM_UNKNOWN_BOUNDS;
  const int64_t halo = from.below(4);
  if (halo == 1) dim.flags |= DAP_DIM_HALO;
  if (halo == 2) dim.flags |= DAP_DIM_HALO_LIST;
  if (halo == 2) dim.index_base = from.below(5) - 2;
}

void choose_cyclic(choices &from, DAPDim &dim) {
  dim.kind = DAP_KIND_CYCLIC;
  dim.block_size = 1 + from.below(4);
  dim.first_block = 1 + from.below(dim.block_size);
  dim.first_coordinate = from.below(dim.grid_size);
}

void choose_unstructured(choices &from, DAPDim &dim) {
  dim.kind = DAP_KIND_UNSTRUCTURED;
  dim.index_base = from.below(5) - 2;
  if (from.one_in(2)) dim.flags |= DAP_DIM_HALO;
  if (from.one_in(2)) dim.flags |= DAP_DIM_INCOMPLETE;
  if (from.one_in(4)) dim.flags |= DAP_DIM_OVERLAPPING;
}

described_dim choose_dim(choices &from) {
  described_dim out;
  const int64_t way = from.below(num_ways);
  out.dim.size = choose_size(from, way);
  out.dim.grid_size = 1 + from.below(3);
  if (way == cyclic) {
    choose_cyclic(from, out.dim);
  } else if (way == unstructured) {
    choose_unstructured(from, out.dim);
  } else {
    choose_blocks(from, way, out);
  }
  if (out.dim.size > 0 && from.one_in(3)) out.dim.flags |= DAP_DIM_PERIODIC;
  if (from.one_in(16)) out.dim.flags |= DAP_DIM_RENUMBERED;
  out.dim.boundary[0] = std::min<int64_t>(out.dim.size, from.below(3));
  out.dim.boundary[1] = std::min<int64_t>(out.dim.size - out.dim.boundary[0], from.below(3));
  return out;
}

described_dim choose_box_dim(choices &from) {
  described_dim out;
  out.dim.size = from.below(12);
  out.dim.grid_size = 1;
  out.dim.kind = DAP_KIND_BOX;
  if (from.one_in(2)) out.dim.flags |= DAP_DIM_HALO;
  if (from.one_in(2)) out.dim.flags |= DAP_DIM_INCOMPLETE;
  if (from.one_in(2)) out.dim.flags |= DAP_DIM_OVERLAPPING;
  return out;
}

// Numbers the grid points in the manner of digits, in one of the orders of section 7; returns how many there are.
int64_t number_points(choices &from, description &out) {
  const bool last_first = !from.one_in(2);
  int64_t stride = 1;
  for (size_t i = 0; i < out.dims.size(); ++i) {
    DAPDim &dim = out.dims[last_first ? out.dims.size() - 1 - i : i].dim;
    const bool reversed = from.one_in(4);
    dim.rank_stride = reversed ? -stride : stride;
    if (reversed) out.distribution.rank_offset += (dim.grid_size - 1) * stride;
    stride *= dim.grid_size;
  }
  if (!from.one_in(8)) return stride;
  for (described_dim &each : out.dims) each.dim.rank_stride = 0;  // all on one rank
  out.distribution.rank_offset = from.below(3);
  return out.distribution.rank_offset + 1;
}

void choose_ranks(choices &from, description &out) {
  DAPDistribution &distribution = out.distribution;
  const int64_t points = number_points(from, out);
  distribution.points_per_rank = from.one_in(3) ? 1 + from.below(4) : 1;
  const int64_t slots = (points - 1) / distribution.points_per_rank + 1;
  distribution.comm.size = static_cast<int32_t>(slots + from.below(3));
  if (from.one_in(4)) {
    for (int64_t slot = 0; slot < slots; ++slot) out.table.push_back(from.below(distribution.comm.size));
    distribution.num_ranks = slots;
    distribution.ranks = pointing<const int64_t>();
  }
  distribution.comm.rank = static_cast<int32_t>(from.below(distribution.comm.size));
  distribution.comm.kind = static_cast<uint32_t>(from.below(3));
}

}  // namespace

void choose_dims(choices &from, description &out) {
  DAPDistribution &distribution = out.distribution;
  distribution.ndim = static_cast<int32_t>(from.below(4));
  const bool boxes = distribution.ndim > 0 && from.one_in(5);
  if (!boxes && from.one_in(4)) distribution.num_replica_dims = static_cast<int32_t>(1 + from.below(2));
  for (int32_t d = 0; d < distribution.ndim; ++d) out.dims.push_back(boxes ? choose_box_dim(from) : choose_dim(from));
  for (int32_t d = 0; d < distribution.num_replica_dims; ++d) {
    out.dims.emplace_back().dim.kind = DAP_KIND_REPLICA;
    out.dims.back().dim.grid_size = 1 + from.below(2);
  }
  distribution.dims = out.dims.empty() ? nullptr : pointing<const DAPDim>();
  choose_ranks(from, out);
}

}  // namespace dap::array::fuzz
