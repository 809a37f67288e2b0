// SPDX-License-Identifier: BSD-3-Clause
// How a target tells the fuzzer that something is wrong.
#pragma once

#include <dap/dap.h>

#include <cinttypes>
#include <cstdio>
#include <cstdlib>

namespace dap::array::fuzz {

inline void promise(bool kept, const char *what) {
  if (kept) return;
  std::fprintf(stderr, "a promise is broken: %s\n", what);
  std::abort();
}

// Whoever looks at a valid array may not be able to show it, but finds no fault.
inline void no_fault(int32_t status, const DAPError &error, const char *who) {
  if (status == DAP_OK || status == DAP_ERROR_UNSUPPORTED) return;
  std::fprintf(stderr, "%s finds a fault in a valid array: %s\n", who, error.message);
  std::abort();
}

}  // namespace dap::array::fuzz
