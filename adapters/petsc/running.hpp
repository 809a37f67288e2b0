// SPDX-License-Identifier: BSD-3-Clause
// Whether there is a PETSc to be called.
#pragma once

namespace dap::petsc {

[[nodiscard]] bool is_finalized();

// Throws unless PetscInitialize was called and PetscFinalize was not.
void check_running();

}  // namespace dap::petsc
