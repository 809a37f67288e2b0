// SPDX-License-Identifier: BSD-3-Clause
// Tests of start:stop:step.
#include "model/selection.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace dap::model;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();
constexpr int64_t smallest = std::numeric_limits<int64_t>::min();

TEST(Selection, TakesFromStartToBeforeStop) {
  EXPECT_EQ(select(10, 2, 8, 1), (selection{2, 1, 6}));
  EXPECT_EQ(select(10, 2, 8, 3), (selection{2, 3, 2}));
  EXPECT_EQ(select(10, 2, 9, 3), (selection{2, 3, 3}));
  EXPECT_EQ(select(10, 7, 1, -3), (selection{7, -3, 2}));
  EXPECT_EQ(select(10, 9, -1, -1), (selection{9, -1, 10}));
}

TEST(Selection, OneIndexHasNoDirectionAndNoneNoPlace) {
  EXPECT_EQ(select(10, 4, 5, -7), (selection{0, 1, 0}));
  EXPECT_EQ(select(10, 4, 3, -7), (selection{4, 1, 1}));
  EXPECT_EQ(select(10, 4, 9, 7), (selection{4, 1, 1}));
  EXPECT_EQ(select(10, 10, 10, 2), (selection{0, 1, 0}));
  EXPECT_EQ(select(0, 0, 0, 1), (selection{0, 1, 0}));
}

TEST(Selection, RefusesIndicesOutsideAndAStepOfZero) {
  EXPECT_EQ(select(10, 0, 11, 1), std::nullopt);
  EXPECT_EQ(select(10, -1, 3, 1), std::nullopt);
  EXPECT_EQ(select(10, 10, 3, -1), std::nullopt);
  EXPECT_EQ(select(10, 3, -2, -1), std::nullopt);
  EXPECT_EQ(select(10, 3, 5, 0), std::nullopt);
  EXPECT_EQ(select(0, 0, 1, 1), std::nullopt);
}

TEST(Selection, AStopBeyondTheDimensionIsRightIfNothingBeyondIsTaken) {
  EXPECT_EQ(select(10, 3, 12, 5), (selection{3, 5, 2}));
  EXPECT_EQ(select(10, 3, -2, -5), (selection{3, 1, 1}));
}

TEST(Selection, TheLargestNumbersDoNotOverflow) {
  EXPECT_EQ(select(largest, 0, largest, 1), (selection{0, 1, largest}));
  EXPECT_EQ(select(largest, largest - 1, -1, -1), (selection{largest - 1, -1, largest}));
  EXPECT_EQ(select(largest, largest - 1, -2, smallest), (selection{largest - 1, 1, 1}));
  EXPECT_EQ(select(largest, largest - 1, smallest, -1), std::nullopt);
  EXPECT_EQ(select(largest, 1, largest, largest - 2), (selection{1, largest - 2, 2}));
  EXPECT_EQ(select(10, 9, smallest, -9), std::nullopt);
}

TEST(Selection, FindsWhatStandsForARange) {
  const selection thirds = *select(20, 1, 20, 3);  // 1 4 7 10 13 16 19
  EXPECT_EQ(thirds.within({4, 10}), (range{1, 3}));
  EXPECT_EQ(thirds.within({5, 7}), (range{2, 2}));
  EXPECT_EQ(thirds.within({0, 20}), (range{0, 7}));

  const selection backwards = *select(20, 19, 0, -3);  // 19 16 13 10 7 4 1
  EXPECT_EQ(backwards.within({4, 10}), (range{4, 6}));
  EXPECT_EQ(backwards.within({5, 7}), (range{5, 5}));
  EXPECT_EQ(backwards.within({0, 20}), (range{0, 7}));
}

}  // namespace
