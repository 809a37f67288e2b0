// SPDX-License-Identifier: BSD-3-Clause
// How far a buffer reaches, also on machines whose pointers have 32 bits (rule 1010).
#include "array/layout.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

using dap::array::reach_of;

constexpr int64_t furthest_of_32_bits = INT32_MAX;

struct strided {
  std::vector<int64_t> shape;
  std::vector<int64_t> strides;
  uint64_t byte_offset = 0;

  [[nodiscard]] DAPBuffer buffer() {
    return {nullptr,      DAP_DEVICE_CPU, 0,          static_cast<int32_t>(shape.size()), DAP_TYPE_FLOAT, 64, 1,
            shape.data(), strides.data(), byte_offset};
  }
};

TEST(Reach, IsWhatTheElementsTouch) {
  strided rows{{5, 5}, {-5, 1}, 160};

  const auto reach = reach_of(rows.buffer());

  ASSERT_TRUE(reach);
  EXPECT_EQ(reach->lowest, -160);
  EXPECT_EQ(reach->end, 40);
}

TEST(Reach, EndsWhereThePointersOfTheMachineDo) {
  const int64_t most = furthest_of_32_bits / 8;  // doubles
  strided whole{{most}, {1}};
  strided longer{{most + 1}, {1}};
  strided far{{2}, {most}};
  strided backwards{{most + 1}, {-1}};
  strided further_backwards{{most + 2}, {-1}};

  EXPECT_TRUE(reach_of(whole.buffer(), furthest_of_32_bits));
  EXPECT_FALSE(reach_of(longer.buffer(), furthest_of_32_bits));
  EXPECT_FALSE(reach_of(far.buffer(), furthest_of_32_bits));
  EXPECT_TRUE(reach_of(backwards.buffer(), furthest_of_32_bits));
  EXPECT_FALSE(reach_of(further_backwards.buffer(), furthest_of_32_bits));
  for (strided *each : {&longer, &far, &further_backwards}) {
    EXPECT_EQ(reach_of(each->buffer()).has_value(), sizeof(void *) == 8);
  }
}

TEST(Reach, CountsFromData) {
  strided last{{1}, {1}, static_cast<uint64_t>(furthest_of_32_bits) - 8};
  strided behind{{1}, {1}, static_cast<uint64_t>(furthest_of_32_bits) - 7};
  strided wrapped{{1}, {1}, UINT64_MAX};

  EXPECT_TRUE(reach_of(last.buffer(), furthest_of_32_bits));
  EXPECT_FALSE(reach_of(behind.buffer(), furthest_of_32_bits));
  EXPECT_FALSE(reach_of(wrapped.buffer()));
}

TEST(Reach, OfNothingIsNothing) {
  strided empty{{INT64_MAX, 0}, {INT64_MAX, INT64_MIN}, UINT64_MAX};

  const auto reach = reach_of(empty.buffer(), furthest_of_32_bits);

  ASSERT_TRUE(reach);
  EXPECT_EQ(reach->end, reach->lowest);
}

}  // namespace
