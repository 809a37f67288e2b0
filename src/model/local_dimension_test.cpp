// SPDX-License-Identifier: BSD-3-Clause
// Tests of the way between positions in storage and indices.
#include "model/local_dimension.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;
using dap::model::sample::balanced;
using dap::model::sample::listed;
using dap::model::sample::listed_runs;
using dap::model::sample::periodic;
using dap::model::sample::range_part;

constexpr int64_t huge = int64_t{1} << 62;
constexpr int64_t largest = std::numeric_limits<int64_t>::max();
constexpr int64_t exterior = -1;

using run_list = std::vector<std::array<int64_t, 3>>;

// The index at each position, `exterior` where there is none.
std::vector<int64_t> stored(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<int64_t> indices;
  for (int64_t position = 0; position < *stored_extent(dim, local); ++position) {
    indices.push_back(global_index(dim, local, position).value_or(exterior));
  }
  return indices;
}

run_list owned_runs(const DAPDim &dim, const DAPLocalDim &local) {
  run_list runs;
  for_each_owned_run(dim, local, [&runs](int64_t first, int64_t position, int64_t count) {
    runs.push_back({first, position, count});
  });
  return runs;
}

TEST(LocalDimension, WidthsStoreTheHaloAroundTheOwnedRange) {
  const DAPDim dim = balanced(10, 3);
  const DAPLocalDim local = range_part(1, 4, 3, 1, 2);

  EXPECT_EQ(stored(dim, local), (std::vector<int64_t>{3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(owned_runs(dim, local), (run_list{{4, 1, 3}}));
  EXPECT_EQ(owned_position(dim, local, 6), 3);
  EXPECT_EQ(owned_position(dim, local, 3), std::nullopt);
  EXPECT_EQ(owned_position(dim, local, 7), std::nullopt);
}

TEST(LocalDimension, HaloBeyondThePhysicalEdgeIsExterior) {
  const DAPDim dim = balanced(10, 3);

  EXPECT_EQ(stored(dim, range_part(0, 0, 4, 2, 1)), (std::vector<int64_t>{exterior, exterior, 0, 1, 2, 3, 4}));
  EXPECT_EQ(stored(dim, range_part(2, 7, 3, 0, 1)), (std::vector<int64_t>{7, 8, 9, exterior}));
}

TEST(LocalDimension, PeriodicHaloMayBeWiderThanTheWholeDimension) {
  const DAPDim dim = periodic(balanced(3, 1));

  EXPECT_EQ(stored(dim, range_part(0, 0, 3, 4, 5)), (std::vector<int64_t>{2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1}));
}

TEST(LocalDimension, AnEmptyCoordinateStoresItsHaloAroundStart) {
  const DAPLocalDim local = range_part(3, 2, 0, 2, 1);

  EXPECT_EQ(stored(balanced(2, 4), local), (std::vector<int64_t>{0, 1, exterior}));
  EXPECT_EQ(stored(periodic(balanced(2, 4)), local), (std::vector<int64_t>{0, 1, 0}));
  EXPECT_EQ(owned_runs(balanced(2, 4), local), run_list{});
  EXPECT_EQ(owned_position(balanced(2, 4), local, 1), std::nullopt);
}

// Rule 809: start is ignored.
TEST(LocalDimension, APartThatStoresNothingOwnsNoIndexWhereverItStarts) {
  const DAPLocalDim local = range_part(0, std::numeric_limits<int64_t>::min(), 0);

  for (const DAPDim &dim : {sample::unknown_bounds(10, 3), sample::dim_of_kind(DAP_KIND_BOX, 10, 1)}) {
    EXPECT_EQ(owned_position(dim, local, 0), std::nullopt);
    EXPECT_EQ(owned_position(dim, local, 9), std::nullopt);
  }
}

TEST(LocalDimension, AListedHaloFollowsTheOwnedElements) {
  DAPDim dim = balanced(10, 3);
  dim.flags |= DAP_DIM_HALO | DAP_DIM_HALO_LIST;
  dim.index_base = 1;
  const std::vector<int32_t> halo{10, 1, 4};
  DAPLocalDim local = listed(halo, 3);
  local.start = 4;

  EXPECT_EQ(stored(dim, local), (std::vector<int64_t>{4, 5, 6, 9, 0, 3}));
  EXPECT_EQ(owned_runs(dim, local), (run_list{{4, 0, 3}}));
  EXPECT_EQ(owned_position(dim, local, 9), std::nullopt);
}

TEST(LocalDimension, UnknownBoundsAreNotNeededForWhatIsHere) {
  const DAPDim dim = sample::unknown_bounds(10, 3);

  EXPECT_EQ(stored(dim, range_part(1, 2, 2, 1, 0)), (std::vector<int64_t>{1, 2, 3}));
}

TEST(LocalDimension, UnstructuredListsOwnedThenHalo) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  const std::vector<int64_t> pairs{7, 2, 1, 1, 2, 2};
  const DAPLocalDim local = listed_runs(pairs, 3);

  EXPECT_EQ(stored(dim, local), (std::vector<int64_t>{7, 8, 1, 2, 3}));
  EXPECT_EQ(owned_runs(dim, local), (run_list{{7, 0, 2}, {1, 2, 1}}));
  EXPECT_EQ(owned_position(dim, local, 1), 2);
  EXPECT_EQ(owned_position(dim, local, 2), std::nullopt);
}

TEST(LocalDimension, BoxesAreRangesOfTheirOwn) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_BOX, 6, 1);
  const DAPLocalDim local = range_part(0, 2, 4, 1, 1);

  EXPECT_EQ(stored(dim, local), (std::vector<int64_t>{1, 2, 3, 4, 5, exterior}));
  EXPECT_EQ(owned_runs(dim, local), (run_list{{2, 1, 4}}));
}

