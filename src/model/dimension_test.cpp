// SPDX-License-Identifier: BSD-3-Clause
// Tests of block dimensions, and of what all kinds answer alike.
#include "model/dimension.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <ostream>
#include <vector>

#include "model/sample_dims.hpp"

namespace dap::model {

// Lets a failing comparison show the numbers.
void PrintTo(const range &indices, std::ostream *out) {
  *out << '[' << indices.start << ',' << indices.stop << ')';
}

}  // namespace dap::model

namespace {

using namespace dap::model;
using dap::model::sample::balanced;
using dap::model::sample::fixed_block;
using dap::model::sample::irregular;
using dap::model::sample::periodic;

constexpr int64_t huge = int64_t{1} << 62;
constexpr int64_t largest = std::numeric_limits<int64_t>::max();

std::vector<range> all_ranges(const DAPDim &dim) {
  std::vector<range> ranges;
  for (int64_t c = 0; c < dim.grid_size; ++c) ranges.push_back(owned_range(dim, c));
  return ranges;
}

TEST(Dimension, BalancedGivesTheRemainderToTheFirst) {
  EXPECT_EQ(all_ranges(balanced(10, 3)), (std::vector<range>{{0, 4}, {4, 7}, {7, 10}}));
}

TEST(Dimension, FixedBlocksCutTheLastOne) {
  EXPECT_EQ(all_ranges(fixed_block(10, 3, 4)), (std::vector<range>{{0, 4}, {4, 8}, {8, 10}}));
}

TEST(Dimension, IrregularBlocksFollowTheirBounds) {
  const std::vector<int64_t> bounds{0, 2, 2, 10};

  EXPECT_EQ(all_ranges(irregular(bounds)), (std::vector<range>{{0, 2}, {2, 2}, {2, 10}}));
}

TEST(Dimension, AnEmptyCoordinateStartsAtTheSizeAndNotBeyond) {
  EXPECT_EQ(all_ranges(fixed_block(5, 4, 4)), (std::vector<range>{{0, 4}, {4, 5}, {5, 5}, {5, 5}}));
  EXPECT_EQ(all_ranges(balanced(2, 4)), (std::vector<range>{{0, 1}, {1, 2}, {2, 2}, {2, 2}}));
}

TEST(Dimension, AnEmptyDimensionIsEmptyEverywhere) {
  const std::vector<int64_t> bounds{0, 0, 0};
  for (const DAPDim &dim : {balanced(0, 2), fixed_block(0, 2, 3), irregular(bounds)}) {
    EXPECT_EQ(all_ranges(dim), (std::vector<range>{{0, 0}, {0, 0}}));
    EXPECT_EQ(owner(dim, 0), std::nullopt);
  }
}

TEST(Dimension, TheOwnerOfIrregularBlocksIsNeverAnEmptyCoordinate) {
  const std::vector<int64_t> bounds{0, 0, 2, 2, 2, 10, 10};
  const DAPDim dim = irregular(bounds);

  EXPECT_EQ(owner(dim, 0), 1);
  EXPECT_EQ(owner(dim, 1), 1);
  EXPECT_EQ(owner(dim, 2), 4);
  EXPECT_EQ(owner(dim, 9), 4);
}

TEST(Dimension, IndicesBehindTheLastFixedBlockHaveNoOwner) {
  const DAPDim dim = fixed_block(10, 2, 4);

  EXPECT_EQ(owner(dim, 7), 1);
  EXPECT_EQ(owner(dim, 8), std::nullopt);
}

TEST(Dimension, IndicesOutsideHaveNoOwner) {
  EXPECT_EQ(owner(balanced(10, 3), -1), std::nullopt);
  EXPECT_EQ(owner(balanced(10, 3), 10), std::nullopt);
  EXPECT_EQ(owner(periodic(balanced(10, 3)), 10), std::nullopt);
}

TEST(Dimension, HugeBlocksTimesTheirCoordinateDoNotOverflow) {
  const DAPDim dim = fixed_block(largest, 8, huge);

  EXPECT_EQ(owned_range(dim, 1), (range{huge, largest}));
  EXPECT_EQ(owned_range(dim, 7), (range{largest, largest}));
  EXPECT_EQ(owner(dim, largest - 1), 1);
  EXPECT_EQ(owned_range(fixed_block(3, 4, largest), 3), (range{3, 3}));
}

TEST(Dimension, HugeBalancedDimensionsAreDividedExactly) {
  const DAPDim dim = balanced(huge + 1, 3);  // 2^62 + 1 = 3 · 1537228672809129301 + 2

  EXPECT_EQ(num_owned(dim, 1), 1537228672809129302);
  EXPECT_EQ(owned_range(dim, 2), (range{3074457345618258604, huge + 1}));
  EXPECT_EQ(owner(dim, 3074457345618258603), 1);
  EXPECT_EQ(owner(dim, 3074457345618258604), 2);
}

TEST(Dimension, MoreCoordinatesThanCanBeCountedInThirtyTwoBits) {
  const DAPDim dim = balanced(5, largest);

  EXPECT_EQ(owner(dim, 4), 4);
  EXPECT_EQ(owned_range(dim, largest - 1), (range{5, 5}));
}

TEST(Dimension, TheBalancedFlagWinsOverBoundsAndBoundsOverBlockSize) {
  const std::vector<int64_t> bounds{0, 1, 10};
  DAPDim dim = irregular(bounds);
  dim.block_size = 5;

  EXPECT_EQ(variant_of(dim), block_variant::irregular);
  dim.flags |= DAP_DIM_BALANCED;
  EXPECT_EQ(variant_of(dim), block_variant::balanced);
}

TEST(Dimension, BoundsAreKnownWhereTheDimensionAloneTellsTheOwner) {
  EXPECT_TRUE(bounds_known(balanced(10, 3)));
  EXPECT_TRUE(bounds_known(sample::cyclic(10, 3, 2, 0, 2)));
  EXPECT_TRUE(bounds_known(sample::dim_of_kind(DAP_KIND_REPLICA, 0, 2)));
  EXPECT_FALSE(bounds_known(sample::unknown_bounds(10, 3)));
  EXPECT_FALSE(bounds_known(sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3)));
  EXPECT_FALSE(bounds_known(sample::dim_of_kind(DAP_KIND_BOX, 10, 1)));
}

