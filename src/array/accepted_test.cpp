// SPDX-License-Identifier: BSD-3-Clause
// Hard cases that are valid, and must not be refused.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

constexpr int64_t huge = INT64_C(1) << 62;

void expect_valid(const bendable_array &bent) {
  DAPError error{};
  EXPECT_EQ(dap_array_validate(&bent.array, &error), DAP_OK) << error.message;

  const DAPDistribution *clone = nullptr;
  EXPECT_EQ(dap_distribution_clone(&bent.distribution, &clone, &error), DAP_OK) << error.message;
  dap_distribution_release(clone);
}

// One dimension on one process, without memory.
struct one_dim {
  DAPDim dim;
  DAPLocalDim local{};
  DAPComm comm = dap_comm_none();

  void expect_made(uint64_t flags = 0) const {
    DAPDistribution description = dap_distribution_describe(&dim, 1, comm);
    description.num_parts = 1;
    description.local = &local;
    const DAPDistribution *made = nullptr;
    DAPError error{};
    EXPECT_EQ(dap_distribution_create(&description, &made, &error), DAP_OK) << error.message;
    if (made != nullptr) {
      EXPECT_EQ(made->flags, flags);
      EXPECT_EQ(dap_distribution_validate(made, &error), DAP_OK) << error.message;
    }
    dap_distribution_release(made);
  }
};

TEST(ValidArrays, MayHaveNoDimension) {
  bendable_array bent;
  bent.distribution.ndim = bent.distribution.num_replica_dims = 0;
  bent.distribution.dims = nullptr;
  bent.distribution.local = nullptr;
  bent.distribution.num_parts = 1;
  bent.distribution.rank_offset = 8;
  bent.parts[0].buffer.ndim = 0;
  bent.parts[0].buffer.shape = bent.parts[0].buffer.strides = nullptr;

  expect_valid(bent);
}

TEST(ValidArrays, MayHaveNoPartHere) {
  bendable_array bent;
  bent.distribution.num_parts = 0;
  bent.distribution.local = nullptr;
  bent.array.parts = nullptr;

  expect_valid(bent);
}

TEST(ValidArrays, MayHaveZeroExtentsAndNoData) {
  bendable_array bent;
  for (size_t part = 0; part < 2; ++part) {
    bent.local[part][2] = {};
    bent.shapes[part][2] = 0;
    bent.parts[part].buffer.data = nullptr;
  }
  bent.dims[2].size = 0;

  expect_valid(bent);
}

TEST(ValidArrays, MayBeReversedAndRepeated) {
  bendable_array bent;
  bent.array.flags |= DAP_FEATURE_STRIDED;
  bent.strides[0] = {-16, 4, 1};
  bent.parts[0].buffer.byte_offset = 640;
  bent.parts[0].capacity = 768;
  bent.strides[1] = {0, 0, 0};

  expect_valid(bent);
}

TEST(ValidArrays, MayListIndicesInEveryForm) {
  std::array<int32_t, 4> narrow{4, 1, 6, 7};
  bendable_array bent;
  bent.list_runs();
  bent.local[1][2].indices = narrow.data();
  bent.local[1][2].index_form = DAP_INDEX_INT32;

  expect_valid(bent);
}

TEST(ValidArrays, MayBeOnADeviceThatIsFlagged) {
  bendable_array bent;
  bent.array.flags |= DAP_FEATURE_DEVICE;
  bent.parts[1].buffer.device_type = DAP_DEVICE_CUDA;

  expect_valid(bent);
}

TEST(ValidArrays, MayHaveATableThatRepeatsRanks) {
  bendable_array bent;
  bent.table = {0, 0, 1, 1, 4, 1};
  bent.distribution.ranks = bent.table.data();
  bent.distribution.num_ranks = 6;
  bent.distribution.flags |= DAP_FEATURE_RANK_TABLE;
  bent.array.flags = bent.distribution.flags;

  expect_valid(bent);
}

// It counts as none.
TEST(ValidArrays, MayHaveACommunicatorOfAKindThatIsNotKnown) {
  bendable_array bent;
  bent.distribution.comm.kind = 7;

  expect_valid(bent);
}

TEST(ValidArrays, MayFlagWhatNobodyUses) {
  bendable_array bent;
  bent.distribution.flags |= DAP_FEATURE_OVERLAPPING | DAP_FEATURE_EXTENSION;
  bent.array.flags |= DAP_FEATURE_OVERLAPPING | DAP_FEATURE_EXTENSION | DAP_FEATURE_STRIDED;

  expect_valid(bent);
}

