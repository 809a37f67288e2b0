// SPDX-License-Identifier: BSD-3-Clause
// Tests of the rank formula and its inverse.
#include "model/grid.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>
#include <vector>

#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;

using point_list = std::vector<std::vector<int64_t>>;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();
constexpr int64_t smallest = std::numeric_limits<int64_t>::min();

// A distribution over a grid, given as (grid size, rank stride) of each dimension.
struct grid {
  grid(const std::vector<std::pair<int64_t, int64_t>> &axes, int32_t comm_size) {
    for (const auto &[grid_size, rank_stride] : axes) {
      dims.push_back(sample::balanced(10, grid_size));
      dims.back().rank_stride = rank_stride;
    }
    distribution.ndim = static_cast<int32_t>(dims.size());
    distribution.dims = dims.data();
    distribution.points_per_rank = 1;
    distribution.comm.size = comm_size;
  }
  grid(const grid &) = delete;
  grid &operator=(const grid &) = delete;

  void set_table(std::vector<int64_t> ranks) {
    table = std::move(ranks);
    distribution.ranks = table.data();
    distribution.num_ranks = static_cast<int64_t>(table.size());
  }
  [[nodiscard]] std::optional<int64_t> rank(const std::vector<int64_t> &point) const {
    return rank_of(distribution, point);
  }
  [[nodiscard]] point_list points(int64_t rank) const { return points_of_rank(distribution, rank); }

  std::vector<DAPDim> dims;
  std::vector<int64_t> table;
  DAPDistribution distribution{};
};

TEST(Grid, RowMajorRanksCountTheLastCoordinateFastest) {
  const grid ranks({{2, 3}, {3, 1}}, 6);

  EXPECT_EQ(ranks.rank({1, 1}), 4);
  EXPECT_EQ(ranks.points(4), (point_list{{1, 1}}));
  EXPECT_EQ(num_points(ranks.distribution), 6);
}

TEST(Grid, ColumnMajorRanksCountTheFirstCoordinateFastest) {
  const grid ranks({{2, 1}, {3, 2}}, 6);

  EXPECT_EQ(ranks.rank({1, 1}), 3);
  EXPECT_EQ(ranks.points(3), (point_list{{1, 1}}));
}

TEST(Grid, ReversedCoordinatesHaveNegativeStrides) {
  grid ranks({{2, -3}, {3, 1}}, 6);
  ranks.distribution.rank_offset = 3;

  EXPECT_EQ(ranks.rank({0, 2}), 5);
  EXPECT_EQ(ranks.rank({1, 0}), 0);
  EXPECT_EQ(ranks.points(5), (point_list{{0, 2}}));
  EXPECT_EQ(ranks.points(0), (point_list{{1, 0}}));
}

TEST(Grid, ASubGridLeavesRanksWithoutPoints) {
  grid ranks({{2, 4}, {2, 1}}, 8);
  ranks.distribution.rank_offset = 1;

  EXPECT_EQ(ranks.points(0), point_list{});
  EXPECT_EQ(ranks.points(3), point_list{});
  EXPECT_EQ(ranks.points(6), (point_list{{1, 1}}));
}

