// SPDX-License-Identifier: BSD-3-Clause
// The only file that looks into PETSc's structures.
#include "internals.hpp"

#include <petsc/private/dmimpl.h>
#include <petsc/private/vecimpl.h>

namespace dap::petsc {

void forget_norms(Vec vec) {
  static_cast<void>(PetscObjectStateIncrease(reinterpret_cast<PetscObject>(vec)));
}

vec_operations operations_of(Vec vec) {
  return {vec->ops->duplicate, vec->ops->view, vec->ops->load};
}

bool is_set_up(DM dm) {
  return dm->setupcalled == PETSC_TRUE;
}

}  // namespace dap::petsc
