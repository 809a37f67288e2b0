// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/wide_elements.hpp"

#include <concepts>
#include <cstring>
#include <type_traits>

namespace dap::transfer {
namespace {

struct boolean {
  uint8_t byte;
};

template <typename Wide, typename Element>
Wide widened(Element element) noexcept {
  if constexpr (std::same_as<Element, boolean>) {
    return widened<Wide>(element.byte != 0 ? 1 : 0);
  } else if constexpr (std::same_as<Element, complex_parts<float>>) {
    return {element.re, element.im};
  } else if constexpr (std::same_as<Wide, wide_complex> && std::is_arithmetic_v<Element>) {
    return {static_cast<double>(element), 0.0};
  } else {
    return static_cast<Wide>(element);
  }
}

template <typename Element, typename Wide>
Element narrowed(Wide wide) noexcept {
  if constexpr (std::same_as<Element, complex_parts<float>>) {
    return {static_cast<float>(wide.re), static_cast<float>(wide.im)};
  } else {
    return static_cast<Element>(wide);
  }
}

// Elements may lie anywhere; where the distance is their size, the compiler knows.
template <typename Element, typename Function>
void with_stride(int64_t stride, const Function &function) {
  if (stride == sizeof(Element)) {
    function(std::integral_constant<int64_t, sizeof(Element)>{});
  } else {
    function(stride);
  }
}

template <typename Wide, typename Element>
void load(const std::byte *from, int64_t stride, int64_t count, Wide *to) {
  with_stride<Element>(stride, [=](auto distance) {
    for (int64_t i = 0; i < count; ++i) {
      Element element;
      std::memcpy(&element, from + i * distance, sizeof element);
      to[i] = widened<Wide>(element);
    }
  });
}

template <typename Wide, typename Element>
void store(const Wide *from, std::byte *to, int64_t stride, int64_t count) {
  with_stride<Element>(stride, [=](auto distance) {
    for (int64_t i = 0; i < count; ++i) {
      const Element element = narrowed<Element>(from[i]);
      std::memcpy(to + i * distance, &element, sizeof element);
    }
  });
}

template <typename Wide>
load_function<Wide> load_of_integer(const DAPType &type) noexcept {
  const bool is_signed = type.code == DAP_TYPE_INT;
  switch (type.bits) {
    case 8:
      return is_signed ? load<Wide, int8_t> : load<Wide, uint8_t>;
    case 16:
      return is_signed ? load<Wide, int16_t> : load<Wide, uint16_t>;
    case 32:
      return is_signed ? load<Wide, int32_t> : load<Wide, uint32_t>;
    default:
      return is_signed ? load<Wide, int64_t> : load<Wide, uint64_t>;
  }
}

}  // namespace

template <typename Wide>
load_function<Wide> load_of(const DAPType &type) noexcept {
  if (type.code == DAP_TYPE_BOOL) return load<Wide, boolean>;
  if constexpr (!std::same_as<Wide, wide_integer>) {
    if (type.code == DAP_TYPE_FLOAT) return type.bits == 32 ? load<Wide, float> : load<Wide, double>;
  }
  if constexpr (std::same_as<Wide, wide_complex>) {
    if (type.code == DAP_TYPE_COMPLEX) return type.bits == 64 ? load<Wide, complex_parts<float>> : load<Wide, Wide>;
  }
  return load_of_integer<Wide>(type);
}

template load_function<wide_integer> load_of(const DAPType &) noexcept;
template load_function<wide_float> load_of(const DAPType &) noexcept;
template load_function<wide_complex> load_of(const DAPType &) noexcept;

// The low bits of two's complement are the same, whether there is a sign or not.
template <>
store_function<wide_integer> store_of(const DAPType &type) noexcept {
  switch (type.bits) {
    case 8:
      return store<wide_integer, uint8_t>;
    case 16:
      return store<wide_integer, uint16_t>;
    case 32:
      return store<wide_integer, uint32_t>;
    default:
      return store<wide_integer, uint64_t>;
  }
}

template <>
store_function<wide_float> store_of(const DAPType &type) noexcept {
  return type.bits == 32 ? store<wide_float, float> : store<wide_float, double>;
}

template <>
store_function<wide_complex> store_of(const DAPType &type) noexcept {
  return type.bits == 64 ? store<wide_complex, complex_parts<float>> : store<wide_complex, wide_complex>;
}

}  // namespace dap::transfer
