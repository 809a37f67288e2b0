// SPDX-License-Identifier: BSD-3-Clause
// Random dimensions read as the other kind deal out the same indices, one by one; and where they are not, no cyclic
// dimension at all does.
#include "model/one_cycle.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "model/drawn_dims.hpp"
#include "model/oracle.hpp"

namespace {

using namespace dap::model;

bool some_cycle_deals(const DAPDim &dim) {
  const auto hands = oracle::deal(dim);
  for (int64_t block = 1; block <= dim.size + 1; ++block) {
    for (int64_t first_block = 1; first_block <= block; ++first_block) {
      for (int64_t c = 0; c < dim.grid_size; ++c) {
        if (oracle::deal(sample::cyclic(dim.size, dim.grid_size, block, c, first_block)) == hands) return true;
      }
    }
  }
  return false;
}

RC_GTEST_PROP(OneCycle, IsTheSameDeal, ()) {
  const int64_t size = draw(0, 12);
  const int64_t grid_size = draw(1, 4);
  std::vector<int64_t> given;
  DAPDim dim = sample::balanced(size, grid_size);
  if (draw(0, 2) > 0) {
    given = {0, size};
    for (int64_t c = 1; c < grid_size; ++c)
      given.push_back(draw(0, 1) == 0 ? draw(0, size) : draw(0, 3) * 3 % (size + 1));
    std::sort(given.begin(), given.end());
    dim = sample::irregular(given);
  }
  const auto cyclic = as_cyclic(dim);
  RC_ASSERT(cyclic.has_value() == some_cycle_deals(dim));
  if (!cyclic) return;
  RC_ASSERT(oracle::deal(*cyclic) == oracle::deal(dim));
  RC_ASSERT(cyclic->first_block >= 1 && cyclic->first_block <= cyclic->block_size);
  RC_ASSERT(cyclic->first_coordinate >= 0 && cyclic->first_coordinate < grid_size);
}

RC_GTEST_PROP(OneCycle, IsBlocksExactlyIfRangesFollowEachOther, ()) {
  const int64_t block_size = draw(1, 6);
  const int64_t grid_size = draw(1, 5);
  const DAPDim dim = sample::cyclic(draw(0, 15), grid_size, block_size, draw(0, grid_size - 1), draw(1, block_size));
  int64_t next = 0;
  bool follow = true;
  for (const auto &hand : oracle::deal(dim)) {
    for (const int64_t index : hand) follow = follow && index == next++;
  }
  const auto num_bounds = num_block_bounds(dim);
  RC_ASSERT(num_bounds.has_value() == follow);
  if (!follow) return;
  std::vector<int64_t> bounds(static_cast<size_t>(*num_bounds));
  const DAPDim blocks = as_blocks(dim, bounds);
  RC_ASSERT(oracle::deal(blocks) == oracle::deal(dim));
  RC_ASSERT(blocks.block_size == 0 || blocks.block_size * grid_size >= dim.size);
}

}  // namespace
