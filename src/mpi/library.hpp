// SPDX-License-Identifier: BSD-3-Clause
// The MPI library as this layer sees it: is it running, and what to say when one of its calls fails.
#pragma once

#include <dap/rules.h>
#include <dap/simple.h>
#include <mpi.h>

#include <cstdint>

namespace dap::mpi {

// Whether communicators may be used at all: between MPI_Init and MPI_Finalize.
[[nodiscard]] inline bool running() noexcept {
  int initialized = 0;
  int finalized = 0;
  MPI_Initialized(&initialized);
  MPI_Finalized(&finalized);
  return initialized != 0 && finalized == 0;
}

// Whether a handle may be passed to MPI at all. Open MPI turns the number of a freed communicator into a null pointer,
// which is not MPI_COMM_NULL and ends the program when it is used.
[[nodiscard]] inline bool usable(MPI_Comm comm) noexcept {
  return comm != MPI_COMM_NULL && comm != MPI_Comm{};
}

// Ranks of an intercommunicator count in two groups; a distribution counts in one.
[[nodiscard]] inline int32_t check_one_group(MPI_Comm comm, DAPError *error) noexcept {
  int is_inter = 0;
  MPI_Comm_test_inter(comm, &is_inter);
  if (is_inter == 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_SIZE, -1, -1, 0, 1,
                         "the communicator is an intercommunicator, expected one of a single group");
}

// Refuses what no collective call can be made on; an intercommunicator is one that can.
[[nodiscard]] inline int32_t check_any(MPI_Comm comm, DAPError *error) noexcept {
  if (!running()) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, -1, 0, 0,
                           "MPI is not running: it was not initialised yet, or is finalised already");
  }
  if (usable(comm)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "comm is MPI_COMM_NULL");
}

// Refuses a communicator that cannot be used for a collective call of one group.
[[nodiscard]] inline int32_t check(MPI_Comm comm, DAPError *error) noexcept {
  const int32_t status = check_any(comm, error);
  return status == DAP_OK ? check_one_group(comm, error) : status;
}

// Describes a call of MPI's own that returned an error, for communicators whose error handler returns.
[[nodiscard]] inline int32_t failed(const char *function, int code, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, MPI_SUCCESS, code, "%s returned the error %d", function,
                         code);
}

}  // namespace dap::mpi
