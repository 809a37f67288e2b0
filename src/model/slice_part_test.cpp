// SPDX-License-Identifier: BSD-3-Clause
// Tests of a part's share of a slice.
#include <gtest/gtest.h>

#include <limits>
#include <ostream>
#include <vector>

#include "model/sample_dims.hpp"
#include "model/slice.hpp"

namespace dap::model {

// Lets a failing comparison show the numbers.
void PrintTo(const storage_slice &storage, std::ostream *out) {
  *out << "first " << storage.first << ", stride " << storage.stride;
}

}  // namespace dap::model

namespace {

using namespace dap::model;
using index_list = std::vector<int64_t>;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();

sliced_part take(const DAPDim &dim, const DAPLocalDim &local, int64_t start, int64_t stop, int64_t step) {
  return slice_part(dim, local, *select(dim.size, start, stop, step));
}

TEST(SlicePart, OfABlockSkipsTheHalo) {
  const DAPDim dim = sample::balanced(10, 3);
  const DAPLocalDim local = sample::range_part(1, 4, 3, 2, 1);  // 2 3 | 4 5 6 | 7

  const sliced_part forwards = take(dim, local, 5, 10, 1);
  EXPECT_EQ(forwards.local.start, 0);
  EXPECT_EQ(forwards.local.num_owned, 2);
  EXPECT_EQ(forwards.local.halo[0] + forwards.local.halo[1], 0);
  EXPECT_EQ(forwards.storage, (storage_slice{3, 1}));

  const sliced_part backwards = take(dim, local, 8, -1, -2);  // 8 | 6 4 | 2 0
  EXPECT_EQ(backwards.local.coordinate, 1);
  EXPECT_EQ(backwards.local.start, 1);
  EXPECT_EQ(backwards.local.num_owned, 2);
  EXPECT_EQ(backwards.storage, (storage_slice{4, -2}));
}

TEST(SlicePart, TakingEverythingKeepsTheHalo) {
  const DAPLocalDim local = sample::range_part(1, 4, 3, 2, 1);

  const sliced_part made = take(sample::balanced(10, 3), local, 0, 10, 1);
  EXPECT_EQ(made.local.halo[0], 2);
  EXPECT_EQ(made.local.start, 4);
  EXPECT_EQ(made.storage, (storage_slice{0, 1}));
}

// Indices k · 2^60 of blocks of one index over three: 2^60 is 1 modulo 3, so that they are dealt out in turn.
TEST(SlicePart, OfMoreBlocksThanAnybodyCouldWalkTakesAFewIndices) {
  const DAPDim dim = sample::cyclic(int64_t{1} << 62, 3, 1, 0, 1);
  DAPLocalDim local{};
  local.coordinate = 1;
  local.start = 1;
  local.num_owned = (int64_t{1} << 62) / 3;

  const sliced_part forwards = take(dim, local, 0, int64_t{1} << 62, int64_t{1} << 60);
  EXPECT_EQ(forwards.list, (index_list{1}));
  EXPECT_EQ(forwards.local.num_owned, 1);
  EXPECT_EQ(forwards.storage, (storage_slice{(int64_t{1} << 60) / 3, 1}));

  local.coordinate = 0;
  local.start = 0;
  const sliced_part backwards = take(dim, local, int64_t{3} << 60, -1, -(int64_t{1} << 60));
  EXPECT_EQ(backwards.list, (index_list{0, 3}));
  EXPECT_EQ(backwards.storage, (storage_slice{int64_t{1} << 60, -(int64_t{1} << 60)}));
}

TEST(SlicePart, AListedHaloIsDropped) {
  DAPDim dim = sample::balanced(10, 3);
  dim.flags |= DAP_DIM_HALO_LIST;
  const index_list halo{3, 7, 0};
  DAPLocalDim local = sample::listed(halo, 3);
  local.coordinate = 1;
  local.start = 4;

  const sliced_part made = take(dim, local, 5, 10, 1);
  EXPECT_EQ(made.local.num_indices, 0);
  EXPECT_EQ(made.local.indices, nullptr);
  EXPECT_EQ(made.storage, (storage_slice{1, 1}));
  EXPECT_EQ(take(dim, local, 0, 10, 1).local.indices, halo.data());
}

TEST(SlicePart, AnEmptyPartMayStartAnywhere) {
  const DAPLocalDim local = sample::range_part(1, std::numeric_limits<int64_t>::min(), 0);

  const sliced_part made = take(sample::unknown_bounds(10, 3), local, 9, 2, -1);
  EXPECT_EQ(made.local.num_owned, 0);
  EXPECT_EQ(made.local.start, 0);
}

TEST(SlicePart, OfCyclicBlocksIsOneStretchOfMemory) {
  const DAPDim dim = sample::cyclic(10, 2, 3, 0, 3);  // 0 1 2 6 7 8 | 3 4 5 9

  const sliced_part made = take(dim, sample::range_part(0, 0, 6), 7, 1, -1);  // 7 6 | 5 4 3 | 2
  EXPECT_EQ(made.local.coordinate, 1);
  EXPECT_EQ(made.local.start, 0);
  EXPECT_EQ(made.local.num_owned, 3);
  EXPECT_EQ(made.storage, (storage_slice{4, -1}));
  EXPECT_TRUE(made.list.empty());
}

TEST(SlicePart, OfStridedCyclicBlocksMayNotBeStridedMemory) {
  const DAPDim triples = sample::cyclic(12, 2, 3, 0, 3);  // 0 1 2 6 7 8
  const sliced_part uneven = take(triples, sample::range_part(0, 0, 6), 0, 12, 2);
  EXPECT_EQ(uneven.storage, std::nullopt);
  EXPECT_EQ(uneven.list, (index_list{0, 2, 3, 2}));  // 0 1 and 3 4, the former 0 2 and 6 8

  const DAPDim fours = sample::cyclic(16, 2, 4, 0, 4);  // 0 1 2 3 8 9 10 11
  const sliced_part even = take(fours, sample::range_part(0, 0, 8), 15, 0, -2);
  EXPECT_EQ(even.local.coordinate, 1);
  EXPECT_EQ(even.storage, (storage_slice{7, -2}));  // 11 9 3 1
  EXPECT_EQ(even.list, (index_list{2, 2, 6, 2}));
}

TEST(SlicePart, LongRunsAreKeptAsRuns) {
  const DAPDim dim = sample::cyclic(24, 2, 6, 0, 6);  // 0 … 5 12 … 17

  const sliced_part made = take(dim, sample::range_part(0, 0, 12), 0, 24, 2);
  EXPECT_EQ(made.local.index_form, DAP_INDEX_RUNS);
  EXPECT_EQ(made.list, (index_list{0, 3, 6, 3}));
  EXPECT_EQ(made.local.num_runs, 2);
  EXPECT_EQ(made.local.num_indices, 6);
  EXPECT_EQ(made.local.num_owned, 6);
  EXPECT_EQ(made.local.indices, made.list.data());
}

TEST(SlicePart, OfAListTakesWhatItOwnsInStorageOrder) {
  DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  dim.index_base = 1;
  const index_list stored{4, 5, 6, 10, 3, 7};  // 3 4 5 9, then the halo 2 6, counted from 1
  const DAPLocalDim local = sample::listed(stored, 4);

  const sliced_part upper = take(dim, local, 4, 10, 1);
  EXPECT_EQ(upper.list, (index_list{0, 1, 5}));
  EXPECT_EQ(upper.local.index_form, DAP_INDEX_INT64);
  EXPECT_EQ(upper.storage, (storage_slice{1, 1}));
  EXPECT_EQ(upper.local.num_indices, 3);

  const sliced_part backwards = take(dim, local, 9, 2, -2);  // 9 7 5 3
  EXPECT_EQ(backwards.local.coordinate, 2);
  EXPECT_EQ(backwards.list, (index_list{0, 2, 3}));
  EXPECT_EQ(backwards.storage, std::nullopt);  // positions 3 2 0
}

TEST(SlicePart, AGapBeforeALongRunIsNoStride) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  const index_list gap_first{5, 0, 7, 8};
  const index_list gap_later{5, 6, 0, 8};

