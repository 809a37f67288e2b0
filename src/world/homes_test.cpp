// SPDX-License-Identifier: BSD-3-Clause
// Tests of homes and tilings: every number and every element has one, and pieces are cut where it changes.
#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <tuple>

#include "world/home.hpp"
#include "world/tiling.hpp"

namespace {

using namespace dap::world;
using dap::model::range;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();

TEST(Homes, AreEqualRangesInTheOrderOfTheRanks) {
  const homes ten(10, 4);
  EXPECT_EQ(ten.range_of(0), (range{0, 3}));
  EXPECT_EQ(ten.range_of(3), (range{9, 10}));
  EXPECT_EQ(ten.of(8), 2);
}

TEST(Homes, AreEmptyWhereThereAreMoreRanksThanNumbers) {
  const homes two(2, 6);
  EXPECT_EQ(two.range_of(1), (range{1, 2}));
  EXPECT_EQ(two.range_of(2), (range{2, 2}));
  EXPECT_EQ(two.range_of(5), (range{2, 2}));
  EXPECT_EQ(homes(0, 3).range_of(0), (range{0, 0}));
  EXPECT_EQ(homes(0, 3).range_of(2), (range{0, 0}));
}

TEST(Homes, ReachToTheLargestNumber) {
  const homes all(largest, 3);
  EXPECT_EQ(all.range_of(2).stop, largest);
  EXPECT_EQ(all.of(largest - 1), 2);
  int pieces = 0;
  all.for_each_piece(0, largest, [&](int32_t home, int64_t first, int64_t count) {
    EXPECT_EQ(home, pieces++);
    EXPECT_EQ(all.range_of(home), (range{first, first + count}));
  });
  EXPECT_EQ(pieces, 3);
}

std::vector<DAPDim> dims_of(const std::vector<int64_t> &sizes) {
  std::vector<DAPDim> dims(sizes.size());
  for (size_t d = 0; d < sizes.size(); ++d) dims[d].size = sizes[d];
  return dims;
}

TEST(Tiling, EveryElementLiesInTheTileOfItsHomeAndInOnePiece) {
  for (const auto &[sizes, ranks] : std::vector<std::tuple<std::vector<int64_t>, int32_t>>{
           {{5, 7}, 6}, {{1, 9}, 4}, {{2, 1}, 8}, {{3, 3}, 1}, {{6, 2}, 5}}) {
    const tiling tiles(dims_of(sizes), ranks);
    std::map<std::vector<int64_t>, int> seen;
    const std::vector<range> all{{0, sizes[0]}, {0, sizes[1]}};
    tiles.for_each_piece(all, [&](int32_t home, const std::vector<range> &piece) {
      ASSERT_LT(home, ranks);
      EXPECT_EQ(piece, tiles.tile_of(home));
      for (int64_t i = piece[0].start; i < piece[0].stop; ++i) {
        for (int64_t j = piece[1].start; j < piece[1].stop; ++j) {
          const std::vector<int64_t> index{i, j};
          EXPECT_EQ(tiles.home_of(index), home);
          ++seen[index];
        }
      }
    });
    EXPECT_EQ(static_cast<int64_t>(seen.size()), sizes[0] * sizes[1]);
    for (const auto &[index, times] : seen) EXPECT_EQ(times, 1);
  }
}

TEST(Tiling, RanksWithoutATileHaveAnEmptyOne) {
  const tiling tiles(dims_of({4, 4}), 6);  // four tiles
  EXPECT_EQ(tiles.tile_of(3), (std::vector<range>{{2, 4}, {2, 4}}));
  EXPECT_EQ(tiles.tile_of(4)[0].count(), 0);
  EXPECT_EQ(tiling(dims_of({largest, 3}), 2).tile_of(1)[0].stop, largest);
}

TEST(Tiling, OfNothingHasNothing) {
  const tiling tiles(dims_of({0, 5}), 4);
  for (int32_t rank = 0; rank < 4; ++rank) EXPECT_EQ(tiles.tile_of(rank)[0].count(), 0);
  tiles.for_each_piece(std::vector<range>{{0, 0}, {0, 5}}, [](int32_t, const auto &) { ADD_FAILURE(); });
}

}  // namespace
