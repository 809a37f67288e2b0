// SPDX-License-Identifier: BSD-3-Clause
// Asking dimensions for ranges and owners, and grids for ranks.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

TEST(Dimensions, TellRangesAndOwners) {
  const std::array<int64_t, 4> bounds{0, 2, 2, 10};
  for (const DAPDim &dim :
       {dap_dim_balanced(10, 3), dap_dim_fixed_block(10, 3, 6), dap_dim_irregular(bounds.data(), 3)}) {
    int64_t next = 0;
    for (int64_t c = 0; c < 3; ++c) {
      int64_t start = -1;
      int64_t end = -1;
      ASSERT_EQ(dap_dim_owned_range(&dim, c, &start, &end, nullptr), DAP_OK);
      EXPECT_EQ(start, next);
      for (next = start; next < end; ++next) {
        int64_t owner = -1;
        ASSERT_EQ(dap_dim_owner(&dim, next, &owner, nullptr), DAP_OK);
        EXPECT_EQ(owner, c);
      }
    }
    EXPECT_EQ(next, 10);
  }
}

TEST(Dimensions, RefuseWhatTheyCannotTell) {
  DAPDim dim = dap_dim_balanced(10, 3);
  int64_t out = 0;
  DAPError error{};

  EXPECT_EQ(dap_dim_owned_range(&dim, 3, &out, &out, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_COORDINATE);
  EXPECT_EQ(dap_dim_owner(&dim, 10, &out, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_LIST_RANGE);
  dim.grid_size = 0;
  EXPECT_EQ(dap_dim_owner(&dim, 1, &out, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_GRID_SIZE);
  dim = dap_dim_unstructured(10, 1, 0);
  EXPECT_EQ(dap_dim_owner(&dim, 1, &out, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_BLOCK_VARIANT);
  EXPECT_EQ(dap_dim_owned_range(nullptr, 0, &out, &out, &error), DAP_ERROR_ARGUMENT);
}

TEST(Ranks, FollowTheFormulaOfTheGrid) {
  bendable_array bent;
  const std::array<int64_t, 4> last{1, 2, 0, 1};
  const std::array<int64_t, 4> outside{1, 3, 0, 1};
  int64_t rank = -1;
  DAPError error{};

  EXPECT_EQ(dap_distribution_rank(&bent.distribution, last.data(), &rank, &error), DAP_OK);
  EXPECT_EQ(rank, 5);
  EXPECT_EQ(dap_distribution_rank(&bent.distribution, outside.data(), &rank, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.dim, 1);
  bent.distribution.comm.size = 5;
  EXPECT_EQ(dap_distribution_rank(&bent.distribution, last.data(), &rank, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_RANK_FORMULA);
  bent.distribution.points_per_rank = 0;
  EXPECT_EQ(dap_distribution_rank(&bent.distribution, last.data(), &rank, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_POINTS_PER_RANK);
}

}  // namespace
