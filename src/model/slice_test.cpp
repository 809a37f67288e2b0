// SPDX-License-Identifier: BSD-3-Clause
// Tests of sliced dimensions.
#include "model/slice.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "model/dimension.hpp"
#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;
using index_list = std::vector<int64_t>;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();

struct taken_dim {
  index_list bounds;
  DAPDim dim;
  int64_t rank_offset;
};

taken_dim take(const DAPDim &dim, int64_t start, int64_t stop, int64_t step) {
  const selection taken = *select(dim.size, start, stop, step);
  taken_dim made{index_list(static_cast<std::size_t>(num_slice_bounds(dim, taken)), 77), {}, 0};
  const sliced_dim sliced = slice_dim(dim, taken, made.bounds);
  made.dim = sliced.dim;
  made.rank_offset = sliced.rank_offset;
  return made;
}

TEST(Slice, OfBalancedBlocksIsIrregular) {
  const taken_dim made = take(sample::balanced(10, 3), 3, 8, 1);  // [0,4) [4,7) [7,10)

  EXPECT_EQ(made.bounds, (index_list{0, 1, 4, 5}));
  EXPECT_EQ(made.dim.bounds, made.bounds.data());
  EXPECT_EQ(made.dim.size, 5);
  EXPECT_EQ(variant_of(made.dim), block_variant::irregular);
}

TEST(Slice, StridedAndReversedBlocksAreBlocks) {
  const index_list bounds{0, 2, 2, 10};

  EXPECT_EQ(take(sample::irregular(bounds), 1, 10, 3).bounds, (index_list{0, 1, 1, 3}));    // 1 4 7
  EXPECT_EQ(take(sample::irregular(bounds), 9, -1, -1).bounds, (index_list{0, 8, 8, 10}));  // 9 … 2 | | 1 0
  EXPECT_EQ(take(sample::irregular(bounds), 8, 0, -4).bounds, (index_list{0, 2, 2, 2}));    // 8 4
}

TEST(Slice, FixedBlocksStaySoIfEachKeepsAsMany) {
  const DAPDim dim = sample::fixed_block(10, 3, 4);

  EXPECT_EQ(take(dim, 0, 7, 1).dim.block_size, 4);
  EXPECT_EQ(take(dim, 0, 10, 2).dim.block_size, 2);
  EXPECT_EQ(take(dim, 0, 0, 1).dim.block_size, 4);
  EXPECT_EQ(take(dim, 0, 10, 3).bounds, (index_list{0, 2, 3, 4}));  // 0 3 | 6 | 9
  EXPECT_EQ(take(dim, 4, 10, 1).bounds, (index_list{0, 0, 4, 6}));
  EXPECT_EQ(take(dim, 9, -1, -1).bounds, (index_list{0, 2, 6, 10}));
}

TEST(Slice, UnknownBoundsStayUnknown) {
  const taken_dim made = take(sample::unknown_bounds(10, 3), 9, 1, -2);

  EXPECT_TRUE(made.bounds.empty());
  EXPECT_EQ(variant_of(made.dim), block_variant::unknown);
  EXPECT_EQ(made.dim.size, 4);
}

// What unknown bounds do not use is not read, and written as 0.
TEST(Slice, UnknownBoundsHaveNoBlockSize) {
  for (const int64_t unused : {std::numeric_limits<int64_t>::min(), int64_t{-4}}) {
    DAPDim dim = sample::unknown_bounds(10, 1);
    dim.block_size = unused;

    EXPECT_EQ(take(dim, 9, -1, -1).dim.block_size, 0);
    EXPECT_EQ(take(dim, 0, 10, 2).dim.block_size, 0);
  }
}

TEST(Slice, ContiguousCyclicIsCyclicInBothDirections) {
  // Triples: 0 1 2 | 3 4 5 | 6 7 8 | 9, the example of the specification.
  const DAPDim dim = sample::cyclic(10, 2, 3, 0, 3);

  const DAPDim forwards = take(dim, 4, 10, 1).dim;
  EXPECT_EQ(forwards.kind, DAP_KIND_CYCLIC);
  EXPECT_EQ(forwards.size, 6);
  EXPECT_EQ(forwards.first_coordinate, 1);
  EXPECT_EQ(forwards.first_block, 2);

  const DAPDim backwards = take(dim, 7, 1, -1).dim;  // 7 6 | 5 4 3 | 2
  EXPECT_EQ(backwards.kind, DAP_KIND_CYCLIC);
  EXPECT_EQ(backwards.first_coordinate, 1);  // the former 0
  EXPECT_EQ(backwards.first_block, 2);
}

