// SPDX-License-Identifier: BSD-3-Clause
// Making distributions.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

int32_t make_regular(const DAPDistribution &description, const int64_t *halo, DAPError &error) {
  const DAPDistribution *made = nullptr;
  const int32_t status = dap_distribution_create_regular(&description, halo, &made, &error);
  dap_distribution_release(made);
  return status;
}

TEST(RegularDistributions, KnowThePartOfTheirRank) {
  const std::array<int64_t, 4> halo{1, 2, 0, 0};

  const distribution_ptr made = regular({dap_dim_balanced(6, 2), dap_dim_balanced(10, 3)}, comm_of(4, 6), halo.data());

  ASSERT_NE(made, nullptr);
  ASSERT_EQ(made->num_parts, 1);
  EXPECT_EQ(made->flags, DAP_FEATURE_HALO);
  EXPECT_EQ(made->dims[0].flags, DAP_DIM_BALANCED | DAP_DIM_HALO);
  EXPECT_EQ(made->dims[1].flags, DAP_DIM_BALANCED);
  EXPECT_EQ(made->local[0].start, 3);
  EXPECT_EQ(made->local[0].halo[1], 2);
  EXPECT_EQ(made->local[1].coordinate, 1);
  EXPECT_EQ(made->local[1].start, 4);
  EXPECT_EQ(made->local[1].num_owned, 3);
  EXPECT_NE(made->id, 0U);
  EXPECT_EQ(dap_distribution_validate(made.get(), nullptr), DAP_OK);
}

TEST(RegularDistributions, LeaveRanksOutsideTheGridWithoutParts) {
  const distribution_ptr made = regular({dap_dim_balanced(6, 2)}, comm_of(2, 3));

  ASSERT_NE(made, nullptr);
  EXPECT_EQ(made->num_parts, 0);
  EXPECT_EQ(made->local, nullptr);
}

TEST(RegularDistributions, GiveARankSeveralPartsInOrder) {
  DAPDim dims[2] = {dap_dim_balanced(4, 2), dap_dim_balanced(6, 3)};
  dap_dims_row_major(dims, 2);
  DAPDistribution description = dap_distribution_describe(dims, 2, comm_of(1, 2));
  description.points_per_rank = 3;

  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &made, nullptr), DAP_OK);
  const distribution_ptr owner(made);

  ASSERT_EQ(made->num_parts, 3);
  EXPECT_EQ(made->flags, DAP_FEATURE_PARTS);
  for (int64_t part = 0; part < 3; ++part) {
    EXPECT_EQ(made->local[2 * part].start, 2);
    EXPECT_EQ(made->local[2 * part + 1].start, 2 * part);
  }
}

// One process has two parts and the other none or one, but a flag is global.
TEST(RegularDistributions, FlagSharedRanksAlikeOnAllProcesses) {
  const std::array<int64_t, 3> table{0, 1, 0};
  for (int32_t rank = 0; rank < 3; ++rank) {
    DAPDim dim = dap_dim_balanced(9, 3);
    DAPDistribution description = dap_distribution_describe(&dim, 1, comm_of(rank, 3));
    const DAPDistribution *by_stride = nullptr;
    ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &by_stride, nullptr), DAP_OK);
    dim.rank_stride = 1;
    description.num_ranks = 3;
    description.ranks = table.data();
    const DAPDistribution *by_table = nullptr;
    ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &by_table, nullptr), DAP_OK);

    EXPECT_EQ(by_stride->flags, DAP_FEATURE_PARTS) << "rank " << rank;
    EXPECT_EQ(by_table->flags, DAP_FEATURE_PARTS | DAP_FEATURE_RANK_TABLE) << "rank " << rank;
    dap_distribution_release(by_stride);
    dap_distribution_release(by_table);
  }
}

