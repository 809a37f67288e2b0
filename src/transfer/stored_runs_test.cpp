// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/stored_runs.hpp"

#include <dap/distribution.h>
#include <gtest/gtest.h>

namespace dap::transfer {
namespace {

using runs = std::vector<stored_run>;

DAPLocalDim range_with(int64_t start, int64_t owned, int64_t before, int64_t after) {
  DAPLocalDim local{};
  local.start = start;
  local.num_owned = owned;
  local.halo[0] = before;
  local.halo[1] = after;
  return local;
}

DAPDim rows_of(int64_t size, uint32_t flags) {
  DAPDim dim = dap_dim_balanced(size, 1);
  dim.flags |= DAP_DIM_HALO | flags;
  return dim;
}

TEST(StoredRuns, EndWhereTheDimensionEnds) {
  const DAPDim dim = rows_of(10, 0);
  EXPECT_EQ(stored_runs(dim, range_with(7, 3, 2, 2), portion::stored), (runs{{5, 0, 5}}));
  EXPECT_EQ(stored_runs(dim, range_with(7, 3, 2, 2), portion::halo), (runs{{5, 0, 2}}));
  EXPECT_EQ(stored_runs(dim, range_with(0, 4, 3, 1), portion::halo), (runs{{4, 7, 1}}));
  EXPECT_EQ(stored_runs(dim, range_with(0, 4, 3, 1), portion::owned), (runs{{0, 3, 4}}));
}

TEST(StoredRuns, GoRoundAndRound) {
  const DAPDim dim = rows_of(3, DAP_DIM_PERIODIC);
  EXPECT_EQ(stored_runs(dim, range_with(1, 1, 5, 4), portion::halo),
            (runs{{2, 0, 1}, {0, 1, 3}, {0, 4, 1}, {2, 6, 1}, {0, 7, 3}}));
}

TEST(StoredRuns, LieAroundNothing) {
  const DAPDim dim = rows_of(5, 0);
  EXPECT_EQ(stored_runs(dim, range_with(2, 0, 1, 1), portion::stored), (runs{{1, 0, 2}}));
  EXPECT_EQ(stored_runs(dim, range_with(INT64_MIN, 0, 0, 0), portion::stored), runs{});
  EXPECT_EQ(stored_runs(dim, range_with(5, 0, 1, INT64_MAX / 2), portion::halo), (runs{{4, 0, 1}}));
}

TEST(StoredRuns, AreListedInTheirOrder) {
  const int64_t list[] = {4, 8, 1, 2};
  DAPDim dim = rows_of(10, 0);
  dim.flags = DAP_DIM_BALANCED | DAP_DIM_HALO_LIST;
  dim.index_base = 1;
  DAPLocalDim local = range_with(4, 3, 0, 0);
  local.num_indices = 4;
  local.indices = list;
  local.index_form = DAP_INDEX_INT64;
  EXPECT_EQ(stored_runs(dim, local, portion::stored), (runs{{4, 0, 3}, {3, 3, 1}, {7, 4, 1}, {0, 5, 2}}));
  EXPECT_EQ(stored_runs(dim, local, portion::halo), (runs{{3, 3, 1}, {7, 4, 1}, {0, 5, 2}}));
}

TEST(Layers, HoldNoIndexTwice) {
  const std::vector<runs> layers = layers_of({{2, 0, 1}, {0, 1, 3}, {0, 4, 1}, {1, 5, 1}});
  ASSERT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers[0].size() + layers[1].size(), 4U);
  for (const runs &layer : layers) {
    for (size_t next = 1; next < layer.size(); ++next) {
      EXPECT_GE(layer[next].first, layer[next - 1].first + layer[next - 1].count);
    }
  }
  EXPECT_EQ(layers_of({{3, 0, 2}, {0, 2, 3}}).size(), 1U);
}

}  // namespace
}  // namespace dap::transfer
