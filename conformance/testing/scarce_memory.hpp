// SPDX-License-Identifier: BSD-3-Clause
// Memory that runs out when a test says so. Replaces the allocation functions of the whole program, so that exactly one
// source file of it may include this.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

// How many allocations are still granted, negative: all; how many there were; and how many have not been freed.
std::atomic<int64_t> granted = -1;
std::atomic<int64_t> num_allocations = 0;
std::atomic<int64_t> num_held = 0;

void *scarce_malloc(std::size_t bytes) {
  ++num_allocations;
  void *memory = granted < 0 || granted-- > 0 ? std::malloc(bytes) : nullptr;
  if (memory != nullptr) ++num_held;
  return memory;
}

void scarce_free(void *memory) {
  if (memory != nullptr) --num_held;
  std::free(memory);
}

}  // namespace

// Replaces those of the whole program, the libraries included. Not inlined: gcc takes half a pair for a mismatch.
[[gnu::noinline]] void *operator new(std::size_t bytes) {
  if (void *memory = scarce_malloc(bytes)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void *operator new(std::size_t bytes, const std::nothrow_t &) noexcept {
  return scarce_malloc(bytes);
}
[[gnu::noinline]] void operator delete(void *memory) noexcept {
  scarce_free(memory);
}
[[gnu::noinline]] void operator delete(void *memory, const std::nothrow_t &) noexcept {
  scarce_free(memory);
}
[[gnu::noinline]] void operator delete(void *memory, std::size_t) noexcept {
  scarce_free(memory);
}
