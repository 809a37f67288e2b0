// SPDX-License-Identifier: BSD-3-Clause
// Indices in order, in time proportional to their number.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dap::model {

// By the lowest digit of index_of(element), then the next ones: each pass keeps what is equal in its order. Digits are
// as short as their number allows, so that few places are written to in turn.
template <typename Element, typename Index>
void sort_by_digits(std::vector<Element> &elements, Index &&index_of) {
  constexpr int most_digit_bits = 11;
  constexpr std::size_t few = 256;  // that are sorted sooner by comparing
  if (elements.size() < few) {
    std::sort(elements.begin(), elements.end(),
              [&](const Element &a, const Element &b) { return index_of(a) < index_of(b); });
    return;
  }
  uint64_t all_bits = 0;
  for (const Element &each : elements) all_bits |= index_of(each);
  const int num_bits = std::max(static_cast<int>(std::bit_width(all_bits)), 1);
  const int num_digits = (num_bits + most_digit_bits - 1) / most_digit_bits;
  const int digit_bits = (num_bits + num_digits - 1) / num_digits;
  const uint64_t mask = (uint64_t{1} << digit_bits) - 1;
  std::vector<std::array<std::size_t, std::size_t{1} << most_digit_bits>> places(static_cast<std::size_t>(num_digits));
  for (const Element &each : elements) {
    uint64_t digits = index_of(each);
    for (auto &of_digit : places) {
      ++of_digit[digits & mask];
      digits >>= digit_bits;
    }
  }
  std::vector<Element> sorted(elements.size());
  int shift = 0;
  for (auto &of_digit : places) {
    std::size_t sum = 0;
    for (std::size_t &place : of_digit) sum += std::exchange(place, sum);
    for (const Element &each : elements) sorted[of_digit[index_of(each) >> shift & mask]++] = each;
    elements.swap(sorted);
    shift += digit_bits;
  }
}

}  // namespace dap::model
