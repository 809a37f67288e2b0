// SPDX-License-Identifier: BSD-3-Clause
// Whether a list has indices of a dimension, each at most once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/digit_sort.hpp"

namespace dap::model {

class indices_once {
 public:
  // `count` indices, which are `index_base` and up to `size` - 1 more.
  indices_once(int64_t count, int64_t index_base, int64_t size) noexcept
      : count_(static_cast<std::size_t>(count)), base_(index_base), size_(static_cast<uint64_t>(size)) {}

  // In time and memory proportional to the count. Throws std::bad_alloc.
  template <typename Integer>
  [[nodiscard]] bool are_in(const Integer *list) const {
    const auto is_in = [this](Integer index) { return index >= base_ && place_of(index) < size_; };
    if (!std::all_of(list, list + count_, is_in)) return false;
    return size_ / most_spread <= count_ ? are_apart_in_table(list) : are_apart_in_order(list);
  }

 private:
  // Bits of a table for each index: fewer than the index itself has.
  static constexpr uint64_t most_spread = 32;
  static constexpr uint64_t word_bits = 64;

  // Of an index that is not below the base.
  template <typename Integer>
  [[nodiscard]] uint64_t place_of(Integer index) const noexcept {
    return static_cast<uint64_t>(int64_t{index}) - static_cast<uint64_t>(base_);
  }

  template <typename Integer>
  [[nodiscard]] bool are_apart_in_table(const Integer *list) const {
    std::vector<uint64_t> seen(static_cast<std::size_t>(size_ / word_bits + 1));
    uint64_t repeated = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const uint64_t place = place_of(list[i]);
      uint64_t &word = seen[static_cast<std::size_t>(place / word_bits)];
      const uint64_t bit = uint64_t{1} << place % word_bits;
      repeated |= word & bit;
      word |= bit;
    }
    return repeated == 0;
  }

  template <typename Integer>
  [[nodiscard]] bool are_apart_in_order(const Integer *list) const {
    std::vector<uint64_t> places(count_);
    std::transform(list, list + count_, places.begin(), [this](Integer index) { return place_of(index); });
    sort_by_digits(places, [](uint64_t place) { return place; });
    return std::adjacent_find(places.begin(), places.end()) == places.end();
  }

  std::size_t count_;
  int64_t base_;
  uint64_t size_;
};

}  // namespace dap::model
