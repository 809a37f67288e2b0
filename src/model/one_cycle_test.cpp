// SPDX-License-Identifier: BSD-3-Clause
// Which blocks are one cycle, and which cycles are blocks.
#include "model/one_cycle.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;

constexpr int64_t huge = std::numeric_limits<int64_t>::max();

void expect_cycle(const DAPDim &dim, int64_t block_size, int64_t first_coordinate, int64_t first_block) {
  const auto cyclic = as_cyclic(dim);
  ASSERT_TRUE(cyclic.has_value());
  EXPECT_EQ(cyclic->kind, DAP_KIND_CYCLIC);
  EXPECT_EQ(cyclic->flags & DAP_DIM_BALANCED, 0U);
  EXPECT_EQ(cyclic->bounds, nullptr);
  EXPECT_EQ(cyclic->block_size, block_size);
  EXPECT_EQ(cyclic->first_coordinate, first_coordinate);
  EXPECT_EQ(cyclic->first_block, first_block);
}

TEST(OneCycle, IsEveryFixedBlock) {
  expect_cycle(sample::fixed_block(10, 3, 4), 4, 0, 4);
  expect_cycle(sample::fixed_block(0, 3, 4), 4, 0, 4);
  expect_cycle(sample::fixed_block(huge, 3, huge), huge, 0, huge);
}

TEST(OneCycle, IsABalancedBlockWhereOnlyTheLastIsSmaller) {
  expect_cycle(sample::balanced(12, 3), 4, 0, 4);
  expect_cycle(sample::balanced(11, 3), 4, 0, 4);
  expect_cycle(sample::balanced(2, 5), 1, 0, 1);
  expect_cycle(sample::balanced(0, 5), 1, 0, 1);
  expect_cycle(sample::balanced(huge, 1), huge, 0, huge);
  EXPECT_FALSE(as_cyclic(sample::balanced(10, 3)));
}

TEST(OneCycle, MayBeginLateAndWithACutBlock) {
  expect_cycle(sample::irregular({0, 0, 2, 6, 10, 11, 11}), 4, 1, 2);
  expect_cycle(sample::irregular({0, 0, 3, 3}), 3, 1, 3);
  expect_cycle(sample::irregular({0, 5, 7}), 5, 0, 5);
  expect_cycle(sample::irregular({0, 0, 0}), 1, 0, 1);
}

TEST(OneCycle, IsNoneWithGapsGrowingLastsOrHalos) {
  EXPECT_FALSE(as_cyclic(sample::irregular({0, 2, 2, 4})));
  EXPECT_FALSE(as_cyclic(sample::irregular({0, 2, 4, 7})));
  EXPECT_FALSE(as_cyclic(sample::irregular({0, 5, 7, 9})));
  EXPECT_FALSE(as_cyclic(sample::unknown_bounds(10, 1)));
  EXPECT_FALSE(as_cyclic(sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 1)));
  DAPDim dim = sample::balanced(12, 3);
  dim.flags |= DAP_DIM_HALO;
  EXPECT_FALSE(as_cyclic(dim));
}

TEST(OneCycle, IsAFixedBlockWhereItBeginsAtTheFirstCoordinate) {
  const DAPDim blocks = as_blocks(sample::cyclic(10, 3, 4, 0, 4), {});

  EXPECT_EQ(num_block_bounds(sample::cyclic(10, 3, 4, 0, 4)), 0);
  EXPECT_EQ(blocks.kind, DAP_KIND_BLOCK);
  EXPECT_EQ(blocks.block_size, 4);
  EXPECT_EQ(blocks.first_block, 0);
  EXPECT_EQ(blocks.bounds, nullptr);
}

TEST(OneCycle, IsAnIrregularBlockWhereItDoesNot) {
  const DAPDim cyclic = sample::cyclic(10, 5, 4, 1, 2);
  ASSERT_EQ(num_block_bounds(cyclic), 6);
  std::vector<int64_t> bounds(6);

  const DAPDim blocks = as_blocks(cyclic, bounds);

  EXPECT_EQ(bounds, (std::vector<int64_t>{0, 0, 2, 6, 10, 10}));
  EXPECT_EQ(blocks.bounds, bounds.data());
  EXPECT_EQ(blocks.block_size, 0);
}

TEST(OneCycle, OfOneCoordinateIsWhole) {
  const DAPDim cyclic = sample::cyclic(10, 1, 3, 0, 2);

  EXPECT_EQ(num_block_bounds(cyclic), 0);
  EXPECT_EQ(as_blocks(cyclic, {}).flags, DAP_DIM_BALANCED);
}

TEST(OneCycle, EndsWhereACoordinateHasASecondBlock) {
  EXPECT_FALSE(num_block_bounds(sample::cyclic(10, 3, 3, 0, 3)));
  EXPECT_FALSE(num_block_bounds(sample::cyclic(10, 4, 4, 2, 4))) << "coordinate 0 has the last block";
  EXPECT_EQ(num_block_bounds(sample::cyclic(0, 3, 3, 2, 3)), 4);
}

}  // namespace
