// SPDX-License-Identifier: BSD-3-Clause
// Hanging something of ours on a Vec, found again by name and destroyed with the Vec.
#pragma once

#include <petscvec.h>

#include "error.hpp"

namespace dap::petsc {

// Of the namespace as it is compiled: private copies of the library each look for what is theirs.
#define DAP_ATTACHED_TEXT(name) #name
#define DAP_ATTACHED_NAME(space, name) DAP_ATTACHED_TEXT(space) "." name

// Under these names: what keeps an exported Vec, and the array of an imported one.
constexpr const char *export_name = DAP_ATTACHED_NAME(dap, "export");
constexpr const char *import_name = DAP_ATTACHED_NAME(dap, "import");

#undef DAP_ATTACHED_NAME
#undef DAP_ATTACHED_TEXT

// In messages about a Vec that nobody has given a name.
constexpr const char *unnamed_vec = "PETSc Vec";

inline PetscObject as_object(Vec vec) {
  return reinterpret_cast<PetscObject>(vec);
}

inline MPI_Comm comm_of(PetscObject object) {
  MPI_Comm comm = MPI_COMM_NULL;
  check(PetscObjectGetComm(object, &comm), "PetscObjectGetComm");
  return comm;
}

// Number of the object, never used again by this process, unlike its address.
inline PetscObjectId id_of(PetscObject object) {
  PetscObjectId id = 0;
  check(PetscObjectGetId(object, &id), "PetscObjectGetId");
  return id;
}

// What hangs on the Vec under `name`, or NULL. VecDuplicate hands these on to the copy, so what is found may belong to
// another Vec: compare the id.
inline void *attached(Vec vec, const char *name) {
  PetscObject found = nullptr;
  check(PetscObjectQuery(as_object(vec), name, &found), "PetscObjectQuery");
  void *pointer = nullptr;
  if (found != nullptr) {
    check(PetscContainerGetPointer(reinterpret_cast<PetscContainer>(found), &pointer), "PetscContainerGetPointer");
  }
  return pointer;
}

// Hangs `pointer` on the Vec, in the place of what hung there. `destroy(pointer)` is called when the Vec, and every
// copy that was given it, has gone, and also if this call fails. The container belongs to this process alone, so that
// it takes part in no count that processes share. Returns it, borrowed.
inline PetscContainer attach(Vec vec, const char *name, void *pointer, PetscErrorCode (*destroy)(void *)) {
  PetscContainer container = nullptr;
  const PetscErrorCode created = PetscContainerCreate(PETSC_COMM_SELF, &container);
  if (created != 0) destroy(pointer);
  check(created, "PetscContainerCreate");
  PetscErrorCode code = PetscContainerSetPointer(container, pointer);
  if (code == 0) code = PetscContainerSetUserDestroy(container, destroy);
  if (code == 0) code = PetscObjectCompose(as_object(vec), name, reinterpret_cast<PetscObject>(container));
  PetscContainer kept = container;
  static_cast<void>(PetscContainerDestroy(&container));
  check(code, "PetscObjectCompose");
  return kept;
}

}  // namespace dap::petsc
