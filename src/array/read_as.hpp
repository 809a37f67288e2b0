// SPDX-License-Identifier: BSD-3-Clause
// Views that name another kind: blocks as cyclic, and cyclic as blocks, over the same parts.
#pragma once

#include <dap/dap.h>

#include <cstdint>

#include "array/view.hpp"

namespace dap::array {

// The view in which the block dimensions of a valid array are cyclic (`kind` DAP_KIND_CYCLIC), or the cyclic ones
// blocks (DAP_KIND_BLOCK); other dimensions stay. Its distribution is a derived form. DAP_ERROR_UNSUPPORTED, 1111: some
// dimension would have other owners; a verdict of global members.
[[nodiscard]] int32_t read_as(const DAPArray &array, uint32_t kind, view &made, DAPError *error);

// Whether it has dimensions to be read as that kind.
[[nodiscard]] bool has_to_read_as(const DAPDistribution &distribution, uint32_t kind) noexcept;

}  // namespace dap::array
