// SPDX-License-Identifier: BSD-3-Clause
// For tests: files by a few numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "json/distribution_file.hpp"

namespace dap::cli::sample {

// A local dimension of a balanced block.
inline json::local_dim balanced_share(int64_t size, int64_t grid_size, int64_t coordinate) {
  const int64_t remainder = size % grid_size;
  json::local_dim share;
  share.coordinate = coordinate;
  share.start = coordinate * (size / grid_size) + std::min(coordinate, remainder);
  share.num_owned = size / grid_size + (coordinate < remainder ? 1 : 0);
  return share;
}

inline json::dim dim_of(uint32_t kind, int64_t size, int64_t grid_size, uint32_t flags) {
  json::dim dim;
  dim.kind = kind;
  dim.size = size;
  dim.grid_size = grid_size;
  dim.flags = flags;
  return dim;
}

// Balanced blocks over a grid in row-major order, one part on each rank.
inline json::distribution_file blocks(const std::vector<int64_t> &shape, const std::vector<int64_t> &grid) {
  json::distribution_file file;
  int64_t ranks = 1;
  for (size_t d = 0; d < shape.size(); ++d) {
    file.dims.push_back(dim_of(DAP_KIND_BLOCK, shape[d], grid[d], DAP_DIM_BALANCED));
    ranks *= grid[d];
  }
  for (int64_t rank = 0; rank < ranks; ++rank) {
    json::part part(shape.size());
    int64_t rest = rank;
    for (size_t d = shape.size(); d-- > 0;) {
      part[d] = balanced_share(shape[d], grid[d], rest % grid[d]);
      rest /= grid[d];
    }
    file.parts.push_back({part});
  }
  int64_t stride = 1;
  for (size_t d = shape.size(); d-- > 0;) {
    file.dims[d].rank_stride = stride;
    stride *= grid[d];
  }
  return file;
}

// The same widths in all parts.
inline void add_halo(json::distribution_file &file, size_t d, int64_t before, int64_t after) {
  file.features |= DAP_FEATURE_HALO;
  file.dims[d].flags |= DAP_DIM_HALO;
  for (auto &rank : file.parts) {
    for (json::part &part : rank) part[d].halo = {before, after};
  }
}

// One box of each rank: first index and end along each dimension.
inline json::distribution_file boxes(const std::vector<int64_t> &shape,
                                     const std::vector<std::vector<std::array<int64_t, 2>>> &bounds) {
  json::distribution_file file;
  file.features = DAP_FEATURE_BOXES;
  for (const int64_t size : shape) file.dims.push_back(dim_of(DAP_KIND_BOX, size, 1, 0));
  for (const auto &box : bounds) {
    json::part part(shape.size());
    for (size_t d = 0; d < shape.size(); ++d) {
      part[d].start = box[d][0];
      part[d].num_owned = box[d][1] - box[d][0];
    }
    file.parts.push_back({part});
  }
  return file;
}

}  // namespace dap::cli::sample
