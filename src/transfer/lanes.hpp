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
  static constexpr int word_bits = 64;

  world::words &text_;
  int bits_;
  int used_ = 0;  // bits of the word
  uint64_t word_ = 0;
};

class lane_reader {
 public:
  lane_reader() = default;
  lane_reader(std::span<const int64_t> text, int64_t bits) noexcept
      : text_(text.data()),
        shift_(std::countr_zero(64U / static_cast<unsigned>(bits))),
        bits_(static_cast<unsigned>(bits)),
        mask_(~uint64_t{0} >> (64U - static_cast<unsigned>(bits))) {}

  uint64_t operator[](std::size_t number) const noexcept {
    const std::size_t within = number & ((std::size_t{1} << shift_) - 1);
    return static_cast<uint64_t>(text_[number >> shift_]) >> (within * bits_) & mask_;
  }

 private:
  const int64_t *text_ = nullptr;
  int shift_ = 0;
  unsigned bits_ = 64;
  uint64_t mask_ = ~uint64_t{0};
};

}  // namespace dap::transfer
