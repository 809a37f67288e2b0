// SPDX-License-Identifier: BSD-3-Clause
// Small numbers in the words of messages: as many to a word as fit. Lists of indices and of owners are most of what is
// sent to plan with, and seldom need 64 bits for each.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "world/assembly.hpp"

namespace dap::transfer {

inline constexpr int word_bits = 64;

// 8, 16, 32 or 64: what numbers up to the highest take.
[[nodiscard]] constexpr int64_t lane_bits(uint64_t highest) noexcept {
  const auto bits = static_cast<unsigned>(std::bit_width(highest));
  return bits <= 8 ? 8 : static_cast<int64_t>(std::bit_ceil(bits));
}

// Behind what the text has already.
class lane_writer {
 public:
  lane_writer(world::words &text, int64_t bits) noexcept : text_(text), bits_(static_cast<int>(bits)) {}
  lane_writer(const lane_writer &) = delete;
  lane_writer &operator=(const lane_writer &) = delete;

  void put(uint64_t number) {
    word_ |= number << used_;
    used_ += bits_;
    if (used_ == word_bits) finish();
  }
  // The last word, which may be partly empty.
  void finish() {
    if (used_ == 0) return;
    text_.push_back(static_cast<int64_t>(word_));
    word_ = 0;
    used_ = 0;
  }

 private:
  world::words &text_;
  int bits_;
  int used_ = 0;  // bits of the word
  uint64_t word_ = 0;
};

// One number after the other.
class lane_reader {
 public:
  lane_reader(std::span<const int64_t> text, int64_t bits) noexcept
      : next_(text.data()), bits_(static_cast<int>(bits)), mask_(~uint64_t{0} >> (word_bits - bits_)) {}

  // There must be one more.
  uint64_t next() noexcept {
    if (left_ == 0) {
      word_ = static_cast<uint64_t>(*next_++);
      left_ = word_bits;
    }
    const uint64_t number = word_ & mask_;
    word_ = bits_ < word_bits ? word_ >> bits_ : 0;
    left_ -= bits_;
    return number;
  }

 private:
  const int64_t *next_;
  int bits_;
  int left_ = 0;  // bits of the word
  uint64_t word_ = 0;
  uint64_t mask_;
};

}  // namespace dap::transfer
