// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/pack.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <string>
#include <vector>

namespace dap::transfer {
namespace {

const std::byte *bytes_of(const void *memory) {
  return static_cast<const std::byte *>(memory);
}
std::byte *bytes_of(void *memory) {
  return static_cast<std::byte *>(memory);
}

run_list one_run(const run &only) {
  run_list list;
  list.begin_group();
  list.add(only);
  return list;
}

run_list range(int64_t first, int64_t length) {
  return one_run({first, length, 0, 1});
}

// Elements 0, 1, 2 … in memory, packed.
std::vector<int> packed(const std::vector<run_list> &lists, const std::vector<int64_t> &strides, int first,
                        std::size_t count) {
  std::vector<int> memory(1000);
  std::iota(memory.begin(), memory.end(), 0);
  std::vector<run_view> along;
  for (const run_list &list : lists) along.push_back({list.groups(), list.runs()});
  std::vector<int64_t> in_bytes;
  for (const int64_t stride : strides) in_bytes.push_back(stride * static_cast<int64_t>(sizeof(int)));
  std::vector<int> message(count);
  pack({along, in_bytes, sizeof(int)}, bytes_of(&memory[static_cast<std::size_t>(first)]), bytes_of(message.data()));
  return message;
}

TEST(Pack, WithoutAxesMovesOneElement) {
  EXPECT_EQ(packed({}, {}, 7, 1), (std::vector<int>{7}));

  int element = 0;
  const int message = 5;
  unpack({{}, {}, sizeof(int)}, bytes_of(&message), bytes_of(&element));
  EXPECT_EQ(element, 5);
}

TEST(Pack, OfNothingTouchesNoMemory) {
  const run_list some = range(0, 3), none = range(0, 0), no_repeats = one_run({4, 2, 7, 0}), no_groups;
  for (const run_list *empty : {&none, &no_repeats, &no_groups}) {
    const std::array<run_view, 2> along{run_view{some.groups(), some.runs()}, {empty->groups(), empty->runs()}};
    const std::array<int64_t, 2> strides{0, 4};
    pack({along, strides, 4}, nullptr, nullptr);
    unpack({along, strides, 4}, nullptr, nullptr);
  }
}

TEST(Pack, OfNothingAlongTheLastOfManyAxesTouchesNoMemory) {
  const run_list two = range(0, 2), none = range(0, 0);
  std::vector<run_view> along(200, run_view{two.groups(), two.runs()});
  along.push_back({none.groups(), none.runs()});
  const std::vector<int64_t> strides(along.size(), 0);
  pack({along, strides, 4}, nullptr, nullptr);
}

TEST(Pack, TakesManyAxesOfOnePosition) {
  const std::vector<run_list> lists(200, range(1, 1));
  EXPECT_EQ(packed(lists, std::vector<int64_t>(200, 2), 5, 1), (std::vector<int>{405}));
}

TEST(Pack, TakesTheExampleOfItsHeader) {
  EXPECT_EQ(packed({range(0, 2), range(2, 3)}, {5, 1}, 0, 6), (std::vector<int>{2, 3, 4, 7, 8, 9}));
}

TEST(Pack, FollowsNegativeStrides) {
  EXPECT_EQ(packed({range(0, 2), range(0, 3)}, {-10, -1}, 100, 6), (std::vector<int>{100, 99, 98, 90, 89, 88}));
}

TEST(Pack, TransposesByStrides) {
  EXPECT_EQ(packed({range(0, 3), range(0, 2)}, {1, 10}, 0, 6), (std::vector<int>{0, 10, 1, 11, 2, 12}));
}

TEST(Pack, KeepsTheOrderOfRuns) {
  run_list list;
  list.begin_group(-20, 2);
  list.add(run{40, 2, -5, 2});
  list.add(30, 1);
  list.begin_group();
  list.add(1, 2);
  EXPECT_EQ(packed({list}, {1}, 0, 12), (std::vector<int>{40, 41, 35, 36, 30, 20, 21, 15, 16, 10, 1, 2}));
  EXPECT_EQ(packed({range(0, 2), one_run({0, 1, 3, 2})}, {100, 1}, 0, 4), (std::vector<int>{0, 3, 100, 103}));
}

TEST(Pack, MovesLanesTogether) {
  std::vector<char> memory(100);
  std::iota(memory.begin(), memory.end(), 0);
  const run_list list = one_run({1, 1, 2, 3});
  const std::array<run_view, 1> along{run_view{list.groups(), list.runs()}};
  for (const std::size_t lanes : {1U, 2U, 3U, 4U, 5U, 8U, 12U}) {
    const std::array<int64_t, 1> strides{static_cast<int64_t>(lanes)};
    std::string message(3 * lanes, '?'), expected;
    for (const std::size_t position : {1U, 3U, 5U}) expected.append(&memory[position * lanes], lanes);
    pack({along, strides, lanes}, bytes_of(memory.data()), bytes_of(message.data()));
    EXPECT_EQ(message, expected);
  }
}

}  // namespace
}  // namespace dap::transfer