TEST(Slice, StridedCyclicIsUnstructured) {
  const DAPDim dim = take(sample::cyclic(10, 2, 3, 1, 2), 0, 10, 2).dim;

  EXPECT_EQ(dim.kind, DAP_KIND_UNSTRUCTURED);
  EXPECT_EQ(dim.size, 5);
  EXPECT_EQ(dim.block_size + dim.first_block + dim.first_coordinate, 0);
}

TEST(Slice, ReversingRenumbersTheCoordinates) {
  DAPDim dim = sample::balanced(10, 3);
  dim.rank_stride = 4;

  const taken_dim made = take(dim, 9, -1, -1);
  EXPECT_EQ(made.dim.rank_stride, -4);
  EXPECT_EQ(made.rank_offset, 8);
  EXPECT_EQ(take(dim, 0, 9, 1).dim.rank_stride, 4);
  EXPECT_EQ(take(dim, 0, 9, 1).rank_offset, 0);
}

TEST(Slice, ALoneCoordinateKeepsItsStride) {
  DAPDim dim = sample::balanced(10, 1);
  dim.rank_stride = std::numeric_limits<int64_t>::min();

  const taken_dim made = take(dim, 9, -1, -1);
  EXPECT_EQ(made.dim.rank_stride, dim.rank_stride);
  EXPECT_EQ(made.rank_offset, 0);
}

TEST(Slice, OnlyEverythingForwardsKeepsHaloAndPeriod) {
  DAPDim dim = sample::periodic(sample::balanced(10, 3));
  dim.flags |= DAP_DIM_HALO;

  EXPECT_EQ(take(dim, 0, 10, 1).dim.flags, dim.flags);
  EXPECT_TRUE(take(dim, 0, 10, 1).bounds.empty());
  EXPECT_EQ(take(dim, 0, 9, 1).dim.flags, 0U);
  EXPECT_EQ(take(dim, 9, -1, -1).dim.flags, 0U);
}

TEST(Slice, ClaimsOnIndicesStay) {
  DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  dim.flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING | DAP_DIM_RENUMBERED | DAP_DIM_HALO;
  dim.index_base = 1;

  EXPECT_EQ(take(dim, 1, 10, 2).dim.flags, DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING | DAP_DIM_RENUMBERED);
  EXPECT_EQ(take(dim, 1, 10, 2).dim.index_base, 0);
  EXPECT_EQ(take(dim, 0, 10, 1).dim.index_base, 1);
}

TEST(Slice, TheBoundaryKeepsWhatIsTakenOfIt) {
  DAPDim dim = sample::balanced(10, 3);
  dim.boundary[0] = 3;
  dim.boundary[1] = 2;

  const DAPDim odd = take(dim, 1, 10, 2).dim;  // 1 | 3 5 7 | 9
  EXPECT_EQ(odd.boundary[0], 1);
  EXPECT_EQ(odd.boundary[1], 1);
  const DAPDim backwards = take(dim, 9, -1, -1).dim;
  EXPECT_EQ(backwards.boundary[0], 2);
  EXPECT_EQ(backwards.boundary[1], 3);
}

TEST(Slice, ReplicasStayAsTheyAre) {
  DAPDim dim = sample::dim_of_kind(DAP_KIND_REPLICA, 0, 3);
  dim.rank_stride = 2;

  EXPECT_EQ(take(dim, 0, 0, 1).dim.rank_stride, 2);
  EXPECT_EQ(take(dim, 0, 0, 1).dim.kind, DAP_KIND_REPLICA);
}

TEST(Slice, TheLargestDimensionsDoNotOverflow) {
  const DAPDim blocks = sample::fixed_block(largest, 2, largest / 2 + 1);
  EXPECT_EQ(take(blocks, largest - 1, -1, -1).bounds, (index_list{0, largest / 2, largest}));
  EXPECT_EQ(take(blocks, 0, largest, largest / 2).bounds, (index_list{0, 2, 3}));

  const DAPDim cyclic = sample::cyclic(largest, 2, largest, 0, 1);  // [0,1), [1,2^63 - 1)
  const DAPDim tail = take(cyclic, largest - 1, 0, -1).dim;
  EXPECT_EQ(tail.first_block, largest - 1);
  EXPECT_EQ(tail.first_coordinate, 0);
}

}  // namespace
