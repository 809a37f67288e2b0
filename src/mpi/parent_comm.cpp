// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/parent_comm.hpp"

#include "mpi/library.hpp"

namespace dap::mpi {

parent_comm::~parent_comm() {
  if (is_merged_) MPI_Comm_free(&comm_);
}

// A reduction over an intercommunicator gives each group what the other one has: the second hands it back.
int32_t parent_comm::find_sides(MPI_Comm inter, uint32_t own, uint32_t &there, DAPError *error) {
  int status = MPI_Allreduce(&own, &there, 1, MPI_UINT32_T, MPI_BOR, inter);
  if (status == MPI_SUCCESS) status = MPI_Allreduce(&there, &here_, 1, MPI_UINT32_T, MPI_BOR, inter);
  return status == MPI_SUCCESS ? int32_t{DAP_OK} : failed("MPI_Allreduce", status, error);
}

int32_t parent_comm::begin(MPI_Comm comm, uint32_t own, DAPError *error) {
  int32_t status = check_any(comm, error);
  if (status != DAP_OK) return status;
  int is_inter = 0;
  MPI_Comm_test_inter(comm, &is_inter);
  if (is_inter == 0) {
    comm_ = comm;
    return DAP_OK;
  }
  uint32_t there = no_side;
  status = find_sides(comm, own, there, error);
  if (status != DAP_OK) return status;
  if ((here_ & there) != 0 || here_ == (source_side | target_side) || there == (source_side | target_side)) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_WORLD_GROUPS, -1, -1, 1, 0,
                           "the groups of the intercommunicator have a source or a target in common, or one has both, "
                           "expected the source in one and the target in the other");
  }
  const bool is_second = here_ == target_side || (here_ == no_side && there == source_side);
  const int merged = MPI_Intercomm_merge(comm, is_second ? 1 : 0, &comm_);
  is_merged_ = merged == MPI_SUCCESS;
  return is_merged_ ? int32_t{DAP_OK} : failed("MPI_Intercomm_merge", merged, error);
}

}  // namespace dap::mpi
