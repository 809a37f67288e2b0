// SPDX-License-Identifier: BSD-3-Clause
// Tests of arithmetic that reports overflow.
#include "model/checked.hpp"

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace dap::model;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();
constexpr int64_t smallest = std::numeric_limits<int64_t>::min();

TEST(Checked, AddsUpToTheLargestNumberAndNoFurther) {
  EXPECT_EQ(checked_add(largest - 1, 1), largest);
  EXPECT_EQ(checked_add(largest, 1), std::nullopt);
  EXPECT_EQ(checked_add(smallest, -1), std::nullopt);
}

TEST(Checked, SubtractsDownToTheSmallestNumberAndNoFurther) {
  EXPECT_EQ(checked_subtract(-1, largest), smallest);
  EXPECT_EQ(checked_subtract(-2, largest), std::nullopt);
  EXPECT_EQ(checked_subtract(0, smallest), std::nullopt);
}

TEST(Checked, MultipliesUpToTheLargestNumberAndNoFurther) {
  EXPECT_EQ(checked_multiply(int64_t{1} << 31, int64_t{1} << 31), int64_t{1} << 62);
  EXPECT_EQ(checked_multiply(int64_t{1} << 32, int64_t{1} << 31), std::nullopt);
  EXPECT_EQ(checked_multiply(smallest, -1), std::nullopt);
}

TEST(Checked, SubtractionSaturatesAtBothEnds) {
  EXPECT_EQ(saturating_subtract(7, 10), -3);
  EXPECT_EQ(saturating_subtract(largest, -1), largest);
  EXPECT_EQ(saturating_subtract(smallest, 1), smallest);
}

TEST(Checked, TheProductOfNothingIsOne) {
  EXPECT_EQ(checked_product({}), 1);
}

TEST(Checked, AProductThatDoesNotFitIsReported) {
  const std::array<int64_t, 3> fits{int64_t{1} << 31, 2, int64_t{1} << 30};
  const std::array<int64_t, 3> does_not{int64_t{1} << 31, 4, int64_t{1} << 30};

  EXPECT_EQ(checked_product(fits), int64_t{1} << 62);
  EXPECT_EQ(checked_product(does_not), std::nullopt);
}

TEST(Checked, AZeroAnywhereMakesTheProductZero) {
  const std::array<int64_t, 3> factors{largest, largest, 0};

  EXPECT_EQ(checked_product(factors), 0);
}

}  // namespace
