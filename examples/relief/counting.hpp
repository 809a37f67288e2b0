// SPDX-License-Identifier: BSD-3-Clause
// Counts what the whole process allocates, all libraries included, to show that sharing an array allocates no second
// one.
//
// The program's own malloc family stands in front of the C library's, so every caller is seen; operator new calls
// malloc and is counted there, once. Memory mapped directly (mmap, shared segments) is not seen.
#ifndef DAP_RELIEF_COUNTING_HPP
#define DAP_RELIEF_COUNTING_HPP

#include <cstddef>
#include <cstdint>

namespace dap::relief {

struct allocations {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
  std::uint64_t largest = 0;
  std::uint64_t large_count = 0;  // those of at least the threshold
  std::uint64_t large_bytes = 0;
};

/**
 * What was allocated, on any thread, since it was made. Up to 16 at a time, nested or not; making one more throws.
 * `realloc` counts with its whole new size.
 */
class allocation_watch {
 public:
  explicit allocation_watch(std::uint64_t large_threshold);
  allocation_watch(const allocation_watch &) = delete;
  allocation_watch &operator=(const allocation_watch &) = delete;
  ~allocation_watch();

  allocations seen() const;

  /** False under a sanitizer that brings its own malloc: then nothing is seen. */
  static bool available();

 private:
  std::size_t slot_;
};

}  // namespace dap::relief

#endif
