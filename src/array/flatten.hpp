// SPDX-License-Identifier: BSD-3-Clause
// Views of one dimension: an N-d array flattened (spec 15).
#pragma once

#include <dap/dap.h>

#include <cstdint>

#include "array/view.hpp"

namespace dap::array {

// The view of a valid array in the form DAP_FLATTEN_…; errors as of dap_array_flatten. Its distribution is a derived
// form, unless the array is strided.
[[nodiscard]] int32_t flatten(const DAPArray &array, int32_t form, view &made, DAPError *error);

}  // namespace dap::array
