// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic on sizes that reports overflow instead of wrapping around.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace dap::model {

[[nodiscard]] inline std::optional<int64_t> checked_add(int64_t a, int64_t b) noexcept {
  int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}

[[nodiscard]] inline std::optional<int64_t> checked_subtract(int64_t a, int64_t b) noexcept {
  int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) return std::nullopt;
  return difference;
}

[[nodiscard]] inline std::optional<int64_t> checked_multiply(int64_t a, int64_t b) noexcept {
  int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

// a - b, or the end of the range of int64_t that it would pass.
[[nodiscard]] inline int64_t saturating_subtract(int64_t a, int64_t b) noexcept {
  if (const auto difference = checked_subtract(a, b)) return *difference;
  return a < 0 ? std::numeric_limits<int64_t>::min() : std::numeric_limits<int64_t>::max();
}

// Product of all factors; 1 if there are none. A zero anywhere makes it 0, however large the others are.
[[nodiscard]] std::optional<int64_t> checked_product(std::span<const int64_t> factors) noexcept;

}  // namespace dap::model
