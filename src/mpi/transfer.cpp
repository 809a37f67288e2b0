// SPDX-License-Identifier: BSD-3-Clause
// Transfers that are bound: started, waited for, and ended.
#include <dap/mpi.h>
#include <dap/simple.h>

#include "array/boundary.hpp"
#include "mpi/bound_transfer.hpp"

namespace dap::mpi {
namespace {

int32_t check_state(const DAPTransfer *transfer, bool is_running, DAPError *error) {
  if (transfer == nullptr) return array::argument_is_null(error, "transfer");
  if (transfer->is_running == is_running) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, is_running ? 1 : 0, is_running ? 0 : 1,
                         is_running ? "the transfer has not been started" : "the transfer has been started already");
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_transfer_start(DAPTransfer *transfer, DAPError *error) {
  const int32_t status = dap::mpi::check_state(transfer, false, error);
  if (status != DAP_OK) return status;
  transfer->run.start(transfer->overwrites);
  transfer->is_running = true;
  return DAP_OK;
}

int32_t dap_mpi_transfer_wait(DAPTransfer *transfer, DAPError *error) {
  const int32_t status = dap::mpi::check_state(transfer, true, error);
  if (status != DAP_OK) return status;
  transfer->is_running = false;
  return transfer->run.wait(error);
}

void dap_mpi_transfer_destroy(DAPTransfer *transfer) {
  if (transfer == nullptr) return;
  if (transfer->is_running) static_cast<void>(transfer->run.wait(nullptr));
  delete transfer;
}