TEST(LocalDimension, CyclicStoresItsBlocksOneAfterTheOther) {
  const DAPDim dim = sample::cyclic(10, 3, 2, 1, 1);
  const DAPLocalDim local = range_part(2, 1, 4);

  EXPECT_EQ(stored(dim, local), (std::vector<int64_t>{1, 2, 7, 8}));
  EXPECT_EQ(owned_runs(dim, local), (run_list{{1, 0, 2}, {7, 2, 2}}));
  EXPECT_EQ(owned_position(dim, local, 8), 3);
  EXPECT_EQ(owned_position(dim, local, 3), std::nullopt);
  EXPECT_EQ(owned_position(dim, local, 10), std::nullopt);
}

TEST(LocalDimension, AReplicaDimensionIsNeutralInProductsOfExtents) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_REPLICA, 0, 2);

  EXPECT_EQ(stored_extent(dim, range_part(1, 0, 0)), 1);
  EXPECT_EQ(owned_runs(dim, range_part(1, 0, 0)), run_list{});
}

TEST(LocalDimension, ExtentsThatDoNotFitAreReported) {
  EXPECT_EQ(stored_extent(balanced(huge, 1), range_part(0, 0, huge, huge - 1, 0)), largest);
  EXPECT_EQ(stored_extent(balanced(huge, 1), range_part(0, 0, huge, huge, 0)), std::nullopt);
  EXPECT_EQ(stored_extent(balanced(huge, 1), range_part(0, 0, huge, huge - 1, 1)), std::nullopt);
}

TEST(LocalDimension, AnUnknownKindHasNoExtent) {
  EXPECT_EQ(stored_extent(sample::dim_of_kind(99, 10, 1), range_part(0, 0, 10)), std::nullopt);
}

TEST(LocalDimension, WrappingIsExactWhereIndicesDoNotFit) {
  const DAPDim dim = periodic(balanced(largest - 1, 2));
  const DAPLocalDim local =
      range_part(1, huge, huge - 2, 0, huge + 1);  // The halo reaches 2 beyond the largest number.

  EXPECT_EQ(stored_extent(dim, local), largest);
  EXPECT_EQ(global_index(dim, local, huge - 2), 0);
  EXPECT_EQ(global_index(dim, local, huge - 1), 1);
  EXPECT_EQ(global_index(dim, local, huge), 2);
  EXPECT_EQ(global_index(balanced(largest - 1, 2), local, huge), std::nullopt);
}

TEST(LocalDimension, WrappingManyTimesRoundIsExactWhereIndicesDoNotFit) {
  const DAPDim dim = periodic(balanced(10, 3));
  const DAPLocalDim local = range_part(1, 4, 3, 0, largest - 3);  // 2^63 = 9223372036854775808

  EXPECT_EQ(global_index(dim, local, largest - 2), 9);  // 2^63 + 1
  EXPECT_EQ(global_index(dim, local, largest - 1), 0);  // 2^63 + 2
}

}  // namespace
