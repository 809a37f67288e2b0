// SPDX-License-Identifier: BSD-3-Clause
// Exporting an array of a kept source every time step costs no memory: nothing is allocated.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"
#include "testing/scarce_memory.hpp"

namespace {

using namespace dap::array::sample;

TEST(Allocation, HappensWhereASourceIsMade) {
  const ten_doubles field;
  const int64_t before = num_allocations;

  const source_ptr source = field.source();

  EXPECT_GT(num_allocations, before) << "else nothing is counted here, and the next test proves nothing";
}

TEST(Allocation, DoesNotHappenInExportAccessAndRelease) {
  const ten_doubles field;
  const source_ptr source = field.source();
  const DAPRequest request = dap_simple_request(1);
  int failures = 0;
  const int64_t before = num_allocations;

  for (int step = 0; step < 100; ++step) {
    DAPArray array;
    failures += dap_source_export(source.get(), &request, &array, nullptr) != DAP_OK;
    failures += array.access(&array, DAP_ACCESS_WRITE, nullptr, nullptr) != DAP_OK;
    failures += array.access(&array, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, nullptr) != DAP_OK;
    array.release(&array);
  }

  EXPECT_EQ(num_allocations, before);
  EXPECT_EQ(failures, 0);
}

}  // namespace
