// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/runs.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace dap::transfer {
namespace {

using pairs = std::vector<std::pair<int64_t, int64_t>>;

run_list list_of(const pairs &added) {
  run_list list;
  list.begin_group();
  for (const auto &[position, length] : added) list.add(position, length);
  return list;
}

std::vector<int64_t> positions_of(const run_list &list) {
  std::vector<int64_t> positions;
  run_view{list.groups(), list.runs(), list.listed()}.for_each_run([&](int64_t first, int64_t length) {
    for (int64_t i = 0; i < length; ++i) positions.push_back(first + i);
  });
  return positions;
}

TEST(Runs, ThatTouchAreOne) {
  EXPECT_EQ(list_of({{3, 2}, {5, 1}, {6, 4}}).runs(), (std::vector<run>{{3, 7, 0, 1}}));
}

TEST(Runs, OfOneLengthAndDistanceAreOne) {
  EXPECT_EQ(list_of({{1, 2}, {11, 2}, {21, 2}}).runs(), (std::vector<run>{{1, 2, 10, 3}}));
  EXPECT_EQ(list_of({{5, 1}, {4, 1}, {3, 1}}).runs(), (std::vector<run>{{5, 1, -1, 3}}));
}

TEST(Runs, OfOtherLengthsOrDistancesAreSeveral) {
  EXPECT_EQ(list_of({{1, 2}, {11, 2}, {22, 2}, {30, 3}}).runs(),
            (std::vector<run>{{1, 2, 10, 2}, {22, 2, 0, 1}, {30, 3, 0, 1}}));
}

TEST(Runs, JoinStridedOnes) {
  run_list list;
  list.begin_group();
  list.add(2, 3);
  list.add(run{12, 3, 10, 4});
  list.add(52, 3);
  EXPECT_EQ(list.runs(), (std::vector<run>{{2, 3, 10, 6}}));
}

TEST(Runs, WhoseStepIsTheirLengthAreOne) {
  run_list list;
  list.begin_group();
  list.add(0, 2);
  list.add(run{2, 4, 4, 100});
  list.add(402, 1);
  EXPECT_EQ(list.runs(), (std::vector<run>{{0, 403, 0, 1}}));
}

TEST(Runs, AreRepeatedGroupByGroup) {
  run_list list;
  list.begin_group(10, 2);
  list.add(0, 1);
  list.add(5, 2);
  list.begin_group();
  list.add(7, 1);
  EXPECT_EQ(positions_of(list), (std::vector<int64_t>{0, 5, 6, 10, 15, 16, 7}));
  EXPECT_EQ((run_view{list.groups(), list.runs()}.count()), 7);
}

TEST(Runs, OfDifferentGroupsAreNotJoined) {
  run_list list;
  list.begin_group();
  list.add(0, 2);
  list.begin_group();
  list.add(2, 2);
  EXPECT_EQ(list.runs().size(), 2U);
}

TEST(Runs, MayBeListsOfPositions) {
  run_list list;
  const std::vector<std::size_t> counts{2, 3};
  uint32_t *const listed = list.begin_lists(counts);
  for (uint32_t i = 0; i < 5; ++i) listed[i] = 40 - 7 * i;
  EXPECT_EQ(positions_of(list), (std::vector<int64_t>{40, 33, 26, 19, 12}));
  EXPECT_EQ(list.groups()[1].count, 3U);
  EXPECT_EQ((run_view{list.groups(), list.runs(), list.listed()}.count()), 5);
}

}  // namespace
}  // namespace dap::transfer
