/* SPDX-License-Identifier: BSD-3-Clause */
#include <dap/mpi.h>
#include <stddef.h>

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  const int32_t status = dap_mpi_agree(MPI_COMM_WORLD, DAP_OK, NULL);
  MPI_Finalize();
  return status;
}
