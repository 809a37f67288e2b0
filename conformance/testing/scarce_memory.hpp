// SPDX-License-Identifier: BSD-3-Clause
// Memory that runs out when a test says so. Replaces the allocation functions of the whole program, so that exactly one
// source file of it may include this.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

// How many allocations are still granted, negative: all; and how many there were.
std::atomic<int64_t> granted = -1;
std::atomic<int64_t> num_allocations = 0;

bool is_granted() {
  ++num_allocations;
  return granted < 0 || granted-- > 0;
}

}  // namespace

// Replaces those of the whole program, the libraries included. Not inlined: gcc takes half a pair for a mismatch.
[[gnu::noinline]] void *operator new(std::size_t bytes) {
  if (is_granted()) {
    if (void *memory = std::malloc(bytes)) return memory;
  }
  throw std::bad_alloc();
}
[[gnu::noinline]] void *operator new(std::size_t bytes, const std::nothrow_t &) noexcept {
  return is_granted() ? std::malloc(bytes) : nullptr;
}
[[gnu::noinline]] void operator delete(void *memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void *memory, const std::nothrow_t &) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void *memory, std::size_t) noexcept {
  std::free(memory);
}
