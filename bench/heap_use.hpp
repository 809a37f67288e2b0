// SPDX-License-Identifier: BSD-3-Clause
// How much memory something needs: counts what the whole program gets from operator new, its libraries included. Memory
// that C libraries take from malloc is not seen.
#pragma once

#include <cstdint>

namespace dap::bench {

struct heap_use {
  int64_t peak;  // bytes, most at a time
  int64_t held;  // bytes that what was made still has
};

// Bytes that are allocated now.
[[nodiscard]] int64_t heap_now() noexcept;
// The most there were since the last restart.
[[nodiscard]] int64_t heap_peak() noexcept;
void restart_heap_peak() noexcept;

// Makes something once, keeps it until it is counted, and drops it.
template <typename Make>
[[nodiscard]] heap_use heap_use_of(Make &&make) {
  restart_heap_peak();
  const int64_t before = heap_now();
  const auto made = make();
  static_cast<void>(made);
  return {heap_peak() - before, heap_now() - before};
}

}  // namespace dap::bench
