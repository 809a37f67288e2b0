// SPDX-License-Identifier: BSD-3-Clause
// Starting and waiting: who cannot open its arrays, and who calls out of order.
#include <dap/simple.h>

#include "mpi/rows_to_columns.hpp"

namespace {

using namespace dap::mpi::testing;

// Whoever cannot open says so in its messages.
TEST(TransferCalls, ThatCannotOpenReachThoseThatWait) {
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    rows_to_columns of;
    if (world_rank() == rank) {
      of.from.array.access = [](DAPArray *, uint32_t, void **, DAPError *error) {
        return dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, world_rank(), 0, 1, "somebody writes");
      };
    }
    DAPError error{};
    ASSERT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    ASSERT_EQ(of.bind(&error), DAP_OK) << error.message;
    ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
    EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_ERROR_BUSY) << error.message;
    EXPECT_EQ(error.rule, DAP_RULE_BUSY);
    EXPECT_EQ(error.rank, rank);
    if (world_rank() == rank) of.expect_untouched();
    of.from.array.access = nullptr;
    ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
    EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_OK) << error.message;
  }
}

TEST(TransferCalls, OutOfOrderAreRefused) {
  rows_to_columns of;
  DAPError error{};
  ASSERT_EQ(of.make_plan(&error), DAP_OK);
  ASSERT_EQ(of.bind(&error), DAP_OK);
  EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_ERROR_ARGUMENT);
  ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
  EXPECT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_OK);
}

}  // namespace
