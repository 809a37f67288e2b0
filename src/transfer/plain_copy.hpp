// SPDX-License-Identifier: BSD-3-Clause
// Elements are copied as they are, whatever they mean.
#pragma once

#include <cstddef>

#include "transfer/element_kernel.hpp"

namespace dap::transfer {

// Of elements of so many bytes; the common sizes have loops of their own.
[[nodiscard]] element_kernel plain_copy(std::size_t element_size) noexcept;

}  // namespace dap::transfer
