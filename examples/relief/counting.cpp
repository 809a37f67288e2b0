// SPDX-License-Identifier: BSD-3-Clause
// Counts allocations: a malloc family in front of glibc's, and the watches that it reports to.
#include "counting.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RELIEF_COUNTS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define RELIEF_COUNTS 0
#endif
#endif
#if !defined(RELIEF_COUNTS) && defined(__GLIBC__)
#define RELIEF_COUNTS 1
#elif !defined(RELIEF_COUNTS)
#define RELIEF_COUNTS 0
#endif

namespace dap::relief {
namespace {

constexpr std::size_t num_slots = 16;

struct watch_slot {
  std::atomic<std::uint64_t> threshold;
  std::atomic<std::uint64_t> count;
  std::atomic<std::uint64_t> bytes;
  std::atomic<std::uint64_t> largest;
  std::atomic<std::uint64_t> large_count;
  std::atomic<std::uint64_t> large_bytes;
};

// Constant-initialised: malloc is called before any constructor runs.
constinit std::array<watch_slot, num_slots> slots{};
constinit std::atomic<std::uint32_t> active{0};  // bit i: slot i is watching

constexpr auto relaxed = std::memory_order_relaxed;

[[maybe_unused]] void record(std::uint64_t size) {
  const std::uint32_t watching = active.load(std::memory_order_acquire);
  for (std::size_t i = 0; watching >> i != 0 && i < num_slots; ++i) {
    if ((watching >> i & 1U) == 0) continue;
    watch_slot &slot = slots[i];
    slot.count.fetch_add(1, relaxed);
    slot.bytes.fetch_add(size, relaxed);
    if (size >= slot.threshold.load(relaxed)) {
      slot.large_count.fetch_add(1, relaxed);
      slot.large_bytes.fetch_add(size, relaxed);
    }
    std::uint64_t largest = slot.largest.load(relaxed);
    while (size > largest && !slot.largest.compare_exchange_weak(largest, size, relaxed)) {
    }
  }
}

constinit std::atomic<std::uint32_t> reserved{0};  // bit i: slot i has an owner

std::size_t reserve_slot() {
  for (std::size_t i = 0; i < num_slots; ++i) {
    if ((reserved.fetch_or(1U << i) >> i & 1U) == 0) return i;
  }
  throw std::runtime_error("too many allocation watches at a time");
}

}  // namespace

allocation_watch::allocation_watch(std::uint64_t large_threshold) : slot_(reserve_slot()) {
  watch_slot &slot = slots[slot_];
  slot.threshold = large_threshold;
  slot.count = 0;
  slot.bytes = 0;
  slot.largest = 0;
  slot.large_count = 0;
  slot.large_bytes = 0;
  active.fetch_or(1U << slot_, std::memory_order_release);
}

allocation_watch::~allocation_watch() {
  active.fetch_and(~(1U << slot_));
  reserved.fetch_and(~(1U << slot_));
}

allocations allocation_watch::seen() const {
  const watch_slot &slot = slots[slot_];
  return {slot.count, slot.bytes, slot.largest, slot.large_count, slot.large_bytes};
}

bool allocation_watch::available() {
  return RELIEF_COUNTS != 0;
}

}  // namespace dap::relief

#if RELIEF_COUNTS

extern "C" {

// The C library's own names. NOLINTBEGIN(bugprone-reserved-identifier)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void *__libc_valloc(size_t size);
void *__libc_pvalloc(size_t size);
// NOLINTEND(bugprone-reserved-identifier)

void *malloc(size_t size) noexcept {
  void *result = __libc_malloc(size);
  if (result != nullptr) dap::relief::record(size);
  return result;
}

void *calloc(size_t count, size_t size) noexcept {
  void *result = __libc_calloc(count, size);
  if (result != nullptr) dap::relief::record(count * size);  // calloc has refused what overflows
  return result;
}

void *realloc(void *old, size_t size) noexcept {
  void *result = __libc_realloc(old, size);
  if (result != nullptr) dap::relief::record(size);
  return result;
}

void *memalign(size_t alignment, size_t size) noexcept {
  void *result = __libc_memalign(alignment, size);
  if (result != nullptr) dap::relief::record(size);
  return result;
}

void *aligned_alloc(size_t alignment, size_t size) noexcept {
  return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size) noexcept {
  if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *result = memalign(alignment, size);
  if (result == nullptr) return ENOMEM;
  *out = result;
  return 0;
}

void *valloc(size_t size) noexcept {
  void *result = __libc_valloc(size);
  if (result != nullptr) dap::relief::record(size);
  return result;
}

void *pvalloc(size_t size) noexcept {
  void *result = __libc_pvalloc(size);
  if (result != nullptr) dap::relief::record(size);
  return result;
}

}  // extern "C"

#endif
