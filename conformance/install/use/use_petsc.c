/* SPDX-License-Identifier: BSD-3-Clause */
#include <dap/mpi.h>
#include <dap/petsc.h>
#include <dap/simple.h>

int main(int argc, char **argv) {
  const DAPRequest request = dap_simple_request(0);
  Vec vec;
  DAPArray array;
  int32_t status;
  if (PetscInitialize(&argc, &argv, NULL, NULL)) return 1;
  if (VecCreateMPI(PETSC_COMM_WORLD, 10, PETSC_DECIDE, &vec)) return 1;
  status = dap_petsc_vec_export(vec, &request, &array, NULL);
  if (status == DAP_OK) dap_simple_release(&array);
  if (VecDestroy(&vec)) return 1;
  dap_reclaim(PETSC_COMM_WORLD, NULL, NULL); /* or what the export still holds of PETSc's would leak */
  return PetscFinalize() ? 1 : status;
}
