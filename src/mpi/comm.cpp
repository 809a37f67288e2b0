// SPDX-License-Identifier: BSD-3-Clause
// Which communicator an importer works on, and whether it is the one that the distribution counts its ranks in.
#include <dap/mpi.h>
#include <dap/simple.h>

#include "mpi/library.hpp"

namespace dap::mpi {
namespace {

const char *name_of(uint32_t implementation) noexcept {
  switch (implementation) {
    case DAP_MPI_OPEN_MPI:
      return "Open MPI";
    case DAP_MPI_MPICH:
      return "the MPICH ABI";
    case DAP_MPI_STANDARD:
      return "the standard MPI ABI";
    default:
      return "an unknown MPI library";
  }
}

int32_t comm_of(const DAPComm &value, MPI_Comm &out, DAPError *error) noexcept {
  if (value.kind != DAP_COMM_MPI) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, value.rank, DAP_COMM_MPI, value.kind,
                           "the distribution has no communicator (kind %u), and none was given", value.kind);
  }
  if (value.implementation != DAP_MPI_THIS || DAP_MPI_THIS == DAP_MPI_UNKNOWN) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_LIBRARY, -1, value.rank, DAP_MPI_THIS,
                           value.implementation, "the communicator is one of %s, but this library was built for %s",
                           name_of(value.implementation), name_of(DAP_MPI_THIS));
  }
  const MPI_Comm comm = dap_comm_to_mpi(&value);
  if (!usable(comm)) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, value.rank, 0, value.value,
                           "the distribution's communicator (handle %" PRId64 ") is null or was freed", value.value);
  }
  out = comm;
  return DAP_OK;
}

int32_t check_place(MPI_Comm comm, const DAPComm &value, DAPError *error) noexcept {
  const int32_t one_group = check_one_group(comm, error);
  if (one_group != DAP_OK) return one_group;
  int rank = 0;
  int size = 1;
  int status = MPI_Comm_rank(comm, &rank);
  if (status == MPI_SUCCESS) status = MPI_Comm_size(comm, &size);
  if (status != MPI_SUCCESS) return failed("MPI_Comm_rank or MPI_Comm_size", status, error);
  if (size != value.size) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_SIZE, -1, value.rank, value.size, size,
                           "the communicator has %d processes, the distribution %d", size, value.size);
  }
  if (rank != value.rank) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_SIZE, -1, value.rank, value.rank, rank,
                           "this process has rank %d in the communicator, and %d in the distribution", rank,
                           value.rank);
  }
  return DAP_OK;
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_comm(MPI_Comm comm, const DAPDistribution *distribution, MPI_Comm *out, DAPError *error) {
  if (distribution == nullptr || out == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "%s is NULL",
                           distribution == nullptr ? "distribution" : "out");
  }
  const DAPComm &value = distribution->comm;
  if (!dap::mpi::running()) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, value.rank, 0, 0,
                           "MPI is not running: it was not initialised yet, or is finalised already");
  }
  if (comm == MPI_COMM_NULL) {
    const int32_t status = dap::mpi::comm_of(value, comm, error);
    if (status != DAP_OK) return status;
  }
  const int32_t status = dap::mpi::check_place(comm, value, error);
  if (status == DAP_OK) *out = comm;
  return status;
}
