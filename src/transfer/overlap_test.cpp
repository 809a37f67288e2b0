// SPDX-License-Identifier: BSD-3-Clause
// Sizes at which nobody can count: few numbers say it, and they are right.
#include "transfer/overlap.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "model/cyclic.hpp"
#include "model/sample_dims.hpp"

namespace dap::transfer {
namespace {

using namespace dap::model::sample;

constexpr int64_t tera = int64_t{1} << 40;

DAPLocalDim cyclic_part(const DAPDim &dim, int64_t coordinate) {
  DAPLocalDim local{};
  local.coordinate = coordinate;
  local.num_owned = model::cyclic::num_owned(dim, coordinate);
  if (local.num_owned > 0) local.start = model::cyclic::index_at(dim, coordinate, 0);
  return local;
}

TEST(Overlap, OfABlockWithSingleIndicesDealtOutIsOneRunForEachCoordinate) {
  const DAPDim mine = balanced(tera, 2);
  const overlap found = overlap_of(mine, range_part(1, tera / 2, tera / 2, 3, 0), cyclic(tera, 4, 1, 1, 1));

  ASSERT_EQ(found.shares.size(), 4U);
  for (const share &each : found.shares) EXPECT_EQ(each.count, tera / 8);
  // The index tera / 2 belongs to coordinate 1, and is stored behind the halo.
  const run_view first = found.positions_of(found.shares[1]);
  ASSERT_EQ(first.groups.size(), 1U);
  ASSERT_EQ(first.groups[0].count, 1U);
  EXPECT_EQ(first.runs[first.groups[0].first], (run{3, 1, 4, tera / 8}));
}

TEST(Overlap, OfSingleIndicesDealtOutWithBlocksIsOneRunForEachCoordinate) {
  const DAPDim mine = cyclic(tera, 4, 1, 0, 1);
  const overlap found = overlap_of(mine, cyclic_part(mine, 2), balanced(tera, 8));

  ASSERT_EQ(found.shares.size(), 8U);
  EXPECT_EQ(found.positions.runs().size(), 8U);
  const share &last = found.shares[7];
  EXPECT_EQ(last.count, tera / 32);
  EXPECT_EQ(found.positions.runs()[7], (run{tera / 4 / 8 * 7, tera / 32, 0, 1}));
}

TEST(Overlap, OfTwoCyclicDimensionsIsOnePeriodAndItsTail) {
  const DAPDim mine = cyclic(tera, 3, 48, 0, 48);
  const DAPDim theirs = cyclic(tera, 4, 64, 0, 64);
  const overlap found = overlap_of(mine, cyclic_part(mine, 1), theirs);

  ASSERT_EQ(found.shares.size(), 4U);
  int64_t count = 0;
  for (const share &each : found.shares) count += each.count;
  EXPECT_EQ(count, model::cyclic::num_owned(mine, 1));
  EXPECT_LE(found.positions.runs().size(), 32U);
  EXPECT_EQ(found.positions.groups().size(), 8U);
}

TEST(Overlap, OfCyclesThatDoNotFitIntoANumberIsFoundBlockByBlock) {
  const DAPDim mine = cyclic(100, int64_t{1} << 31, 60, 0, 60);
  const DAPDim theirs = cyclic(100, int64_t{1} << 31, int64_t{1} << 33, 5, 7);
  const overlap found = overlap_of(mine, cyclic_part(mine, 1), theirs);

  ASSERT_EQ(found.shares.size(), 1U);
  EXPECT_EQ(found.shares[0].coordinate, 6);
  EXPECT_EQ(found.shares[0].count, 40);
}

TEST(Overlap, OfWhatOwnsNothingIsNothing) {
  const DAPDim few = balanced(2, 4);
  EXPECT_TRUE(overlap_of(few, range_part(3, 2, 0, 1, 1), cyclic(2, 2, 1, 0, 1)).shares.empty());
  EXPECT_TRUE(overlap_of(few, range_part(3, 2, 0), balanced(2, 2)).shares.empty());
  const DAPDim dealt = cyclic(2, 4, 1, 0, 1);
  EXPECT_TRUE(overlap_of(dealt, cyclic_part(dealt, 3), balanced(2, 2)).shares.empty());
  EXPECT_TRUE(overlap_of(dealt, cyclic_part(dealt, 3), cyclic(2, 3, 1, 0, 1)).shares.empty());
  const DAPDim none = balanced(0, 3);
  EXPECT_TRUE(overlap_of(none, range_part(0, 0, 0), cyclic(0, 3, 2, 0, 1)).shares.empty());
}

TEST(Overlap, LeavesOutWhatNobodyOwns) {
  DAPDim short_blocks = fixed_block(10, 2, 3);
  const overlap found = overlap_of(balanced(10, 1), range_part(0, 0, 10), short_blocks);
  ASSERT_EQ(found.shares.size(), 2U);
  EXPECT_EQ(found.shares[0].count + found.shares[1].count, 6);
}

TEST(Overlap, WithAnAnswerCountsEachOwner) {
  const owner_map answer{{0, 2, 5}, {2, 3, 1}, {2, 3, 4}, {7, 1, 5}};
  const overlap found = overlap_of(sorted_runs_of(balanced(8, 1), range_part(0, 0, 8)), answer);
  ASSERT_EQ(found.shares.size(), 3U);
  EXPECT_EQ(found.shares[0].coordinate, 1);
  EXPECT_EQ(found.shares[0].count, 3);
  EXPECT_EQ(found.shares[1].coordinate, 4);
  EXPECT_EQ(found.shares[1].count, 3);
  EXPECT_EQ(found.shares[2].count, 3);
}

// The index in the upper half, the position in the lower one.
placed_runs singles(const std::vector<std::pair<uint64_t, uint64_t>> &indices) {
  std::vector<uint64_t> words;
  for (const auto &[index, position] : indices) words.push_back(index << placed_runs::half | position);
  return placed_runs(std::move(words));
}

const std::vector<std::pair<uint64_t, uint64_t>> in_no_order{{0, 5}, {1, 1}, {3, 9}, {4, 2},  {5, 7},
                                                             {6, 0}, {7, 8}, {8, 3}, {10, 6}, {11, 4}};

void expect_lists(const overlap &found) {
  ASSERT_EQ(found.shares.size(), 2U);
  EXPECT_EQ(found.shares[1].coordinate, 1);
  EXPECT_EQ(found.shares[1].first, 6);
  EXPECT_EQ(found.shares[1].last, 11);
  EXPECT_EQ(found.shares[1].count, 5);
  EXPECT_EQ(found.positions.listed(), (std::vector<uint32_t>{5, 1, 9, 2, 7, 0, 8, 3, 6, 4}));
  EXPECT_TRUE(found.positions.runs().empty());
}

TEST(Overlap, OfPositionsInNoOrderIsLists) {
  expect_lists(overlap_of(singles(in_no_order), balanced(12, 2)));
  expect_lists(overlap_of(singles(in_no_order), owner_map{{0, 6, 0}, {6, 6, 1}}));
}

TEST(Overlap, OfPositionsAtEqualDistancesIsRuns) {
  std::vector<std::pair<uint64_t, uint64_t>> indices;
  for (uint64_t i = 0; i < 12; ++i) indices.emplace_back(i, 100 - 3 * i);
  const overlap found = overlap_of(singles(indices), balanced(12, 2));

  EXPECT_TRUE(found.positions.listed().empty());
  EXPECT_EQ(found.positions.runs(), (std::vector<run>{{100, 1, -3, 6}, {82, 1, -3, 6}}));
}

TEST(Overlap, WithCoordinatesFarApartIsRuns) {
  const overlap found = overlap_of(singles(in_no_order), owner_map{{0, 6, 0}, {6, 6, tera}});

  ASSERT_EQ(found.shares.size(), 2U);
  EXPECT_EQ(found.shares[1].coordinate, tera);
  EXPECT_EQ(found.shares[1].count, 5);
  EXPECT_TRUE(found.positions.listed().empty());
}

}  // namespace
}  // namespace dap::transfer
