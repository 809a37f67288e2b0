// SPDX-License-Identifier: BSD-3-Clause
// What this adapter needs from PETSc's private headers; no other file includes them.
#pragma once

#include <petscdm.h>
#include <petscvec.h>

#include <initializer_list>

namespace dap::petsc {

// Tells PETSc that the elements have changed: norms and whatever else it remembers of the Vec are forgotten. Local, but
// every process has to do it alike: where one remembers a norm and another computes it, the other waits for ever.
void forget_norms(Vec vec);

using duplicate_function = PetscErrorCode (*)(Vec, Vec *);
using viewer_function = PetscErrorCode (*)(Vec, PetscViewer);

// What VecDuplicate, VecView and VecLoad call for a Vec.
struct vec_operations {
  duplicate_function duplicate = nullptr;
  viewer_function view = nullptr;
  viewer_function load = nullptr;
};

[[nodiscard]] vec_operations operations_of(Vec vec);

// Whether DMSetUp has been called.
[[nodiscard]] bool is_set_up(DM dm);

// The name that was given to the object, or NULL. PetscObjectGetName would invent one, collectively.
[[nodiscard]] const char *name_of(PetscObject object);

// Number of the object among those of its communicator, alike on all processes.
[[nodiscard]] PetscInt64 creation_index(PetscObject object);

// References to an object, but for those of objects that it refers to itself.
[[nodiscard]] PetscInt num_holders(PetscObject object);

// Whether nothing is composed with the object but under these names, and nobody is told of its end.
[[nodiscard]] bool carries_only(PetscObject object, std::initializer_list<const char *> names);

}  // namespace dap::petsc
