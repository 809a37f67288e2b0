// SPDX-License-Identifier: BSD-3-Clause
// For tests: random dimensions.
#pragma once

#include <dap/dap.h>

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/sample_dims.hpp"

namespace dap::model {

// Even over the whole range from the first case on: by itself RapidCheck begins with small numbers and keeps near them.
inline int64_t draw(int64_t low, int64_t high) {
  const uint64_t count = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
  const uint64_t drawn = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<uint64_t>(0, count));
  return static_cast<int64_t>(static_cast<uint64_t>(low) + drawn);
}

// A block or cyclic dimension with known bounds, `bounds` lending its memory. Fixed blocks may leave indices over.
inline DAPDim draw_dim(std::vector<int64_t> &bounds) {
  const int64_t size = draw(0, 40);
  const int64_t grid_size = draw(1, 9);
  const uint32_t periodic = size > 0 && draw(0, 1) == 1 ? DAP_DIM_PERIODIC : 0U;
  DAPDim dim = sample::balanced(size, grid_size);
  switch (draw(0, 3)) {
    case 0:
      break;
    case 1:
      dim = sample::fixed_block(size, grid_size, draw(1, 12));
      break;
    case 2:
      bounds.assign(1, 0);
      for (int64_t c = 1; c < grid_size; ++c) bounds.push_back(draw(0, size));
      bounds.push_back(size);
      std::sort(bounds.begin(), bounds.end());
      dim = sample::irregular(bounds);
      break;
    default: {
      const int64_t block_size = draw(1, 7);
      dim = sample::cyclic(size, grid_size, block_size, draw(0, grid_size - 1), draw(1, block_size));
    }
  }
  dim.flags |= periodic;
  return dim;
}

}  // namespace dap::model
