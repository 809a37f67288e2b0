// SPDX-License-Identifier: BSD-3-Clause
// For tests: memory runs out on one rank alone, at every allocation of a collective call. Exactly one source file of a
// program may include this.
#pragma once

#include <dap/dap.h>
#include <gtest/gtest.h>

#include <string>

#include "testing/mpi_environment.hpp"
#include "testing/scarce_memory.hpp"

namespace dap::mpi::testing {

// Calls work(rank) for each rank, whose memory is to run out; afterwards nobody holds more than before. Once for none
// (-1), so that there is what is kept for ever.
template <typename Work>
void on_each_rank_alone(Work &&work) {
  const int32_t last = dap::testing::world_size() - 1;
  for (int32_t rank = -1; rank <= last; ++rank) {
    if (dap::testing::waits_busily() && rank >= 0 && rank < last) continue;
    SCOPED_TRACE("memory runs out on rank " + std::to_string(rank));
    const int64_t held = num_held;
    work(rank);
    if (::testing::Test::HasFailure()) return;
    if (rank >= 0) {
      EXPECT_EQ(num_held, held);
    }
  }
}

// Grants that rank one allocation more until call(error) goes well: until then all ranks are told. It needs at
// least so many.
template <typename Call>
void expect_told_of_memory(int32_t rank, int64_t fewest, Call &&call) {
  const int64_t step = dap::testing::waits_busily() ? 8 : 1;
  int64_t enough = 0;
  for (int32_t status = DAP_ERROR_MEMORY; status != DAP_OK; enough += step) {
    DAPError error{};
    if (dap::testing::world_rank() == rank) granted = enough;
    status = call(&error);
    granted = -1;
    if (status != DAP_OK) {
      ASSERT_EQ(status, DAP_ERROR_MEMORY) << error.message;
    }
  }
  if (rank >= 0) {
    EXPECT_GT(enough, fewest);
  }
}

}  // namespace dap::mpi::testing
