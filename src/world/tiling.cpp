// SPDX-License-Identifier: BSD-3-Clause
#include "world/tiling.hpp"

#include <algorithm>

namespace dap::world {

tiling::tiling(std::span<const DAPDim> dims, int32_t num_ranks) {
  for (const DAPDim &dim : dims) {
    sizes_.push_back(dim.size);
    counts_.push_back(1);
    extents_.push_back(std::max<int64_t>(dim.size, 1));
  }
  for (int64_t tiles = 2; tiles <= num_ranks; tiles *= 2) {
    const auto longest = std::max_element(extents_.begin(), extents_.end()) - extents_.begin();
    const auto d = static_cast<std::size_t>(longest);
    if (extents_[d] == 1) break;
    counts_[d] *= 2;
    extents_[d] = (sizes_[d] - 1) / counts_[d] + 1;
  }
}

std::vector<model::range> tiling::tile_of(int32_t rank) const {
  std::vector<model::range> tile(sizes_.size());
  int64_t rest = rank;
  for (std::size_t d = sizes_.size(); d-- > 0;) {
    const int64_t t = rest % counts_[d];
    rest /= counts_[d];
    // The last tiles are short, or lie beyond the end.
    const int64_t start = t <= sizes_[d] / extents_[d] ? t * extents_[d] : sizes_[d];
    tile[d] = {start, sizes_[d] - start > extents_[d] ? start + extents_[d] : sizes_[d]};
  }
  if (rest > 0) std::fill(tile.begin(), tile.end(), model::range{0, 0});
  return tile;
}

int32_t tiling::home_of(std::span<const int64_t> index) const noexcept {
  int64_t rank = 0;
  for (std::size_t d = 0; d < index.size(); ++d) rank = rank * counts_[d] + index[d] / extents_[d];
  return static_cast<int32_t>(rank);
}

}  // namespace dap::world
