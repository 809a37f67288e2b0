// SPDX-License-Identifier: BSD-3-Clause
#include "model/indices_once.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace dap::model {
namespace {

template <typename Integer>
bool are_once(const std::vector<Integer> &list, int64_t base, int64_t size) {
  return indices_once(static_cast<int64_t>(list.size()), base, size).are_in(list.data());
}

TEST(IndicesOnce, AreInTheDimension) {
  EXPECT_TRUE(are_once<int64_t>({}, 0, 0));
  EXPECT_TRUE(are_once<int32_t>({1, 3, 2}, 1, 3));
  EXPECT_FALSE(are_once<int32_t>({0, 3, 2}, 1, 3));
  EXPECT_FALSE(are_once<int32_t>({4, 3, 2}, 1, 3));
  EXPECT_TRUE(are_once<int64_t>({INT64_MIN, INT64_MIN + 1}, INT64_MIN, INT64_MAX));
  EXPECT_FALSE(are_once<int64_t>({INT64_MAX, INT64_MIN + 1}, INT64_MIN, INT64_MAX));
  EXPECT_FALSE(are_once<int64_t>({0, INT64_MIN}, 0, INT64_MAX));
  EXPECT_FALSE(are_once<int64_t>({INT64_MIN}, INT64_MAX - 5, 5));
}

// As many indices as are sorted by digits, near together and far apart.
TEST(IndicesOnce, AreNotRepeated) {
  for (const int64_t step : {int64_t{1}, int64_t{31}, int64_t{1000}, int64_t{1} << 50}) {
    std::vector<int64_t> list(1000);
    std::iota(list.begin(), list.end(), 0);
    for (int64_t &each : list) each = each * step - 5;
    std::shuffle(list.begin(), list.end(), std::mt19937_64(3));
    const int64_t size = 999 * step + 1;
    EXPECT_TRUE(are_once(list, -5, size)) << step;
    EXPECT_FALSE(are_once(list, -5, size - 1)) << step;
    list[17] = list[803];
    EXPECT_FALSE(are_once(list, -5, size)) << step;
  }
}

}  // namespace
}  // namespace dap::model
