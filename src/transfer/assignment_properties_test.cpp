// SPDX-License-Identifier: BSD-3-Clause
// Against all permutations.
#include "transfer/assignment.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace dap::transfer {
namespace {

using permutation = std::vector<std::size_t>;

int64_t weight_of(const std::vector<int64_t> &weights, const permutation &columns) {
  int64_t sum = 0;
  for (std::size_t row = 0; row < columns.size(); ++row) sum += weights[row * columns.size() + columns[row]];
  return sum;
}

permutation in_order(std::size_t n) {
  permutation columns(n);
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  return columns;
}

int64_t heaviest_of_all(const std::vector<int64_t> &weights, std::size_t n) {
  permutation columns = in_order(n);
  int64_t heaviest = 0;
  do {
    heaviest = std::max(heaviest, weight_of(weights, columns));
  } while (std::next_permutation(columns.begin(), columns.end()));
  return heaviest;
}

// Few different weights, many, or some that are as heavy as they may be.
std::vector<int64_t> draw_weights(std::size_t n) {
  const int64_t most = *rc::gen::element<int64_t>(1, 3, 100, heaviest_weight / 6);
  std::vector<int64_t> weights(n * n);
  for (int64_t &each : weights) each = *rc::gen::inRange<int64_t>(0, most + 1);
  return weights;
}

RC_GTEST_PROP(AssignmentProperties, NoPermutationIsHeavier, ()) {
  const std::size_t n = *rc::gen::inRange<std::size_t>(0, 7);
  const std::vector<int64_t> weights = draw_weights(n);
  const permutation found = heaviest_assignment(weights, n);
  permutation sorted = found;
  std::sort(sorted.begin(), sorted.end());
  RC_ASSERT(sorted == in_order(n));
  RC_ASSERT(weight_of(weights, found) == heaviest_of_all(weights, n));
}

TEST(Assignment, TakesTheHeaviestWeights) {
  const std::vector<int64_t> weights{0, heaviest_weight, 0, heaviest_weight, 0, 0, heaviest_weight, heaviest_weight, 0};
  EXPECT_EQ(heaviest_assignment(weights, 3), (permutation{1, 0, 2}));
}

// The worst case of augmenting paths: each is as long as the pairs made so far.
TEST(Assignment, OfProductsIsTheirOrder) {
  const std::size_t n = 300;
  std::vector<int64_t> weights;
  for (std::size_t row = 0; row < n; ++row) {
    for (std::size_t column = 0; column < n; ++column) weights.push_back(static_cast<int64_t>(row * column));
  }
  EXPECT_EQ(heaviest_assignment(weights, n), in_order(n));
}

}  // namespace
}  // namespace dap::transfer
