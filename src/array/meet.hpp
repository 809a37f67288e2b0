// SPDX-License-Identifier: BSD-3-Clause
// Requests that an array does not meet as it is, met by views of it (spec 11).
#pragma once

#include <dap/dap.h>

#include <cstdint>

namespace dap::array {

// Hands out a view of a valid array that meets the request. `verdict` and `error` are those on the array as it is
// (dap_simple_satisfies), which is no success; if no view helps, this returns that verdict, with the reason added to
// the message, and nothing has changed. Nothing is thrown.
[[nodiscard]] int32_t meet_by_view(DAPArray &array, const DAPRequest &request, int32_t verdict, DAPArray *out,
                                   DAPError *error) noexcept;

// Clears DAP_ARRAY_WRITABLE where the request does not ask for it (rule 1152).
void write_only_if_asked(DAPArray &array, const DAPRequest &request) noexcept;

}  // namespace dap::array
