// SPDX-License-Identifier: BSD-3-Clause
// The only file that looks into PETSc's structures.
#include "internals.hpp"

#include <petsc/private/vecimpl.h>

namespace dap::petsc {

void forget_norms(Vec vec) {
  static_cast<void>(PetscObjectStateIncrease(reinterpret_cast<PetscObject>(vec)));
}

duplicate_function duplicate_of(Vec vec) {
  return vec->ops->duplicate;
}

}  // namespace dap::petsc
