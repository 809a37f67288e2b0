// SPDX-License-Identifier: BSD-3-Clause
// Words.
#include "cli/words.hpp"

#include <gtest/gtest.h>

#include "cli/sample_files.hpp"

namespace dap::cli {
namespace {

TEST(Words, GroupDigitsFromFiveOn) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(-9999), "-9999");
  EXPECT_EQ(grouped(10000), "10\u2009000");
  EXPECT_EQ(grouped(-100000), "-100\u2009000");
  EXPECT_EQ(grouped(INT64_MIN), "-9\u2009223\u2009372\u2009036\u2009854\u2009775\u2009808");
}

TEST(Words, ListRanksAsRuns) {
  EXPECT_EQ(rank_list({0, 3, 4, 5, 9, 10}), "0, 3-5, 9, 10");
  EXPECT_EQ(rank_list({0, 2, 4, 6}, 2), "0, 2, … (4 ranks)");
}

TEST(Words, WriteTheRankFormula) {
  json::distribution_file file = sample::blocks({4, 6}, {2, 3});
  EXPECT_EQ(formula_words(holdings(file)), "rank = 3 c0 + c1");
  EXPECT_EQ(coordinate_words(holdings(file)), "where c0 and c1 are the coordinates in the process grid");

  file.dims[0].rank_stride = -3;
  file.rank_offset = 3;
  file.points_per_rank = 2;
  file.rank_table = {0, 1, 2};
  EXPECT_EQ(formula_words(holdings(file)), "rank = T[(3 - 3 c0 + c1) / 2]");

  EXPECT_EQ(formula_words(holdings(sample::boxes({4}, {{{{0, 4}}}}))), "");
  EXPECT_EQ(formula_words(holdings(sample::blocks({4}, {1}))), "rank = 0");
  EXPECT_EQ(coordinate_words(holdings(sample::blocks({4}, {1}))), "");
}

TEST(Words, NameTheVariants) {
  DAPDim dim{};
  dim.kind = DAP_KIND_CYCLIC;
  dim.block_size = 3;
  dim.first_block = 2;
  dim.first_coordinate = 1;
  EXPECT_EQ(kind_words(dim), "cyclic, blocks of 3 from coordinate 1, the first cut to 2");
  dim = {};
  dim.kind = DAP_KIND_BLOCK;
  dim.grid_size = 2;
  dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  EXPECT_EQ(kind_words(dim), "block, bounds unknown");
}

}  // namespace
}  // namespace dap::cli
