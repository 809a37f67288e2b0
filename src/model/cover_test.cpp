// SPDX-License-Identifier: BSD-3-Clause
// Tests of covers: each index owned once, or what is wrong first.
#include "model/cover.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace dap::model;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();

line_cover on_ten(std::vector<claim> claims) {
  return cover_of_line({0, 10}, claims);
}

TEST(CoverOfLine, IsExactWhereClaimsFollowEachOther) {
  EXPECT_EQ(on_ten({{4, 3, 1}, {0, 4, 0}, {7, 3, 2}}), line_cover{});
  std::vector<claim> none;
  EXPECT_EQ(cover_of_line({3, 3}, none), line_cover{});
}

TEST(CoverOfLine, TellsTheLowestIndexThatNobodyClaims) {
  EXPECT_EQ(on_ten({{1, 9, 0}}).gap, 0);
  EXPECT_EQ(on_ten({{0, 2, 0}, {3, 2, 1}, {7, 3, 2}}).gap, 2);
  EXPECT_EQ(on_ten({{0, 9, 0}}).gap, 9);
  EXPECT_EQ(on_ten({}).gap, 0);
}

TEST(CoverOfLine, TellsTheLowestIndexThatIsClaimedTwiceAndByWhom) {
  EXPECT_EQ(on_ten({{0, 6, 3}, {5, 5, 1}}).doubled, (doubly_claimed{5, 1, 3}));
  EXPECT_EQ(on_ten({{0, 10, 0}, {8, 1, 2}, {2, 1, 1}}).doubled, (doubly_claimed{2, 0, 1}));
  EXPECT_EQ(on_ten({{0, 10, 0}, {0, 10, 1}}).doubled, (doubly_claimed{0, 0, 1}));
}

TEST(CoverOfLine, FindsAGapBehindWhatIsClaimedTwice) {
  const line_cover found = on_ten({{0, 6, 0}, {2, 2, 1}, {7, 3, 2}});
  EXPECT_EQ(found.gap, 6);
  EXPECT_EQ(found.doubled, (doubly_claimed{2, 0, 1}));
}

TEST(CoverOfLine, ReachesToTheLargestIndex) {
  std::vector<claim> claims{{0, 3, 0}, {3, largest - 3, 1}};
  EXPECT_EQ(cover_of_line({0, largest}, claims), line_cover{});
}

// 4 × 6 in three boxes, as in section 8 of the specification.
const std::vector<range> space{{0, 4}, {0, 6}};
std::vector<range> three_boxes() {
  return {{0, 2}, {0, 4}, {0, 4}, {4, 6}, {2, 4}, {0, 4}};
}

TEST(CoverOfBoxes, IsExactWhereTheyFitTogether) {
  EXPECT_EQ(cover_of_boxes(space, three_boxes()), box_cover{});
}

TEST(CoverOfBoxes, TellsAnElementThatIsInNone) {
  auto boxes = three_boxes();
  boxes[4].stop = 3;
  EXPECT_EQ(cover_of_boxes(space, boxes).gap, (std::vector<int64_t>{3, 0}));
  EXPECT_EQ(cover_of_boxes(space, {}).gap, (std::vector<int64_t>{0, 0}));
}

TEST(CoverOfBoxes, TellsAnElementThatIsInTwoAndWhich) {
  auto boxes = three_boxes();
  boxes[0].stop = 3;
  EXPECT_EQ(cover_of_boxes(space, boxes).doubled, (doubly_boxed{{2, 0}, 0, 2}));
  boxes = three_boxes();
  boxes.insert(boxes.end(), {{1, 3}, {3, 5}});
  const auto found = cover_of_boxes(space, boxes).doubled;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->other, 3);
}

TEST(CoverOfBoxes, LooksOnlyForWhatIsWanted) {
  auto boxes = three_boxes();
  boxes[0].stop = 3;  // in two
  boxes[2].stop = 3;  // in none
  EXPECT_FALSE(cover_of_boxes(space, boxes, {true, false}).gap == std::nullopt);
  EXPECT_FALSE(cover_of_boxes(space, boxes, {false, true}).doubled == std::nullopt);
  const auto both = cover_of_boxes(space, boxes);
  EXPECT_TRUE(both.gap && both.doubled);
}

TEST(CoverOfBoxes, OfARegionCutsBoxesThatReachBeyondIt) {
  const std::vector<range> region{{1, 3}, {2, 5}};
  EXPECT_EQ(cover_of_boxes(region, three_boxes()), box_cover{});
  const std::vector<range> huge{{0, largest}, {0, largest}, {5, 5}, {0, largest}};
  EXPECT_EQ(cover_of_boxes(region, huge), box_cover{});
}

}  // namespace
