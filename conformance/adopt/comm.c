/* SPDX-License-Identifier: BSD-3-Clause */
/* The communicator of a Vec that is exported by hand, against dap_comm_from_mpi. */
#include <dap/mpi.h>
#include <dap/simple.h>
#include <stdio.h>

#include "vec.h"

static int same(const DAPComm *left, const DAPComm *right) {
  return left->kind == right->kind && left->implementation == right->implementation && left->value == right->value &&
         left->rank == right->rank && left->size == right->size;
}

/* Also of a communicator in which this process has another rank. */
static int failures_with(MPI_Comm comm) {
  const DAPRequest request = dap_simple_request(0);
  const DAPComm expected = dap_comm_from_mpi(comm);
  DAPArray array;
  DAPError error = {0};
  Vec *vec = vec_create(comm, 10);
  const int32_t status = vec_provider.export_array(vec, &request, &array, &error);
  const int right = status == DAP_OK && same(&array.distribution->comm, &expected);
  if (!right)
    fprintf(stderr, "rank %d: another communicator than that of dap/mpi.h; %s\n", expected.rank, error.message);
  dap_simple_release(&array);
  vec_drop(vec);
  return !right;
}

int main(int argc, char **argv) {
  int rank, failures;
  MPI_Comm reversed;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, 0, -rank, &reversed);
  failures = failures_with(MPI_COMM_WORLD) + failures_with(reversed);
  MPI_Comm_free(&reversed);
  MPI_Finalize();
  return failures == 0 ? 0 : 1;
}
