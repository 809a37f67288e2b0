// SPDX-License-Identifier: BSD-3-Clause
// Whatever is valid can be painted, and fits on a page of a size that one can look at.
#include "cli/paint.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <cmath>

#include "cli/paint_names.hpp"
#include "cli/sample_files.hpp"
#include "json/drawn_ranks.hpp"

namespace dap::cli {
namespace {

double height(const json::distribution_file &file) {
  return height_of(picture_of(holdings(file), file.about));
}

RC_GTEST_PROP(Paint, TakesWhatIsValid, ()) {
  const std::vector<const DAPDistribution *> ranks = json::draw_ranks();
  const json::distribution_file file = json::file_of(ranks);
  for (const DAPDistribution *each : ranks) dap_distribution_release(each);

  const double found = height(file);

  RC_ASSERT(std::isfinite(found) && found > 100 && found < 3000);
}

// Tiles of one size on a square, as many as ranks.
naming names_of_grid(int64_t rows, int64_t columns) {
  std::vector<tile> tiles;
  for (int64_t r = 0; r < rows * columns; ++r) {
    tiles.push_back({{r / columns, r / columns + 1}, {r % columns, r % columns + 1}, role::owned, r});
  }
  const std::vector<size_t> colours(tiles.size(), 0);
  const std::vector<bool> has_several(tiles.size(), false);
  const scale across(0, columns, 500);
  const scale down(0, rows, 500);
  sheet measured;
  return naming_of(measured, tiles, {0, 0, across, down}, {colours, has_several});
}

// The longer numbers of a grid are as good as its shorter ones.
TEST(Paint, NamesTilesOfOneSizeAlike) {
  EXPECT_EQ(names_of_grid(2, 2).before, "rank ");
  EXPECT_GE(names_of_grid(10, 20).size, 7);
  EXPECT_LT(names_of_grid(25, 40).size, 6.5);
  EXPECT_EQ(names_of_grid(25, 40).widest, "");
  EXPECT_EQ(names_of_grid(40, 50).widest.size(), 4U);
}

TEST(Paint, TakesSizesThatNoPictureShowsInProportion) {
  for (const int64_t size : {int64_t{0}, int64_t{1}, int64_t{5000000000}, INT64_MAX}) {
    EXPECT_LT(height(sample::blocks({size}, {3})), 1000) << size;
    EXPECT_LT(height(sample::blocks({size, 1}, {3, 1})), 1000) << size;
    EXPECT_LT(height(sample::blocks({1, size}, {1, 3})), 1000) << size;
    EXPECT_LT(height(sample::blocks({1, 1, size}, {1, 1, 3})), 1500) << size;
  }
}

TEST(Paint, TakesHalosOfAnyWidth) {
  for (const int64_t width : {int64_t{1}, int64_t{7}, int64_t{1000000000000}, INT64_MAX / 4}) {
    for (const uint32_t periodic : {0U, DAP_DIM_PERIODIC}) {
      json::distribution_file line = sample::blocks({5}, {2});
      line.dims[0].flags |= periodic;
      sample::add_halo(line, 0, width, width);
      EXPECT_LT(height(line), 1000) << width;
      json::distribution_file plane = sample::blocks({5, 1}, {2, 1});
      plane.dims[0].flags |= periodic;
      sample::add_halo(plane, 0, width, width);
      EXPECT_LT(height(plane), 2000) << width;
    }
  }
}

TEST(Paint, TakesManyRanksAndManyParts) {
  EXPECT_LT(height(sample::blocks({4000}, {2000})), 2000);
  EXPECT_LT(height(sample::blocks({100, 100}, {50, 40})), 2000);
  EXPECT_LT(height(sample::blocks({20, 20, 20}, {10, 10, 10})), 2500);

  json::distribution_file file = sample::blocks({5000}, {5000});
  file.features = DAP_FEATURE_PARTS;
  file.points_per_rank = 5000;
  for (size_t rank = 1; rank < 5000; ++rank) file.parts[0].push_back(file.parts[rank][0]);
  file.parts.resize(1);
  EXPECT_LT(height(file), 2000);
}

}  // namespace
}  // namespace dap::cli
