// SPDX-License-Identifier: BSD-3-Clause
// A program that calls the adapter before PETSc is there, and when PETSc and MPI are gone already. The exit code says
// how it went.
#include <dap/petsc.h>
#include <dap/simple.h>

#include <cstring>
#include <string>

namespace {

// 0, or the number of the step that failed.
int run() {
  Vec kept = nullptr;
  Vec destroyed = nullptr;
  DAPArray of_kept = {};
  DAPArray of_destroyed = {};
  DAPArray moved = {};
  if (VecCreateMPI(MPI_COMM_WORLD, 10, PETSC_DETERMINE, &kept) != 0) return 1;
  if (VecCreateMPI(MPI_COMM_WORLD, 10, PETSC_DETERMINE, &destroyed) != 0) return 2;
  if (dap_petsc_vec_export(kept, nullptr, &of_kept, nullptr) != DAP_OK) return 3;
  if (dap_petsc_vec_export(destroyed, nullptr, &of_destroyed, nullptr) != DAP_OK) return 4;
  if (dap_simple_access(&of_kept, DAP_ACCESS_WRITE, nullptr) != DAP_OK) return 5;
  if (VecDestroy(&destroyed) != 0) return 6;
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  const std::string expected = "PETSc Vec: PETSc was finalized (rank " + std::to_string(rank) + "; spec 0)";
  if (PetscFinalize() != 0) return 7;
  if (MPI_Finalize() != MPI_SUCCESS) return 8;

  DAPArray refused = {};
  DAPError error = {};
  if (dap_petsc_vec_export(kept, nullptr, &refused, &error) != DAP_ERROR_LIBRARY) return 12;
  if (std::strcmp(error.message, "PETSc was finalized (spec 0)") != 0 || refused.release != nullptr) return 13;
  if (dap_petsc_vec_access(kept, DAP_ACCESS_READ, &error) != DAP_ERROR_LIBRARY) return 14;
  if (std::strcmp(error.message, "PETSc was finalized (spec 0)") != 0) return 15;
  Vec imported = nullptr;
  if (dap_petsc_vec_import(MPI_COMM_NULL, &of_kept, &imported, &error) != DAP_ERROR_LIBRARY) return 16;
  if (imported != nullptr || of_kept.release == nullptr) return 17;
  if (dap_simple_access(&of_destroyed, DAP_ACCESS_READ, &error) != DAP_ERROR_LIBRARY) return 9;
  if (error.message != expected) return 10;
  dap_simple_move(&of_destroyed, &moved);
  dap_simple_release(&moved);
  dap_simple_release(&of_kept);
  return of_kept.release == nullptr && moved.release == nullptr ? 0 : 11;
}

// The same before PETSc is there: the Vec is none, and is not to be looked at.
int run_before() {
  int no_vec = 0;
  auto vec = reinterpret_cast<Vec>(&no_vec);
  DAPArray array = {};
  DAPError error = {};
  if (dap_petsc_vec_export(vec, nullptr, &array, &error) != DAP_ERROR_LIBRARY) return 50;
  if (std::strcmp(error.message, "PETSc is not running: PetscInitialize comes first (spec 0)") != 0) return 51;
  return dap_petsc_vec_access(vec, DAP_ACCESS_READ, &error) == DAP_ERROR_LIBRARY ? 0 : 52;
}

}  // namespace

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (const int failed = run_before(); failed != 0) return failed;
  if (PetscInitializeNoArguments() != 0) return 100;
  return run();
}
