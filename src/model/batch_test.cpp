// SPDX-License-Identifier: BSD-3-Clause
// Tests of batches and of the reciprocals that they divide by.
#include "model/batch.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/reciprocal.hpp"
#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;
using index_list = std::vector<int64_t>;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();
constexpr int64_t smallest = std::numeric_limits<int64_t>::min();

struct places {
  index_list owners;
  index_list positions;
  friend bool operator==(const places &, const places &) = default;
};

places located(const DAPDim &dim, const index_list &indices) {
  places found{index_list(indices.size(), 77), index_list(indices.size(), 77)};
  locate(dim, indices, found.owners, found.positions);
  return found;
}

places one_by_one(const DAPDim &dim, const index_list &indices) {
  places found;
  for (const int64_t index : indices) {
    const auto coordinate = owner(dim, index);
    found.owners.push_back(coordinate.value_or(nobody));
    if (!coordinate) {
      found.positions.push_back(nobody);
    } else if (dim.kind == DAP_KIND_CYCLIC) {
      found.positions.push_back(cyclic::position_of(dim, index));
    } else {
      found.positions.push_back(index - owned_range(dim, *coordinate).start);
    }
  }
  return found;
}

// Numbers where a reciprocal or a float would first go wrong, and their neighbours; with multiples of a divisor.
index_list telling_numbers(int64_t divisor) {
  index_list numbers{smallest, smallest + 1, -1};
  const auto add = [&](int64_t number) {
    for (int64_t near = -2; near <= 2; ++near) {
      if (number >= 2 && number <= largest - 2) numbers.push_back(number + near);
    }
  };
  for (int bit = 1; bit < 63; ++bit) add(int64_t{1} << bit);
  for (int64_t times = 1; times <= largest / divisor && times < 100; ++times) add(times * divisor);
  for (int64_t times = largest / divisor; times > 0 && times > largest / divisor - 100; --times) add(times * divisor);
  for (int64_t number = 0; number < 20; ++number) {
    numbers.push_back(number);
    numbers.push_back(largest - number);
  }
  return numbers;
}

TEST(Reciprocal, IsExactAroundMultiplesAndPowersOfTwo) {
  for (const int64_t divisor : telling_numbers(48)) {
    if (divisor < 1) continue;
    const reciprocal by(divisor);
    for (const int64_t number : telling_numbers(divisor)) {
      if (number < 0) continue;
      const auto whole = by.divide(number);
      const auto halves = by.divide<product_of_halves>(number);
      ASSERT_EQ(whole.quotient, number / divisor) << number << " / " << divisor;
      ASSERT_EQ(whole.remainder, number % divisor) << number << " % " << divisor;
      ASSERT_EQ(halves.quotient, number / divisor) << number << " / " << divisor;
      ASSERT_EQ(halves.remainder, number % divisor) << number << " % " << divisor;
    }
  }
}

TEST(Batch, WritesOwnerAndPositionOfEachIndex) {
  const index_list bounds{0, 2, 2, 10};
  const index_list indices{9, 0, 4, 6};

  EXPECT_EQ(located(sample::fixed_block(10, 3, 4), indices), (places{{2, 0, 1, 1}, {1, 0, 0, 2}}));
  EXPECT_EQ(located(sample::balanced(10, 3), indices), (places{{2, 0, 1, 1}, {2, 0, 0, 2}}));
  EXPECT_EQ(located(sample::irregular(bounds), indices), (places{{2, 0, 2, 2}, {7, 0, 2, 4}}));
  // Pairs, the first one cut: coordinate 1 owns 0, 5 6; 2 owns 1 2, 7 8; 0 owns 3 4, 9.
  EXPECT_EQ(located(sample::cyclic(10, 3, 2, 1, 1), indices), (places{{0, 1, 0, 1}, {2, 0, 1, 2}}));
}

TEST(Batch, AnIndexOutsideHasNoOwner) {
  const index_list outside{-1, 10, smallest, largest};
  const places nothing{index_list(4, nobody), index_list(4, nobody)};
  const index_list bounds{0, 2, 2, 10};

  EXPECT_EQ(located(sample::fixed_block(10, 3, 4), outside), nothing);
  EXPECT_EQ(located(sample::balanced(10, 3), outside), nothing);
  EXPECT_EQ(located(sample::irregular(bounds), outside), nothing);
  EXPECT_EQ(located(sample::cyclic(10, 3, 2, 1, 1), outside), nothing);
  EXPECT_EQ(located(sample::periodic(sample::balanced(10, 3)), outside), nothing);
}

TEST(Batch, ADimensionThatDoesNotTellLeavesAllWithoutOwner) {
  const places nothing{{nobody, nobody}, {nobody, nobody}};

  EXPECT_EQ(located(sample::unknown_bounds(10, 3), {0, 4}), nothing);
  EXPECT_EQ(located(sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3), {0, 4}), nothing);
  EXPECT_EQ(located(sample::dim_of_kind(DAP_KIND_BOX, 10, 1), {0, 4}), nothing);
  EXPECT_EQ(located(sample::dim_of_kind(DAP_KIND_REPLICA, 0, 3), {0, 4}), nothing);
}

TEST(Batch, AnEmptyDimensionOrBatchIsNoSpecialCase) {
  const index_list bounds{0, 0, 0};

  for (const DAPDim &dim : {sample::balanced(0, 2), sample::fixed_block(0, 2, 3), sample::irregular(bounds),
                            sample::cyclic(0, 2, 3, 0, 3)}) {
    EXPECT_EQ(located(dim, {0, -1}), (places{{nobody, nobody}, {nobody, nobody}}));
    EXPECT_EQ(located(dim, {}), (places{}));
  }
}

TEST(Batch, MoreCoordinatesThanIndicesLeaveTheLastEmpty) {
  EXPECT_EQ(located(sample::balanced(2, 5), {0, 1}), (places{{0, 1}, {0, 0}}));
  EXPECT_EQ(located(sample::cyclic(2, 5, 1, 4, 1), {0, 1}), (places{{4, 0}, {0, 0}}));
}

TEST(Batch, TheLargestDimensionsAgreeWithOneByOne) {
  for (const int64_t number : telling_numbers(48)) {
    if (number < 1) continue;
    const int64_t grid_size = largest / number + (largest % number == 0 ? 0 : 1);
    const index_list indices = telling_numbers(number);
    for (const DAPDim &dim :
         {sample::fixed_block(largest, grid_size, number), sample::balanced(largest, number),
          sample::cyclic(largest, 3, number, 2, number / 2 + 1), sample::cyclic(largest, number, 48, number - 1, 7),
          sample::cyclic(largest, 1, number, 0, 1)}) {
      ASSERT_EQ(located(dim, indices), one_by_one(dim, indices)) << "kind " << dim.kind << ", number " << number;
    }
  }
}

}  // namespace
