// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/plain_copy.hpp"

#include <cstring>
#include <type_traits>

namespace dap::transfer {
namespace {

// Both distances may be constants, which is what lets the compiler take several elements at a time.
template <std::size_t Size, typename From, typename To>
[[gnu::always_inline]] inline void copy_row(const std::byte *from, std::byte *to, int64_t count, From from_stride,
                                            To to_stride) noexcept {
  for (int64_t i = 0; i < count; ++i) std::memcpy(to + i * to_stride, from + i * from_stride, Size);
}

template <std::size_t Size>
void copy_sized(const element_kernel &, const std::byte *from, std::byte *to, const loop &outer,
                const loop &inner) noexcept {
  if (outer.count == 1 && inner.count == 1) {
    std::memcpy(to, from, Size);
    return;
  }
  constexpr std::integral_constant<int64_t, Size> dense;
  for (int64_t i = 0; i < outer.count; ++i) {
    const std::byte *const row = from + i * outer.from;
    std::byte *const target = to + i * outer.to;
    if (inner.to == dense) {
      copy_row<Size>(row, target, inner.count, inner.from, dense);
    } else if (inner.from == dense) {
      copy_row<Size>(row, target, inner.count, dense, inner.to);
    } else {
      copy_row<Size>(row, target, inner.count, inner.from, inner.to);
    }
  }
}

void copy_any(const element_kernel &self, const std::byte *from, std::byte *to, const loop &outer,
              const loop &inner) noexcept {
  for (int64_t i = 0; i < outer.count; ++i) {
    for (int64_t k = 0; k < inner.count; ++k) {
      std::memcpy(to + i * outer.to + k * inner.to, from + i * outer.from + k * inner.from, self.to_size);
    }
  }
}

using move_function = decltype(element_kernel::move);

move_function copy_of(std::size_t element_size) noexcept {
  switch (element_size) {
    case 1:
      return copy_sized<1>;
    case 2:
      return copy_sized<2>;
    case 4:
      return copy_sized<4>;
    case 8:
      return copy_sized<8>;
    case 12:
      return copy_sized<12>;
    case 16:
      return copy_sized<16>;
    case 24:
      return copy_sized<24>;
    case 32:
      return copy_sized<32>;
    case 40:
      return copy_sized<40>;
    case 48:
      return copy_sized<48>;
    case 56:
      return copy_sized<56>;
    case 64:
      return copy_sized<64>;
    default:
      return copy_any;
  }
}

}  // namespace

element_kernel plain_copy(std::size_t element_size) noexcept {
  return {copy_of(element_size), element_size, element_size, nullptr};
}

}  // namespace dap::transfer
