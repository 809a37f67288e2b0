// SPDX-License-Identifier: BSD-3-Clause
// For tests: a plan and the pair of arrays that it moves.
#pragma once

#include <dap/mpi.h>
#include <gtest/gtest.h>

namespace dap::mpi::testing {

// The plan is taken over.
class bound_plan {
 public:
  bound_plan(DAPPlan *plan, DAPArray &source, DAPArray &target, const DAPTransferOptions *options = nullptr) {
    DAPArray *from = &source;
    DAPArray *to = &target;
    DAPError error{};
    EXPECT_EQ(dap_mpi_transfer_create(MPI_COMM_WORLD, plan, 1, &from, &to, options, &transfer_, &error), DAP_OK)
        << error.message;
    dap_plan_release(plan);
  }
  bound_plan(const bound_plan &) = delete;
  bound_plan &operator=(const bound_plan &) = delete;
  ~bound_plan() { dap_mpi_transfer_destroy(transfer_); }

  void run() {
    DAPError error{};
    ASSERT_EQ(dap_mpi_transfer_start(transfer_, &error), DAP_OK) << error.message;
    ASSERT_EQ(dap_mpi_transfer_wait(transfer_, &error), DAP_OK) << error.message;
  }

 private:
  DAPTransfer *transfer_ = nullptr;
};

}  // namespace dap::mpi::testing
