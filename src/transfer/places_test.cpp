// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/places.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

namespace dap::transfer {
namespace {

struct part {
  std::vector<int64_t> shape;
  std::vector<int64_t> strides;
  DAPBuffer buffer{};

  part(std::vector<int64_t> extents, std::vector<int64_t> steps, int64_t first = 0)
      : shape(std::move(extents)), strides(std::move(steps)) {
    static std::array<double, 64> memory;
    buffer.data = memory.data() + first;
    buffer.ndim = static_cast<int32_t>(shape.size());
    buffer.shape = shape.data();
    buffer.strides = strides.data();
  }
  part(const part &) = delete;
  part &operator=(const part &) = delete;
};

bool share(std::initializer_list<const part *> parts) {
  std::vector<placed_part> placed;
  for (const part *each : parts) placed.push_back({&each->buffer, 8, placed.size()});
  return find_shared_place(placed).has_value();
}

TEST(Places, OfOrdinaryPartsAreApart) {
  const part rows({3, 4}, {4, 1});
  const part padded({3, 4}, {6, 1}, 12);
  const part backwards({3, 4}, {-4, 1}, 60 - 4);
  EXPECT_FALSE(share({&rows, &padded}));
  EXPECT_FALSE(share({&backwards}));
}

TEST(Places, OfInterleavedPartsAreApart) {
  const part even({10}, {2});
  const part odd({10}, {2}, 1);
  EXPECT_FALSE(share({&even, &odd}));
  const part left({4, 3}, {8, 1});
  const part right({4, 3}, {8, 1}, 4);
  EXPECT_FALSE(share({&left, &right}));
}

TEST(Places, ThatAreNotNestedMayBeApart) {
  const part woven({2, 3}, {3, 2});  // 0 2 4 3 5 7
  EXPECT_FALSE(share({&woven}));
}

TEST(Places, OfTwoElementsAreFound) {
  EXPECT_TRUE(share({std::make_unique<part>(std::vector<int64_t>{3, 3}, std::vector<int64_t>{2, 1}).get()}));
  const part spread({4}, {0});
  EXPECT_TRUE(share({&spread}));
  const part row({5}, {1});
  const part last({2}, {1}, 4);
  EXPECT_TRUE(share({&row, &last}));
}

TEST(Places, OfNothingAreNone) {
  const part none({0, 3}, {0, 0});
  const part scalar({}, {});
  const part single({1, 1}, {0, INT64_MIN});
  EXPECT_FALSE(share({&none, &none}));
  EXPECT_FALSE(share({&scalar}));
  EXPECT_TRUE(share({&scalar, &single}));
}

// Under the sanitizers: nothing is computed with them.
TEST(Places, OfNoElementsNeedNoStrides) {
  const part empty({3, 0}, {INT64_MIN, INT64_MAX});
  EXPECT_FALSE(bytes_of({&empty.buffer, 8, 0}));
  EXPECT_FALSE(share({&empty}));
}

}  // namespace
}  // namespace dap::transfer
