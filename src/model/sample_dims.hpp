// SPDX-License-Identifier: BSD-3-Clause
// For tests: dimensions by name, so that each test shows only the numbers it is about.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

namespace dap::model::sample {

inline DAPDim dim_of_kind(uint32_t kind, int64_t size, int64_t grid_size) {
  DAPDim dim{};
  dim.kind = kind;
  dim.size = size;
  dim.grid_size = grid_size;
  return dim;
}

inline DAPDim balanced(int64_t size, int64_t grid_size) {
  DAPDim dim = dim_of_kind(DAP_KIND_BLOCK, size, grid_size);
  dim.flags = DAP_DIM_BALANCED;
  return dim;
}

inline DAPDim fixed_block(int64_t size, int64_t grid_size, int64_t block_size) {
  DAPDim dim = dim_of_kind(DAP_KIND_BLOCK, size, grid_size);
  dim.block_size = block_size;
  return dim;
}

// Borrows the bounds.
inline DAPDim irregular(const std::vector<int64_t> &bounds) {
  DAPDim dim = dim_of_kind(DAP_KIND_BLOCK, bounds.back(), static_cast<int64_t>(bounds.size()) - 1);
  dim.bounds = bounds.data();
  return dim;
}

inline DAPDim unknown_bounds(int64_t size, int64_t grid_size) {
  DAPDim dim = dim_of_kind(DAP_KIND_BLOCK, size, grid_size);
  dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  return dim;
}

inline DAPDim cyclic(int64_t size, int64_t grid_size, int64_t block_size, int64_t first_coordinate,
                     int64_t first_block) {
  DAPDim dim = dim_of_kind(DAP_KIND_CYCLIC, size, grid_size);
  dim.block_size = block_size;
  dim.first_coordinate = first_coordinate;
  dim.first_block = first_block;
  return dim;
}

inline DAPDim periodic(DAPDim dim) {
  dim.flags |= DAP_DIM_PERIODIC;
  return dim;
}

inline DAPLocalDim range_part(int64_t coordinate, int64_t start, int64_t num_owned, int64_t before = 0,
                              int64_t after = 0) {
  DAPLocalDim local{};
  local.coordinate = coordinate;
  local.start = start;
  local.num_owned = num_owned;
  local.halo[0] = before;
  local.halo[1] = after;
  return local;
}

// Borrow the list.
inline DAPLocalDim listed(const std::vector<int32_t> &indices, int64_t num_owned = 0) {
  DAPLocalDim local{};
  local.num_owned = num_owned;
  local.num_indices = static_cast<int64_t>(indices.size());
  local.indices = indices.empty() ? nullptr : indices.data();
  local.index_form = DAP_INDEX_INT32;
  return local;
}

inline DAPLocalDim listed(const std::vector<int64_t> &indices, int64_t num_owned = 0) {
  DAPLocalDim local{};
  local.num_owned = num_owned;
  local.num_indices = static_cast<int64_t>(indices.size());
  local.indices = indices.empty() ? nullptr : indices.data();
  local.index_form = DAP_INDEX_INT64;
  return local;
}

// `pairs` holds first index and count of each run.
inline DAPLocalDim listed_runs(const std::vector<int64_t> &pairs, int64_t num_owned = 0) {
  DAPLocalDim local{};
  local.num_owned = num_owned;
  local.num_runs = static_cast<int64_t>(pairs.size() / 2);
  for (std::size_t at = 1; at < pairs.size(); at += 2) local.num_indices += pairs[at];
  local.indices = pairs.empty() ? nullptr : pairs.data();
  local.index_form = DAP_INDEX_RUNS;
  return local;
}

}  // namespace dap::model::sample
