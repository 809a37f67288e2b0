// SPDX-License-Identifier: BSD-3-Clause
// For clang's libFuzzer, which calls this.
#include <cstddef>
#include <cstdint>

#include "json/fuzz/read_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static_cast<void>(dap::json::fuzz::read_one({data, size}));
  return 0;
}