TEST(ValidDistributions, MayHaveHaloAroundAnEmptyCoordinate) {
  const std::array<int64_t, 4> bounds{0, 2, 2, 5};
  one_dim described{dap_dim_irregular(bounds.data(), 3), {1, 2, 0, {1, 1}, 0, 0, nullptr, 0, 0, {0, 0}}, comm_of(1, 3)};
  described.dim.flags = DAP_DIM_HALO;
  described.dim.rank_stride = 1;

  described.expect_made(DAP_FEATURE_HALO);
}

TEST(ValidDistributions, MayHaveHaloWiderThanTheSize) {
  one_dim described{dap_dim_whole(2), {0, 0, 2, {7, 9}, 0, 0, nullptr, 0, 0, {0, 0}}};
  described.dim.flags |= DAP_DIM_HALO | DAP_DIM_PERIODIC;

  described.expect_made(DAP_FEATURE_HALO);
}

TEST(ValidDistributions, IgnoreTheStartOfAnEmptyCoordinateWithoutHalo) {
  one_dim described{dap_dim_balanced(2, 4), {3, -17, 0, {0, 0}, 0, 0, nullptr, 0, 0, {0, 0}}, comm_of(3, 4)};
  described.dim.rank_stride = 1;

  described.expect_made();
}

TEST(ValidDistributions, MayListAHaloTwiceInABlock) {
  const std::array<int64_t, 3> list{10, 1, 10};
  one_dim described{
      dap_dim_balanced(10, 3), {1, 4, 3, {0, 0}, 3, 0, list.data(), DAP_INDEX_INT64, 0, {0, 0}}, comm_of(1, 3)};
  described.dim.rank_stride = 1;
  described.dim.index_base = 1;
  described.dim.flags |= DAP_DIM_HALO_LIST;

  described.expect_made(DAP_FEATURE_HALO_LIST);
}

TEST(ValidDistributions, MayHaveSizesNearTheLimit) {
  one_dim described{
      dap_dim_fixed_block(INT64_MAX, 2, huge), {1, huge, huge - 1, {0, 0}, 0, 0, nullptr, 0, 0, {0, 0}}, comm_of(1, 2)};
  described.dim.rank_stride = 1;

  described.expect_made();
}

TEST(ValidDistributions, MayHaveHugeSizesThatAreEmptyTogether) {
  const distribution_ptr made = regular({dap_dim_whole(huge), dap_dim_whole(huge), dap_dim_whole(0)}, dap_comm_none());

  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->local[1].num_owned, huge);
}

TEST(ValidDistributions, MayHaveGapsAndOverlapsInBoxes) {
  one_dim described{dap_dim_whole(8), {0, 2, 3, {0, 0}, 0, 0, nullptr, 0, 0, {0, 0}}};
  described.dim.kind = DAP_KIND_BOX;
  described.dim.flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;

  described.expect_made(DAP_FEATURE_BOXES | DAP_FEATURE_INCOMPLETE | DAP_FEATURE_OVERLAPPING);
}

TEST(ValidDistributions, MayBeBoxesOfWhichAProcessHasSeveral) {
  const std::array<DAPDim, 2> dims{[] {
    DAPDim dim = dap_dim_whole(8);
    dim.kind = DAP_KIND_BOX;
    dim.flags = DAP_DIM_HALO;
    return std::array<DAPDim, 2>{dim, dim};
  }()};
  const std::array<DAPLocalDim, 4> local{{{0, 4, 4, {1, 0}, 0, 0, nullptr, 0, 0, {0, 0}},
                                          {0, 0, 8, {0, 0}, 0, 0, nullptr, 0, 0, {0, 0}},
                                          {0, 0, 4, {0, 2}, 0, 0, nullptr, 0, 0, {0, 0}},
                                          {0, 0, 8, {3, 3}, 0, 0, nullptr, 0, 0, {0, 0}}}};
  DAPDistribution description = dap_distribution_describe(dims.data(), 2, comm_of(1, 2));
  description.num_parts = 2;
  description.local = local.data();

  const DAPDistribution *made = nullptr;
  DAPError error{};
  ASSERT_EQ(dap_distribution_create(&description, &made, &error), DAP_OK) << error.message;
  EXPECT_EQ(made->flags, DAP_FEATURE_BOXES | DAP_FEATURE_HALO | DAP_FEATURE_PARTS);
  dap_distribution_release(made);
}

}  // namespace
