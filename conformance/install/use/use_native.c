/* SPDX-License-Identifier: BSD-3-Clause */
#include <dap/mpi.h>
#include <dap/native.h>
#include <stddef.h>

int main(int argc, char **argv) {
  const DAPType type = {DAP_TYPE_FLOAT, 64, 1};
  const DAPDistribution *distribution = NULL;
  DAPNative *array = NULL;
  double element = 1;
  const int64_t index = 3;
  int32_t status;
  MPI_Init(&argc, &argv);
  const DAPDim dim = dap_dim_balanced(10, 1);
  const DAPDistribution plan = dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
  status = dap_distribution_create_regular(&plan, NULL, &distribution, NULL);
  if (status == DAP_OK) status = dap_native_create(distribution, type, &array, NULL);
  if (status == DAP_OK) status = dap_native_get(array, &index, &element, NULL);
  dap_native_destroy(array);
  dap_distribution_release(distribution);
  MPI_Finalize();
  return status == DAP_OK && element == 0 ? 0 : 1;
}