  EXPECT_EQ(take(dim, sample::listed(gap_first, 4), 5, 9, 1).storage, std::nullopt);
  EXPECT_EQ(take(dim, sample::listed(gap_later, 4), 5, 9, 1).storage, std::nullopt);
}

TEST(SlicePart, NothingTakenIsAnEmptyList) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  const index_list stored{3, 4};

  const sliced_part made = take(dim, sample::listed(stored, 2), 5, 10, 1);
  EXPECT_EQ(made.local.indices, nullptr);
  EXPECT_EQ(made.local.index_form, DAP_INDEX_NONE);
  EXPECT_EQ(made.storage, (storage_slice{0, 1}));
}

TEST(SlicePart, AMovedShareStillHasItsList) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  const index_list stored{3, 7};
  sliced_part made = take(dim, sample::listed(stored, 2), 1, 10, 1);

  const sliced_part moved = std::move(made);
  EXPECT_EQ(moved.local.indices, moved.list.data());
  EXPECT_EQ(static_cast<const int64_t *>(moved.local.indices)[1], 6);
}

TEST(SlicePart, ABoxIsCutLikeABlock) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_BOX, 10, 1);

  const sliced_part made = take(dim, sample::range_part(0, 2, 5, 1, 1), 9, -1, -3);  // 9 | 6 3 | 0
  EXPECT_EQ(made.local.start, 1);
  EXPECT_EQ(made.local.num_owned, 2);
  EXPECT_EQ(made.storage, (storage_slice{5, -3}));
}

TEST(SlicePart, ReplicasStayAsTheyAre) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_REPLICA, 0, 3);
  DAPLocalDim local{};
  local.coordinate = 2;

  EXPECT_EQ(take(dim, local, 0, 0, 1).local.coordinate, 2);
}

TEST(SlicePart, TheLargestDimensionsDoNotOverflow) {
  const DAPDim dim = sample::cyclic(largest, 2, 1, 0, 1);

  const sliced_part made = take(dim, sample::range_part(0, 0, largest / 2 + 1), largest - 1, 0, -1);
  EXPECT_EQ(made.local.num_owned, largest / 2);
  EXPECT_EQ(made.local.start, 0);
  EXPECT_EQ(made.storage, (storage_slice{largest / 2, -1}));
}

}  // namespace
