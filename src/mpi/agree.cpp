// SPDX-License-Identifier: BSD-3-Clause
// One status for all processes: that of the lowest failing rank.
#include <dap/mpi.h>
#include <dap/simple.h>

#include "mpi/library.hpp"

namespace dap::mpi {
namespace {

// What the failing process tells the others. It may have been told nothing itself, or have an error of another call.
DAPError own_error(int32_t code, int rank, const DAPError *error) noexcept {
  DAPError own;
  if (error != nullptr && error->code == code) {
    own = *error;
    if (own.rank < 0) own.rank = rank;
  } else {
    dap_simple_fail(&own, code, 0, -1, rank, 0, 0, "a process failed with status %d and no description", code);
  }
  return own;
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_agree(MPI_Comm comm, int32_t code, DAPError *error) {
  using namespace dap::mpi;
  const int32_t checked = check(comm, error);
  if (checked != DAP_OK) return checked;
  int rank = 0;
  int size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);

  const int mine = code == DAP_OK ? size : rank;
  int lowest = size;
  int status = MPI_Allreduce(&mine, &lowest, 1, MPI_INT, MPI_MIN, comm);
  if (status != MPI_SUCCESS) return failed("MPI_Allreduce", status, error);
  if (lowest == size) return DAP_OK;

  DAPError agreed = {};
  if (lowest == rank) agreed = own_error(code, rank, error);
  status = MPI_Bcast(&agreed, static_cast<int>(sizeof agreed), MPI_BYTE, lowest, comm);
  if (status != MPI_SUCCESS) return failed("MPI_Bcast", status, error);
  if (error != nullptr) *error = agreed;
  return agreed.code;
}
