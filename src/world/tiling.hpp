// SPDX-License-Identifier: BSD-3-Clause
// An index space cut into tiles of equal extents, one for a rank at most: the homes of the elements of boxes.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/dimension.hpp"
#include "world/assembly.hpp"

namespace dap::world {

class tiling {
 public:
  // Halves the longest extent again and again, as long as there are ranks for twice as many tiles.
  tiling(std::span<const DAPDim> dims, int32_t num_ranks);

  // The tile of a rank, [ndim]; empty if it has none.
  [[nodiscard]] std::vector<model::range> tile_of(int32_t rank) const;

  // The rank whose tile an element lies in.
  [[nodiscard]] int32_t home_of(std::span<const int64_t> index) const noexcept;

  // Calls function(rank, box cut at the borders of its tile) for each tile that a box [ndim] meets.
  template <typename Function>
  void for_each_piece(std::span<const model::range> box, Function &&function) const {
    std::vector<model::range> piece(box.begin(), box.end());
    descend(0, 0, box, piece, function);
  }

 private:
  template <typename Function>
  void descend(std::size_t d, int64_t rank, std::span<const model::range> box, std::vector<model::range> &piece,
               Function &function) const {
    if (d == box.size()) {
      function(static_cast<int32_t>(rank), piece);
      return;
    }
    if (box[d].count() <= 0) return;
    const int64_t last = (box[d].stop - 1) / extents_[d];
    for (int64_t t = box[d].start / extents_[d]; t <= last; ++t) {
      const int64_t start = t * extents_[d];
      piece[d].start = box[d].start > start ? box[d].start : start;
      piece[d].stop = box[d].stop - start > extents_[d] ? start + extents_[d] : box[d].stop;
      descend(d + 1, rank * counts_[d] + t, box, piece, function);
    }
  }

  std::vector<int64_t> sizes_;
  std::vector<int64_t> counts_;   // of tiles
  std::vector<int64_t> extents_;  // of one, at least 1
};

// Says to the homes of the tiles which boxes of this rank's meet them: the part, then the first index and the end of
// the piece along each dimension.
void send_boxes(resident &at, const tiling &tiles);

}  // namespace dap::world
