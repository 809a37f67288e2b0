// SPDX-License-Identifier: BSD-3-Clause
// Halos left out: what stays of a dimension and of a part, kind by kind.
#include "model/owned.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;

TEST(WithoutHalo, LeavesADimensionPeriodicAndBalanced) {
  DAPDim dim = sample::periodic(sample::balanced(10, 3));
  dim.flags |= DAP_DIM_HALO;
  dim.boundary[0] = 1;

  const DAPDim owned = without_halo(dim);

  EXPECT_TRUE(may_have_halo(dim));
  EXPECT_FALSE(may_have_halo(owned));
  EXPECT_EQ(owned.flags, DAP_DIM_PERIODIC | DAP_DIM_BALANCED);
  EXPECT_EQ(owned.boundary[0], 1);
}

TEST(WithoutHalo, LeavesARangeItsPlace) {
  const DAPLocalDim owned = without_halo(sample::balanced(10, 3), sample::range_part(1, 4, 3, 1, 2));

  EXPECT_EQ(owned.coordinate, 1);
  EXPECT_EQ(owned.start, 4);
  EXPECT_EQ(owned.num_owned, 3);
  EXPECT_EQ(owned.halo[0] + owned.halo[1], 0);
}

TEST(WithoutHalo, LeavesABlockNoList) {
  DAPDim dim = sample::balanced(10, 3);
  dim.flags |= DAP_DIM_HALO_LIST;
  const std::vector<int64_t> list{3, 7, 0};
  DAPLocalDim local = sample::listed(list, 3);
  local.start = 4;

  const DAPLocalDim owned = without_halo(dim, local);

  EXPECT_EQ(owned.num_indices, 0);
  EXPECT_EQ(owned.indices, nullptr);
  EXPECT_EQ(owned.index_form, DAP_INDEX_NONE);
  EXPECT_EQ(owned.start, 4);
}

TEST(WithoutHalo, LeavesTheBeginningOfAList) {
  const std::vector<int32_t> list{3, 0, 5, 6};
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 8, 1);

  const DAPLocalDim owned = without_halo(dim, sample::listed(list, 2));

  EXPECT_EQ(owned.num_indices, 2);
  EXPECT_EQ(owned.indices, list.data());
  EXPECT_EQ(owned.index_form, DAP_INDEX_INT32);
  EXPECT_EQ(without_halo(dim, sample::listed(list, 0)).indices, nullptr);
}

TEST(WithoutHalo, LeavesTheRunsOfTheOwnedIndices) {
  const std::vector<int64_t> runs{3, 2, 0, 1, 5, 3};
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 8, 1);

  EXPECT_EQ(without_halo(dim, sample::listed_runs(runs, 3)).num_runs, 2);
  EXPECT_EQ(without_halo(dim, sample::listed_runs(runs, 6)).num_runs, 3);
  EXPECT_EQ(without_halo(dim, sample::listed_runs(runs, 0)).num_runs, 0);
}

}  // namespace
