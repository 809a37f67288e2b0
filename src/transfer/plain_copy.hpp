// SPDX-License-Identifier: BSD-3-Clause
// Elements are copied as they are, whatever they mean.
#pragma once

#include <cstddef>

#include "transfer/element_kernel.hpp"

namespace dap::transfer {

// Of elements of so many bytes; the common sizes have loops of their own.
[[nodiscard]] element_kernel plain_copy(std::size_t element_size) noexcept;

// The elements of a loop lie next to each other on both sides and are only copied, so that they are one larger element.
inline bool may_grow(const element_kernel &kernel, const loop &inner) noexcept {
  return kernel.context == nullptr && inner.from == static_cast<int64_t>(kernel.from_size) &&
         inner.to == static_cast<int64_t>(kernel.to_size);
}

}  // namespace dap::transfer
