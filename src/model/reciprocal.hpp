// SPDX-License-Identifier: BSD-3-Clause
// Division by a number that many are divided by: a multiplication, exact for all that a dimension can ask.
//
// Let 2^shift be the least power of two that is not below the divisor d, and m = 2^(63 + shift) / d, rounded up. Then
// m · d exceeds 2^(63 + shift) by less than d, which is at most 2^shift, so that the floor of i · m / 2^(63 + shift) is
// that of i / d for every i below 2^63 (Granlund and Montgomery, 1994); and m is below 2^64.
#pragma once

#include <bit>
#include <cstdint>

namespace dap::model {

// Two ways to the upper half of a product. Processors multiply whole numbers at once; vector units only halves.
struct whole_product {
  static uint64_t upper_half(uint64_t a, uint64_t b) noexcept {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b >> 64);
  }
};

struct product_of_halves {
  [[gnu::always_inline]] static uint64_t upper_half(uint64_t a, uint64_t b) noexcept {
    constexpr uint64_t low = 0xffffffff;
    const uint64_t middle = (a >> 32) * (b & low) + ((a & low) * (b & low) >> 32);
    const uint64_t carried = (a & low) * (b >> 32) + (middle & low);
    return (a >> 32) * (b >> 32) + (middle >> 32) + (carried >> 32);
  }
};

struct quotient_and_remainder {
  int64_t quotient;
  int64_t remainder;
};

class reciprocal {
 public:
  // divisor ≥ 1
  explicit reciprocal(int64_t divisor) noexcept
      : divisor_(static_cast<uint64_t>(divisor)), shift_(static_cast<uint64_t>(std::bit_width(divisor_ - 1))) {
    const unsigned __int128 power = static_cast<unsigned __int128>(1) << (63 + shift_);
    multiplier_ = static_cast<uint64_t>((power - 1) / divisor_ + 1);
  }

  // One of two, member by member, so that several can be chosen at a time.
  [[gnu::always_inline]] static reciprocal either(bool first, const reciprocal &a, const reciprocal &b) noexcept {
    return {first ? a.divisor_ : b.divisor_, first ? a.shift_ : b.shift_, first ? a.multiplier_ : b.multiplier_};
  }

  // number ≥ 0
  template <typename Product = whole_product>
  [[gnu::always_inline]] quotient_and_remainder divide(int64_t number) const noexcept {
    const auto dividend = static_cast<uint64_t>(number);
    const uint64_t quotient = Product::upper_half(2 * dividend, multiplier_) >> shift_;
    return {static_cast<int64_t>(quotient), static_cast<int64_t>(dividend - quotient * divisor_)};
  }

  // For other ways to multiply.
  [[nodiscard]] uint64_t divisor() const noexcept { return divisor_; }
  [[nodiscard]] uint64_t shift() const noexcept { return shift_; }
  [[nodiscard]] uint64_t multiplier() const noexcept { return multiplier_; }

 private:
  reciprocal(uint64_t divisor, uint64_t shift, uint64_t multiplier) noexcept
      : divisor_(divisor), shift_(shift), multiplier_(multiplier) {}

  uint64_t divisor_;
  uint64_t shift_;
  uint64_t multiplier_;
};

}  // namespace dap::model
