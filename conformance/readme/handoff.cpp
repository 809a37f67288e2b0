// SPDX-License-Identifier: BSD-3-Clause
// The handoff of README.md: the multivector has the Vec's memory.
#include <dap/petsc.h>
#include <dap/simple.h>

#include <Tpetra_Core.hpp>
#include <cstdio>
#include <dap/tpetra.hpp>

#include "handoff.h"

static bool hands_over() {
  const DAPRequest request = dap_simple_request(0);
  DAPError error = {};
  Teuchos::RCP<dap::tpetra::multivector> multivector;
  Vec vec = nullptr;
  const PetscScalar *values = nullptr;
  if (VecCreateMPI(PETSC_COMM_WORLD, 5, PETSC_DECIDE, &vec) != 0 || VecSet(vec, 2.0) != 0) return false;

  handoff(vec, MPI_COMM_WORLD, request, multivector, error);
  if (multivector.is_null()) {
    std::fprintf(stderr, "%s\n", error.message);
    return false;
  }

  if (VecGetArrayRead(vec, &values) != 0) return false;
  const bool same = multivector->getLocalViewHost(Tpetra::Access::ReadOnly).data() == values;
  return VecRestoreArrayRead(vec, &values) == 0 && VecDestroy(&vec) == 0 && same;
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (PetscInitialize(&argc, &argv, nullptr, nullptr) != 0) return 1;
  Tpetra::initialize(&argc, &argv);
  const bool handed_over = hands_over();
  dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr);
  dap::tpetra::drop_cached_maps(MPI_COMM_WORLD);
  Tpetra::finalize();
  PetscFinalize();
  MPI_Finalize();
  return handed_over ? 0 : 1;
}
