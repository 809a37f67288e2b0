// SPDX-License-Identifier: BSD-3-Clause
// Tests of cyclic dimensions.
#include "model/cyclic.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;

constexpr int64_t huge = int64_t{1} << 62;
constexpr int64_t largest = std::numeric_limits<int64_t>::max();

using run_list = std::vector<std::array<int64_t, 3>>;

run_list runs_of(const DAPDim &dim, int64_t coordinate) {
  run_list runs;
  cyclic::for_each_run(dim, coordinate, [&runs](int64_t first, int64_t position, int64_t count) {
    runs.push_back({first, position, count});
  });
  return runs;
}

// 10 elements over 3 coordinates in pairs, the first pair cut, beginning with coordinate 1.
DAPDim cut_pairs() {
  return sample::cyclic(10, 3, 2, 1, 1);
}

TEST(Cyclic, BlocksAreDealtFromTheFirstCoordinateOn) {
  EXPECT_EQ(runs_of(cut_pairs(), 1), (run_list{{0, 0, 1}, {5, 1, 2}}));
  EXPECT_EQ(runs_of(cut_pairs(), 2), (run_list{{1, 0, 2}, {7, 2, 2}}));
  EXPECT_EQ(runs_of(cut_pairs(), 0), (run_list{{3, 0, 2}, {9, 2, 1}}));
}

TEST(Cyclic, CountsOnlyWhatTheCutBlocksHold) {
  EXPECT_EQ(num_owned(cut_pairs(), 0), 3);
  EXPECT_EQ(num_owned(cut_pairs(), 1), 3);
  EXPECT_EQ(num_owned(cut_pairs(), 2), 4);
}

TEST(Cyclic, OwnerAndPositionFollowTheDeal) {
  EXPECT_EQ(owner(cut_pairs(), 0), 1);
  EXPECT_EQ(owner(cut_pairs(), 9), 0);
  EXPECT_EQ(cyclic::position_of(cut_pairs(), 6), 2);
  EXPECT_EQ(cyclic::index_at(cut_pairs(), 1, 2), 6);
  EXPECT_EQ(cyclic::index_at(cut_pairs(), 0, 2), 9);
}

TEST(Cyclic, AFirstBlockLongerThanTheDimensionIsAllThereIs) {
  const DAPDim dim = sample::cyclic(3, 2, 8, 1, 5);

  EXPECT_EQ(cyclic::num_blocks(dim), 1);
  EXPECT_EQ(runs_of(dim, 1), (run_list{{0, 0, 3}}));
  EXPECT_EQ(runs_of(dim, 0), run_list{});
}

TEST(Cyclic, AnEmptyDimensionHasNoBlocks) {
  const DAPDim dim = sample::cyclic(0, 2, 2, 0, 2);

  EXPECT_EQ(cyclic::num_blocks(dim), 0);
  EXPECT_EQ(num_owned(dim, 0), 0);
  EXPECT_EQ(runs_of(dim, 0), run_list{});
}

TEST(Cyclic, ALoneCoordinateOwnsOneRun) {
  EXPECT_EQ(runs_of(sample::cyclic(10, 1, 2, 0, 1), 0), (run_list{{0, 0, 10}}));
}

TEST(Cyclic, CoordinatesWithoutATurnOwnNothing) {
  const DAPDim dim = sample::cyclic(3, 8, 2, 7, 2);

  EXPECT_EQ(num_owned(dim, 7), 2);
  EXPECT_EQ(num_owned(dim, 0), 1);
  EXPECT_EQ(num_owned(dim, 1), 0);
}

TEST(Cyclic, HugeBlocksDoNotOverflow) {
  const DAPDim dim = sample::cyclic(largest, 2, huge, 1, 1);  // [0,1), [1,2^62 + 1), [2^62 + 1,2^63 - 1)

  EXPECT_EQ(num_owned(dim, 0), huge);
  EXPECT_EQ(num_owned(dim, 1), huge - 1);
  EXPECT_EQ(owner(dim, largest - 1), 1);
  EXPECT_EQ(cyclic::position_of(dim, largest - 1), huge - 2);
  EXPECT_EQ(cyclic::index_at(dim, 1, huge - 2), largest - 1);
}

TEST(Cyclic, HugeGridsDoNotOverflow) {
  const DAPDim dim = sample::cyclic(largest, largest, 1, largest - 1, 1);

  EXPECT_EQ(owner(dim, 0), largest - 1);
  EXPECT_EQ(owner(dim, largest - 1), largest - 2);
  EXPECT_EQ(runs_of(dim, largest - 2), (run_list{{largest - 1, 0, 1}}));
}

}  // namespace
