// SPDX-License-Identifier: BSD-3-Clause
#include "heap_use.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

std::atomic<int64_t> live = 0;
std::atomic<int64_t> most = 0;

// Its size stands before every block: not all callers of operator delete know it.
constexpr std::size_t in_front = alignof(std::max_align_t);

void *allocate(std::size_t bytes) noexcept {
  auto *block = bytes > SIZE_MAX - in_front ? nullptr : static_cast<char *>(std::malloc(in_front + bytes));
  if (block == nullptr) return nullptr;
  std::memcpy(block, &bytes, sizeof bytes);
  const int64_t now = live += static_cast<int64_t>(bytes);
  int64_t seen = most;
  while (now > seen && !most.compare_exchange_weak(seen, now)) {
  }
  return block + in_front;
}

void drop(void *memory) noexcept {
  if (memory == nullptr) return;
  char *block = static_cast<char *>(memory) - in_front;
  std::size_t bytes = 0;
  std::memcpy(&bytes, block, sizeof bytes);
  live -= static_cast<int64_t>(bytes);
  std::free(block);
}

}  // namespace

namespace dap::bench {

int64_t heap_now() noexcept {
  return live;
}

int64_t heap_peak() noexcept {
  return most;
}

void restart_heap_peak() noexcept {
  most = live.load();
}

}  // namespace dap::bench

// Those of arrays, and those that have a size or may not throw, end here as well; over-aligned ones are not replaced.
// Not inlined: gcc takes half a pair for a mismatch.
[[gnu::noinline]] void *operator new(std::size_t bytes) {
  if (void *memory = allocate(bytes)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void *memory) noexcept {
  drop(memory);
}
[[gnu::noinline]] void operator delete(void *memory, std::size_t) noexcept {
  drop(memory);
}
