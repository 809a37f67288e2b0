// SPDX-License-Identifier: BSD-3-Clause
// What pictures show of gaps, overlaps, boundaries, replicas, slices and sizes that nobody could draw element by
// element.
#include "cli/picture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "cli/sample_files.hpp"

namespace dap::cli {
namespace {

std::vector<tile> tiles_of(const panel &of, role is) {
  std::vector<tile> found;
  std::copy_if(of.tiles.begin(), of.tiles.end(), std::back_inserter(found),
               [&](const tile &each) { return each.is == is; });
  return found;
}

picture shown(const json::distribution_file &file) {
  return picture_of(holdings(file), file.about);
}

TEST(Picture, ShowsGapsAndOverlapsOfBoxes) {
  const picture found = shown(sample::boxes({4, 4}, {{{{0, 2}, {0, 4}}}, {{{1, 3}, {0, 2}}}}));

  EXPECT_EQ(tiles_of(found.planes[0], role::overlap), (std::vector<tile>{{{1, 2}, {0, 2}, role::overlap}}));
  EXPECT_EQ(tiles_of(found.planes[0], role::gap),
            (std::vector<tile>{{{2, 3}, {2, 4}, role::gap}, {{3, 4}, {0, 4}, role::gap}}));
}

TEST(Picture, ShowsTheBoundaryOnceAtTheCorners) {
  json::distribution_file file = sample::blocks({6, 5}, {1, 1});
  file.dims[0].boundary = {1, 2};
  file.dims[1].boundary = {0, 1};

  EXPECT_EQ(tiles_of(shown(file).planes[0], role::boundary),
            (std::vector<tile>{
                {{0, 1}, {0, 5}, role::boundary}, {{4, 6}, {0, 5}, role::boundary}, {{1, 4}, {4, 5}, role::boundary}}));
}

TEST(Picture, HasAPlaneForEachReplica) {
  json::distribution_file file = sample::blocks({4, 4, 2}, {2, 1, 2});
  file.dims[2] = sample::dim_of(DAP_KIND_REPLICA, 0, 2, 0);
  file.dims[2].rank_stride = 1;
  file.num_replica_dims = 1;

  const picture found = shown(file);

  ASSERT_EQ(found.planes.size(), 2U);
  EXPECT_EQ(found.planes[0].title, "replica 0 (the one that sums count)");
  EXPECT_EQ(found.planes[1].tiles[1], (tile{{2, 4}, {0, 4}, role::owned, 3}));
}

TEST(Picture, HasASliceForEachDifferenceAlongTheDimensionWithTheFewest) {
  const picture found = shown(sample::blocks({6, 4, 9}, {3, 2, 3}));

  ASSERT_EQ(found.planes.size(), 2U);
  EXPECT_EQ(found.planes[0].depth, (std::vector<model::range>{{0, 2}}));
  EXPECT_EQ(found.planes[1].depth, (std::vector<model::range>{{2, 4}}));
  EXPECT_EQ(found.planes[1].title, "dimension 1 at 2 – 3");
  EXPECT_EQ(found.cube.size(), 3U);
}

TEST(Picture, OfBillionsOfBlocksShowsTheFirstOnes) {
  json::distribution_file file;
  file.features = DAP_FEATURE_CYCLIC;
  file.dims.push_back(sample::dim_of(DAP_KIND_CYCLIC, 6000000000, 2, 0));
  file.dims[0].rank_stride = file.dims[0].block_size = file.dims[0].first_block = 1;
  for (int64_t c = 0; c < 2; ++c) {
    json::local_dim share;
    share.coordinate = share.start = c;
    share.num_owned = 3000000000;
    file.parts.push_back({{share}});
  }

  const picture found = shown(file);

  EXPECT_EQ(found.planes[0].tiles.size(), limits{}.cut_line);
  EXPECT_TRUE(found.planes[0].across.is_cut);
  EXPECT_EQ(found.notes[0], "Dimension 0: the first 200 of 6\u2009000\u2009000\u2009000 indices are shown.");
}

TEST(Picture, NamesTheCoordinatesOfCyclicBlocksInTheOrderOfTheirIndices) {
  json::distribution_file file;
  file.features = DAP_FEATURE_CYCLIC;
  file.dims.push_back(sample::dim_of(DAP_KIND_CYCLIC, 8, 2, 0));
  file.dims[0].rank_stride = file.dims[0].first_block = 1;
  file.dims[0].block_size = 3;
  for (int64_t c = 0; c < 2; ++c) {
    json::local_dim share;
    share.coordinate = c;
    share.start = c == 0 ? 0 : 1;
    share.num_owned = c == 0 ? 3 : 5;
    file.parts.push_back({{share}});
  }

  const picture found = shown(file);
  std::vector<int64_t> starts;
  std::vector<int64_t> names;
  for (const mark &each : found.planes[0].across.marks) {
    starts.push_back(each.where.start);
    names.push_back(each.coordinate);
  }

  // Blocks [0, 1), [1, 4), [4, 7), [7, 8).
  EXPECT_EQ(starts, (std::vector<int64_t>{0, 1, 4, 7}));
  EXPECT_EQ(names, (std::vector<int64_t>{0, 1, 0, 1}));
}

TEST(Picture, NamesTheCoordinateOfEachOfSeveralParts) {
  json::distribution_file file = sample::blocks({4}, {2});
  file.features |= DAP_FEATURE_PARTS;
  file.points_per_rank = 2;
  file.parts = {{file.parts[0][0], file.parts[1][0]}};

  const picture found = shown(file);

  ASSERT_EQ(found.lines.first.size(), 2U);
  EXPECT_EQ(found.lines.first[0].label, "rank 0, part 0, coordinate 0");
  EXPECT_EQ(found.lines.first[1].label, "rank 0, part 1, coordinate 1");
}

TEST(Picture, FoldsALineOfManyRanks) {
  const picture found = shown(sample::blocks({3000}, {1000}));

  EXPECT_EQ(found.planes[0].tiles.size(), 1000U);
  EXPECT_EQ(found.planes[0].row_length, 150);
  EXPECT_EQ(found.lines.first.size() + found.lines.num_left_out + found.lines.last.size(), 1000U);
}

TEST(Picture, SaysWhichRanksOwnNothing) {
  json::distribution_file file = sample::blocks({2}, {4});
  file.parts[3].clear();

  const picture found = shown(file);

  EXPECT_EQ(found.notes,
            (std::vector<std::string>{"Without a part: rank 3.", "With a part, but without elements: rank 2."}));
  EXPECT_EQ(found.lines.first[3].nothing, "no part");
}

TEST(Picture, OfNoDimensionsHasOneElement) {
  const picture found = shown(sample::blocks({}, {}));

  EXPECT_EQ(found.planes[0].tiles, (std::vector<tile>{{{0, 1}, {0, 1}, role::owned, 0}}));
}

TEST(Picture, OfThreeDimensionsWithoutElementsHasAnEmptySlice) {
  const picture found = shown(sample::blocks({0, 0, 3}, {1, 1, 1}));

  ASSERT_EQ(found.planes.size(), 1U);
  EXPECT_EQ(found.planes[0].title, "dimension 0 at no index");
  EXPECT_TRUE(found.planes[0].tiles.empty());
  EXPECT_TRUE(found.cube.empty());
}

TEST(Picture, OfFourDimensionsIsRefused) {
  const json::distribution_file file = sample::blocks({2, 2, 2, 2}, {1, 1, 1, 1});

  EXPECT_THROW(static_cast<void>(shown(file)), std::runtime_error);
}

}  // namespace
}  // namespace dap::cli
