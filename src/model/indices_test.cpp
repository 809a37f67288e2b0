// SPDX-License-Identifier: BSD-3-Clause
// Tests of the view over listed indices.
#include "model/indices.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

#include "model/sample_dims.hpp"

namespace {

using dap::model::listed_indices;
using dap::model::sample::listed;
using dap::model::sample::listed_runs;

using run_list = std::vector<std::pair<int64_t, int64_t>>;

run_list runs_of(const listed_indices &indices, int64_t begin, int64_t end) {
  run_list runs;
  indices.for_each_run(begin, end, [&runs](int64_t first, int64_t count) { runs.emplace_back(first, count); });
  return runs;
}

// The indices 4 5 6 0 9 8 in each form, listed from 1.
const std::vector<int32_t> list32{5, 6, 7, 1, 10, 9};
const std::vector<int64_t> list64{5, 6, 7, 1, 10, 9};
const std::vector<int64_t> pairs{5, 2, 7, 1, 1, 1, 10, 1, 9, 1};

std::vector<listed_indices> all_forms() {
  return {{listed(list32), 1}, {listed(list64), 1}, {listed_runs(pairs), 1}};
}

TEST(Indices, EveryFormListsTheSameIndicesCountedFromZero) {
  for (const listed_indices &indices : all_forms()) {
    std::vector<int64_t> seen;
    for (int64_t position = 0; position < indices.size(); ++position) seen.push_back(indices.at(position));
    EXPECT_EQ(seen, (std::vector<int64_t>{4, 5, 6, 0, 9, 8}));
  }
}

TEST(Indices, AdjacentIndicesAndRunsAreMerged) {
  for (const listed_indices &indices : all_forms()) {
    EXPECT_EQ(runs_of(indices, 0, 6), (run_list{{4, 3}, {0, 1}, {9, 1}, {8, 1}}));
    EXPECT_EQ(indices.num_runs(), 4);
  }
}

TEST(Indices, RunsAreCutAtTheEndsOfTheAskedPositions) {
  for (const listed_indices &indices : all_forms()) {
    EXPECT_EQ(runs_of(indices, 1, 4), (run_list{{5, 2}, {0, 1}}));
    EXPECT_EQ(runs_of(indices, 0, 1), (run_list{{4, 1}}));
    EXPECT_EQ(runs_of(indices, 3, 3), run_list{});
  }
}

TEST(Indices, FindsTheFirstPositionOfAnIndexOrNone) {
  for (const listed_indices &indices : all_forms()) {
    EXPECT_EQ(indices.find(6), 2);
    EXPECT_EQ(indices.find(8), 5);
    EXPECT_EQ(indices.find(7), std::nullopt);
  }
  const std::vector<int64_t> twice{3, 1, 3};
  EXPECT_EQ(listed_indices(listed(twice), 0).find(3), 0);
}

TEST(Indices, AnEmptyListHasNoRuns) {
  const listed_indices none(DAPLocalDim{}, 0);

  EXPECT_EQ(none.size(), 0);
  EXPECT_EQ(none.num_runs(), 0);
  EXPECT_EQ(none.find(0), std::nullopt);
}

TEST(Indices, RepeatedAndFallingIndicesAreSeparateRuns) {
  const std::vector<int64_t> list{2, 2, 1, 0};
  const listed_indices indices(listed(list), 0);

  EXPECT_EQ(runs_of(indices, 0, 4), (run_list{{2, 1}, {2, 1}, {1, 1}, {0, 1}}));
}

TEST(Indices, IndicesTooFarFromTheBaseStayOutsideEveryDimension) {
  constexpr int64_t largest = std::numeric_limits<int64_t>::max();
  constexpr int64_t smallest = std::numeric_limits<int64_t>::min();
  const std::vector<int64_t> list{smallest, smallest + 1, largest};

  EXPECT_EQ(runs_of({listed(list), 5}, 0, 3), (run_list{{smallest, 1}, {smallest, 1}, {largest - 5, 1}}));
  EXPECT_EQ(listed_indices(listed(list), -1).at(2), largest);
}

TEST(Indices, TheSmallestNumberDoesNotContinueARunAtTheLargest) {
  const std::vector<int64_t> list{std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()};

  EXPECT_EQ(listed_indices(listed(list), 0).num_runs(), 2);
}

TEST(Indices, LongRunsCostNothingPerIndex) {
  const std::vector<int64_t> half_of_everything{0, int64_t{1} << 62};
  const listed_indices indices(listed_runs(half_of_everything), 0);

  EXPECT_EQ(indices.at((int64_t{1} << 62) - 1), (int64_t{1} << 62) - 1);
  EXPECT_EQ(indices.num_runs(), 1);
}

}  // namespace