TEST(Dimension, NobodyIsNamedOwnerWhereTheDimensionAloneDoesNotTell) {
  EXPECT_EQ(owner(sample::unknown_bounds(10, 3), 4), std::nullopt);
  EXPECT_EQ(owner(sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3), 4), std::nullopt);
  EXPECT_EQ(owner(sample::dim_of_kind(DAP_KIND_BOX, 10, 1), 4), std::nullopt);
}

TEST(Dimension, AReplicaDimensionDividesNothing) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_REPLICA, 0, 2);

  EXPECT_EQ(num_owned(dim, 1), 0);
  EXPECT_EQ(owner(dim, 0), std::nullopt);
}

TEST(Dimension, EmptyCoordinatesAreSkipped) {
  const std::vector<int64_t> bounds{0, 0, 2, 2, 2, 10, 10};

  EXPECT_EQ(next_owning(irregular(bounds), 0), 1);
  EXPECT_EQ(next_owning(irregular(bounds), 2), 4);
  EXPECT_EQ(next_owning(irregular(bounds), 5), 6);
  EXPECT_EQ(next_owning(balanced(3, huge), 2), 2);
  EXPECT_EQ(next_owning(balanced(3, huge), 3), huge);
  EXPECT_EQ(next_owning(balanced(0, huge), 0), huge);
  EXPECT_EQ(next_owning(fixed_block(10, huge, 4), 2), 2);
  EXPECT_EQ(next_owning(fixed_block(10, huge, 4), 3), huge);
  EXPECT_EQ(next_owning(sample::cyclic(3, huge, 2, huge - 1, 1), 1), huge - 1) << "0 owns the second and last block";
  EXPECT_EQ(next_owning(sample::cyclic(3, 5, 2, 2, 1), 4), 5);
  EXPECT_EQ(next_owning(sample::dim_of_kind(DAP_KIND_REPLICA, 0, 2), 1), 1);
}

TEST(Dimension, PeriodicIndicesWrapSeveralTimesRoundInBothDirections) {
  const DAPDim dim = periodic(balanced(10, 3));

  EXPECT_EQ(wrap(dim, 10), 0);
  EXPECT_EQ(wrap(dim, 37), 7);
  EXPECT_EQ(wrap(dim, -1), 9);
  EXPECT_EQ(wrap(dim, -10), 0);
  EXPECT_EQ(wrap(dim, -31), 9);
  EXPECT_EQ(wrap(dim, std::numeric_limits<int64_t>::min()), 2);  // -9223372036854775808
}

TEST(Dimension, IndicesBeyondANonPeriodicEdgeAreExterior) {
  const DAPDim dim = balanced(10, 3);

  EXPECT_EQ(wrap(dim, 9), 9);
  EXPECT_EQ(wrap(dim, 10), std::nullopt);
  EXPECT_EQ(wrap(dim, -1), std::nullopt);
}

}  // namespace
