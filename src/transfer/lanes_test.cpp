// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/lanes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace dap::transfer {
namespace {

TEST(Lanes, AreAsWideAsTheHighestNumber) {
  EXPECT_EQ(lane_bits(0), 8);
  EXPECT_EQ(lane_bits(255), 8);
  EXPECT_EQ(lane_bits(256), 16);
  EXPECT_EQ(lane_bits(65536), 32);
  EXPECT_EQ(lane_bits(UINT32_MAX), 32);
  EXPECT_EQ(lane_bits(uint64_t{1} << 32), 64);
  EXPECT_EQ(lane_bits(UINT64_MAX), 64);
}

void expect_read_back(const std::vector<uint64_t> &numbers, int64_t bits, std::size_t words) {
  world::words text{-7};
  lane_writer writer(text, bits);
  for (const uint64_t number : numbers) writer.put(number);
  writer.finish();
  EXPECT_EQ(text.size(), 1 + words) << bits;
  EXPECT_EQ(text[0], -7);
  lane_reader reader(std::span<const int64_t>(text).subspan(1), bits);
  for (const uint64_t number : numbers) EXPECT_EQ(reader.next(), number) << bits;
}

TEST(Lanes, GiveBackWhatWasPut) {
  expect_read_back({}, 8, 0);
  expect_read_back({1, 255, 0, 7, 8, 9, 10, 200}, 8, 1);
  expect_read_back({1, 255, 0, 7, 8, 9, 10, 200, 5}, 8, 2);
  expect_read_back({65535, 0, 3, 4, 5}, 16, 2);
  expect_read_back({UINT32_MAX, 0, 5}, 32, 2);
  expect_read_back({UINT64_MAX, 0, 5}, 64, 3);
}

}  // namespace
}  // namespace dap::transfer
