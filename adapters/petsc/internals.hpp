// SPDX-License-Identifier: BSD-3-Clause
// The two things this adapter needs from PETSc's private headers; no other file includes them.
#pragma once

#include <petscvec.h>

namespace dap::petsc {

// Tells PETSc that the elements have changed: norms and whatever else it remembers of the Vec are forgotten. Local, but every
// process has to do it alike: where one remembers a norm and another computes it, the other waits for ever.
void forget_norms(Vec vec);

using duplicate_function = PetscErrorCode (*)(Vec, Vec *);

// What VecDuplicate calls for this Vec.
[[nodiscard]] duplicate_function duplicate_of(Vec vec);

}  // namespace dap::petsc
