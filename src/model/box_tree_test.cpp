// SPDX-License-Identifier: BSD-3-Clause
// Tests of the tree that finds boxes.
#include "model/box_tree.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "model/sample_boxes.hpp"

namespace {

using namespace dap::model;
using index_list = std::vector<int64_t>;
using owner_list = std::vector<box_owner>;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();

TEST(BoxTree, PartsAreCountedByRank) {
  const sample::boxes boxes{{0, 2, 5, 8, 2, 5}, {3, 1, 3}, 1};
  const box_tree tree(boxes.list());

  EXPECT_EQ(tree.owner(index_list{1}), (box_owner{3, 0}));
  EXPECT_EQ(tree.owner(index_list{4}), (box_owner{3, 1}));
  EXPECT_EQ(tree.owner(index_list{7}), (box_owner{1, 0}));
}

TEST(BoxTree, EmptyBoxesArePartsButOwnNothing) {
  const sample::boxes boxes{{1, 1, 0, 2}, {0, 0}, 1};

  EXPECT_EQ(box_tree(boxes.list()).owners(index_list{1}), (owner_list{{0, 1}}));
}

TEST(BoxTree, OfSeveralOwnersTheLowestIsRight) {
  const sample::boxes boxes{{0, 9, 0, 4, 3, 7, 3, 9}, {2, 1, 2, 1}, 1};
  const box_tree tree(boxes.list());

  EXPECT_EQ(tree.owners(index_list{3}), (owner_list{{1, 0}, {1, 1}, {2, 0}, {2, 1}}));
  EXPECT_EQ(tree.owner(index_list{3}), (box_owner{1, 0}));
  EXPECT_EQ(tree.owner(index_list{7}), (box_owner{1, 1}));
}

TEST(BoxTree, NobodyOwnsWhatLiesOutside) {
  const sample::boxes boxes{{0, largest}, {0}, 1};
  const box_tree tree(boxes.list());

  EXPECT_EQ(tree.owner(index_list{-1}), std::nullopt);
  EXPECT_EQ(tree.owner(index_list{largest}), std::nullopt);
  EXPECT_EQ(tree.owner(index_list{largest - 1}), (box_owner{0, 0}));
  EXPECT_EQ(box_tree(sample::boxes{{}, {}, 2}.list()).owner(index_list{0, 0}), std::nullopt);
}

TEST(BoxTree, AnArrayWithoutDimensionsHasOneElement) {
  EXPECT_EQ(box_tree(sample::boxes{{}, {4, 2}, 0}.list()).owners({}), (owner_list{{2, 0}, {4, 0}}));
}

TEST(BoxTree, FindsTheBoxesThatMeetARegion) {
  // 20 × 20 boxes of 3 × 5.
  sample::boxes boxes{{}, {}, 2};
  for (int64_t row = 0; row < 20; ++row) {
    for (int64_t column = 0; column < 20; ++column) {
      boxes.bounds.insert(boxes.bounds.end(), {3 * row, 3 * row + 3, 5 * column, 5 * column + 5});
      boxes.ranks.push_back(0);
    }
  }
  const box_tree tree(boxes.list());
  const auto count = [&](const std::vector<range> &region) {
    int64_t found = 0;
    tree.for_each_meeting(region, [&found](int64_t) { ++found; });
    return found;
  };

  EXPECT_EQ(count({{3, 6}, {5, 10}}), 1);
  EXPECT_EQ(count({{2, 7}, {5, 11}}), 6);
  EXPECT_EQ(count({{0, 60}, {0, 100}}), 400);
  EXPECT_EQ(count({{60, 70}, {0, 100}}), 0);
  EXPECT_EQ(count({{7, 7}, {0, 100}}), 0);
  EXPECT_EQ(tree.owner(index_list{7, 13}), (box_owner{0, 42}));
}

}  // namespace
