// SPDX-License-Identifier: BSD-3-Clause
// Elements of any type as one of three wide ones, in which they are combined: each type is converted to them and back,
// and not to every other.
#pragma once

#include <dap/api.h>
#include <dap/dap.h>

#include <cstddef>
#include <cstdint>

namespace dap::transfer {

// A complex number that may stay without a value.
template <typename Real>
struct complex_parts {
  Real re;
  Real im;

  friend bool operator==(const complex_parts &, const complex_parts &) = default;
};

using wide_integer = uint64_t;  // modulo 2^64; also of signed ones
using wide_float = double;
using wide_complex = complex_parts<double>;

template <typename Wide>
using load_function = void (*)(const std::byte *from, int64_t stride, int64_t count, Wide *to);

template <typename Wide>
using store_function = void (*)(const Wide *from, std::byte *to, int64_t stride, int64_t count);

// For types that combination.hpp lets become the wide one's kind; and for those of its kind. Strides are in bytes.
template <typename Wide>
[[nodiscard]] load_function<Wide> load_of(const DAPType &type) noexcept;
template <typename Wide>
[[nodiscard]] store_function<Wide> store_of(const DAPType &type) noexcept;

extern template load_function<wide_integer> load_of(const DAPType &) noexcept;
extern template load_function<wide_float> load_of(const DAPType &) noexcept;
extern template load_function<wide_complex> load_of(const DAPType &) noexcept;
template <>
store_function<wide_integer> store_of(const DAPType &) noexcept;
template <>
store_function<wide_float> store_of(const DAPType &) noexcept;
template <>
store_function<wide_complex> store_of(const DAPType &) noexcept;

}  // namespace dap::transfer