TEST(RegularDistributions, AreBlocksWithKnownBoundsOnly) {
  DAPDim dim = dap_dim_unstructured(5, 1, 0);
  const DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_none());
  DAPError error{};

  EXPECT_EQ(make_regular(description, nullptr, error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_FLAT_COUNTS);
  dim = dap_dim_whole(5);
  dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  EXPECT_EQ(make_regular(description, nullptr, error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_FLAT_COUNTS);
}

TEST(RegularDistributions, RefuseNegativeHalos) {
  const DAPDim dim = dap_dim_whole(5);
  const DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_none());
  const std::array<int64_t, 2> halo{0, -1};
  DAPError error{};

  EXPECT_EQ(make_regular(description, halo.data(), error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_HALO_WIDTH);
}

TEST(RegularDistributions, RefuseMorePartsThanARankCanHold) {
  constexpr int64_t trillion = INT64_C(1000000000000);
  const std::array<DAPDim, 2> dims{dap_dim_balanced(10, trillion), dap_dim_balanced(10, 2)};
  DAPDistribution description = dap_distribution_describe(dims.data(), 2, comm_of(0, 1));
  description.points_per_rank = trillion;
  DAPError error{};

  EXPECT_EQ(make_regular(description, nullptr, error), DAP_ERROR_OVERFLOW);
  EXPECT_EQ(error.expected, 1 << 20);
  EXPECT_STREQ(error.message,
               "this rank would have more than 1048576 parts: give the local dimensions to dap_distribution_create "
               "(rank 0; spec 0)");
}

TEST(RegularDistributions, RefuseStridesThatLeadNowhere) {
  std::array<DAPDim, 3> dims{};
  dims.fill(dap_dim_balanced(10, 1000000));
  dims[0].rank_stride = 6;
  dims[1].rank_stride = 4;
  dims[2].rank_stride = 2;
  const DAPDistribution description = dap_distribution_describe(dims.data(), 3, comm_of((1 << 22) + 1, 1 << 30));
  DAPError error{};

  EXPECT_EQ(make_regular(description, nullptr, error), DAP_ERROR_OVERFLOW);
  EXPECT_STREQ(error.message,
               "the grid points of this rank cannot be found, so irregular are the rank strides: give the local "
               "dimensions to dap_distribution_create (rank 4194305; spec 0)");
}

TEST(Distributions, CopyAllThatTheyWereDescribedWith) {
  auto bent = std::make_unique<bendable_array>();
  bent->list_runs();
  bent->distribution.ranks = bent->table.data();
  bent->distribution.num_ranks = 6;
  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create(&bent->distribution, &made, nullptr), DAP_OK);
  const distribution_ptr owner(made);

  bent.reset();

  EXPECT_EQ(made->dims[0].bounds[1], 2);
  EXPECT_EQ(made->ranks[5], 5);
  EXPECT_EQ(static_cast<const int64_t *>(made->local[2].indices)[4], 6);
  EXPECT_EQ(static_cast<const int64_t *>(made->local[6].indices)[3], 7);
  EXPECT_NE(made->flags & DAP_FEATURE_RANK_TABLE, 0U);
  EXPECT_EQ(dap_distribution_validate(made, nullptr), DAP_OK);
}

TEST(Distributions, CopyTheListOfBoxes) {
  std::array<int64_t, 4> bounds{0, 3, 3, 8};
  std::array<int64_t, 2> ranks{0, 1};
  struct {
    DAPBoxes boxes;
    uint64_t of_a_later_version = 7;
  } list{{{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes) + 8, nullptr}, 2, bounds.data(), ranks.data()}};
  DAPDim dim = dap_dim_whole(8);
  dim.kind = DAP_KIND_BOX;
  DAPDistribution description = dap_distribution_describe(&dim, 1, comm_of(2, 3));
  description.extensions = &list.boxes.header;
  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create(&description, &made, nullptr), DAP_OK);
  const distribution_ptr owner(made);

  bounds.fill(-1);
  ranks.fill(-1);

  const auto *copy = reinterpret_cast<const DAPBoxes *>(made->extensions);
  EXPECT_EQ(copy->header.nbytes, sizeof(DAPBoxes));
  EXPECT_EQ(copy->bounds[3], 8);
  EXPECT_EQ(copy->ranks[1], 1);
}

}  // namespace
