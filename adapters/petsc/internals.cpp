// SPDX-License-Identifier: BSD-3-Clause
// The only file that looks into PETSc's structures.
#include "internals.hpp"

#include <petsc/private/dmimpl.h>
#include <petsc/private/vecimpl.h>

#include "error.hpp"

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

const char *name_of(PetscObject object) {
  return object->name;
}

PetscInt64 creation_index(PetscObject object) {
  return object->cidx;
}

PetscInt num_holders(PetscObject object) {
  PetscInt count = object->refct;
  if (object->non_cyclic_references != nullptr) check(object->non_cyclic_references(object, &count), "DMDestroy");
  return count;
}

// PETSc shows nobody its lists, but copies them, and takes away what is named.
bool carries_only(PetscObject object, std::initializer_list<const char *> names) {
  if (object->noptionhandler > 0 || object->python_destroy != nullptr) return false;
  PetscObjectList others = nullptr;
  PetscErrorCode code = PetscObjectListDuplicate(object->olist, &others);
  for (const char *name : names) {
    if (code == 0) code = PetscObjectListAdd(&others, name, nullptr);
  }
  const bool is_empty = others == nullptr;
  static_cast<void>(PetscObjectListDestroy(&others));
  check(code, "PetscObjectListDuplicate");
  return is_empty;
}

}  // namespace dap::petsc