TEST(Grid, SeveralPointsOfARankComeInCOrder) {
  grid ranks({{2, 1}, {4, 2}}, 2);
  ranks.distribution.points_per_rank = 4;

  EXPECT_EQ(ranks.points(0), (point_list{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  EXPECT_EQ(ranks.points(1), (point_list{{0, 2}, {0, 3}, {1, 2}, {1, 3}}));
}

TEST(Grid, ATableMayPermuteRanks) {
  grid ranks({{3, 1}}, 3);
  ranks.set_table({2, 0, 1});

  EXPECT_EQ(ranks.rank({0}), 2);
  EXPECT_EQ(ranks.points(1), (point_list{{2}}));
}

TEST(Grid, ATableMayRepeatARank) {
  grid ranks({{2, 1}, {2, 2}}, 3);
  ranks.set_table({1, 0, 0, 1});

  EXPECT_EQ(ranks.points(1), (point_list{{0, 0}, {1, 1}}));
  EXPECT_EQ(ranks.points(0), (point_list{{0, 1}, {1, 0}}));
  EXPECT_EQ(ranks.points(2), point_list{});
}

TEST(Grid, ReplicaDimensionsArePartOfTheGrid) {
  grid ranks({{2, 1}, {3, 2}}, 6);
  ranks.distribution.ndim = 1;
  ranks.distribution.num_replica_dims = 1;
  ranks.dims[1].kind = DAP_KIND_REPLICA;

  EXPECT_EQ(num_points(ranks.distribution), 6);
  EXPECT_EQ(ranks.rank({1, 2}), 5);
  EXPECT_EQ(ranks.points(5), (point_list{{1, 2}}));
}

TEST(Grid, AnArrayWithoutDimensionsHasOnePoint) {
  grid ranks({}, 3);
  ranks.distribution.rank_offset = 2;

  EXPECT_EQ(num_points(ranks.distribution), 1);
  EXPECT_EQ(ranks.rank({}), 2);
  EXPECT_EQ(ranks.points(2), (point_list{{}}));
  EXPECT_EQ(ranks.points(0), point_list{});
}

TEST(Grid, AStrideOfZeroPutsAllCoordinatesOnOneRank) {
  const grid ranks({{2, 0}, {2, 1}}, 2);

  EXPECT_EQ(ranks.points(1), (point_list{{0, 1}, {1, 1}}));
}

TEST(Grid, ResultsOutsideTheTableOrTheCommunicatorAreNoRanks) {
  grid ranks({{4, 1}}, 2);
  ranks.distribution.rank_offset = -1;

  EXPECT_EQ(ranks.rank({0}), std::nullopt);
  EXPECT_EQ(ranks.rank({2}), 1);
  EXPECT_EQ(ranks.rank({3}), std::nullopt);
  EXPECT_EQ(ranks.points(-1), point_list{});
  EXPECT_EQ(ranks.points(2), point_list{});
  ranks.set_table({0, 7});
  EXPECT_EQ(ranks.rank({2}), std::nullopt);
  EXPECT_EQ(ranks.rank({3}), std::nullopt);
}

TEST(Grid, NegativeNumbersAreNotRoundedUpToRankZero) {
  grid ranks({{3, 1}}, 2);
  ranks.distribution.rank_offset = -1;
  ranks.distribution.points_per_rank = 2;

  EXPECT_EQ(ranks.rank({0}), std::nullopt);
  EXPECT_EQ(ranks.points(0), (point_list{{1}, {2}}));
}

TEST(Grid, TheInverseDoesNotWalkTheGrid) {
  // 2^30 points, asked for by 10738 ranks: a search that does not prune every dimension would not end.
  grid ranks({{1 << 10, 1}, {1 << 10, -(1 << 20)}, {1 << 10, 1 << 10}}, 1 << 30);
  ranks.distribution.rank_offset = 1023 << 20;

  EXPECT_EQ(ranks.points(5 * (1 << 20) + 6 * (1 << 10) + 7), (point_list{{7, 1018, 6}}));
  for (int64_t rank = 0; rank < int64_t{1} << 30; rank += 99991) {
    const point_list points = ranks.points(rank);
    ASSERT_EQ(points.size(), 1);
    ASSERT_EQ(ranks.rank(points[0]), rank);
  }
}

constexpr int64_t million = 1000000;

TEST(Grid, PointsAreCountedNoFurtherThanAsked) {
  const grid ranks({{million * million, 0}, {2, 1}}, 2);
  grid few({{3, 1}}, 2);
  few.distribution.points_per_rank = 2;

  EXPECT_EQ(count_points_of_rank(ranks.distribution, 1, counted_points::all, 4), 5);
  EXPECT_EQ(count_points_of_rank(few.distribution, 0, counted_points::all, 4), 2);
  EXPECT_EQ(count_points_of_rank(few.distribution, 1, counted_points::all, 4), 1);
  EXPECT_EQ(count_points_of_rank(few.distribution, 2, counted_points::all, 4), 0);
}

TEST(Grid, PointsThatOwnNothingAreNotEvenTried) {
  grid ranks({{million * million, 1}, {million * million, 0}}, 1);
  ranks.distribution.points_per_rank = million * million;

  EXPECT_EQ(count_points_of_rank(ranks.distribution, 0, counted_points::owning, million), 100) << "ten times ten";
  ranks.dims[1].size = 0;
  EXPECT_EQ(count_points_of_rank(ranks.distribution, 0, counted_points::owning, million), 0);
}

TEST(Grid, ASearchThatLeadsNowhereIsGivenUp) {
  const grid odd({{million, 6}, {million, 4}, {million, 2}}, 1 << 30);

  EXPECT_EQ(count_points_of_rank(odd.distribution, (1 << 22) + 1, counted_points::all, 4), std::nullopt);
  EXPECT_EQ(count_points_of_rank(odd.distribution, 1 << 22, counted_points::all, 4), 5);
}

TEST(Grid, GridsTooLargeToCountAreReported) {
  const grid ranks({{int64_t{1} << 32, 1}, {int64_t{1} << 31, 0}}, 1);

  EXPECT_EQ(num_points(ranks.distribution), std::nullopt);
}

TEST(Grid, SumsThatDoNotFitAreNoRanks) {
  grid ranks({{3, largest}}, 2);

  EXPECT_EQ(ranks.rank({0}), 0);
  EXPECT_EQ(ranks.rank({2}), std::nullopt);
  EXPECT_FALSE(point_numbers(ranks.distribution).has_value());
  EXPECT_EQ(ranks.points(0), point_list{});
  ranks.dims[0] = sample::balanced(10, 2);
  ranks.dims[0].rank_stride = -1;
  ranks.distribution.rank_offset = smallest;
  EXPECT_EQ(ranks.rank({1}), std::nullopt);
  EXPECT_EQ(ranks.points(0), point_list{});
}

TEST(Grid, TheStrideOfALoneCoordinateDoesNotMatter) {
  const grid ranks({{1, smallest}, {2, 1}}, 2);

  EXPECT_EQ(ranks.points(1), (point_list{{0, 1}}));
}

TEST(Grid, PointNumbersSpanTheWholeFormula) {
  grid ranks({{2, -3}, {3, 1}}, 6);
  ranks.distribution.rank_offset = 3;
  const auto bounds = point_numbers(ranks.distribution);

  ASSERT_TRUE(bounds.has_value());
  EXPECT_EQ(bounds->lowest, 0);
  EXPECT_EQ(bounds->highest, 5);
}

}  // namespace
