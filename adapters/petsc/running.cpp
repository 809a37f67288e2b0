// SPDX-License-Identifier: BSD-3-Clause
#include "running.hpp"

#include "error.hpp"

namespace dap::petsc {

bool is_finalized() {
  PetscBool finalized = PETSC_FALSE;
  check(PetscFinalized(&finalized), "PetscFinalized");
  return finalized == PETSC_TRUE;
}

void check_running() {
  PetscBool initialized = PETSC_FALSE;
  check(PetscInitialized(&initialized), "PetscInitialized");
  if (is_finalized()) fail(DAP_ERROR_LIBRARY, {}, "PETSc was finalized");
  if (initialized == PETSC_FALSE) fail(DAP_ERROR_LIBRARY, {}, "PETSc is not running: PetscInitialize comes first");
}

}  // namespace dap::petsc
