// SPDX-License-Identifier: BSD-3-Clause
// Leaks of other people's code, not looked for where it is called. To find out at the end of a process that a leak is
// MPI's, the checker must name the functions of each of some thousand stacks, which takes seconds.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace dap::testing {

// While one lives, what its thread allocates is never reported as a leak.
class ignored_leaks {
 public:
  ignored_leaks(const ignored_leaks &) = delete;
  ignored_leaks &operator=(const ignored_leaks &) = delete;
#if defined(__SANITIZE_ADDRESS__)
  ignored_leaks() {
    __lsan_disable();
  }
  ~ignored_leaks() {
    __lsan_enable();
  }
#else
  ignored_leaks() = default;
  ~ignored_leaks() {}  // so that one which only lives is not unused
#endif
};

}  // namespace dap::testing
