// SPDX-License-Identifier: BSD-3-Clause
// Exporting an array of a kept source every time step costs no memory: nothing is allocated.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "array/sample_arrays.hpp"

namespace {

std::atomic<int64_t> allocations = 0;

}  // namespace

// Replaces those of the whole program, the library included. Not inlined: gcc takes half a pair for a mismatch.
[[gnu::noinline]] void *operator new(std::size_t bytes) {
  ++allocations;
  if (void *memory = std::malloc(bytes)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void *operator new(std::size_t bytes, const std::nothrow_t &) noexcept {
  ++allocations;
  return std::malloc(bytes);
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

namespace {

using namespace dap::array::sample;

TEST(Allocation, HappensWhereASourceIsMade) {
  const ten_doubles field;
  const int64_t before = allocations;

  const source_ptr source = field.source();

  EXPECT_GT(allocations, before) << "else nothing is counted here, and the next test proves nothing";
}

TEST(Allocation, DoesNotHappenInExportAccessAndRelease) {
  const ten_doubles field;
  const source_ptr source = field.source();
  const DAPRequest request = dap_simple_request(1);
  int failures = 0;
  const int64_t before = allocations;

  for (int step = 0; step < 100; ++step) {
    DAPArray array;
    failures += dap_source_export(source.get(), &request, &array, nullptr) != DAP_OK;
    failures += array.access(&array, DAP_ACCESS_WRITE, nullptr, nullptr) != DAP_OK;
    failures += array.access(&array, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, nullptr) != DAP_OK;
    array.release(&array);
  }

  EXPECT_EQ(allocations, before);
  EXPECT_EQ(failures, 0);
}

}  // namespace
