// SPDX-License-Identifier: BSD-3-Clause
#include "dies_alone.hpp"

#include <petscdm.h>

#include "attach.hpp"
#include "error.hpp"
#include "internals.hpp"

namespace dap::petsc {
namespace {

constexpr const char *dm_name = "__PETSc_dm";  // of VecSetDM

// Whoever holds the others destroys it, together with other processes.
bool has_other_holders(PetscObject object) {
  return object == nullptr || num_holders(object) > 1;
}

bool is_of_type_mpi(Vec vec) {
  PetscBool is = PETSC_FALSE;
  check(PetscObjectTypeCompareAny(as_object(vec), &is, VECMPI, VECSEQ, ""), "PetscObjectTypeCompareAny");
  return is == PETSC_TRUE;
}

// A ghosted Vec has a scatter, and a Vec for its local form.
bool is_ghosted(Vec vec) {
  Vec local = nullptr;
  check(VecGhostGetLocalForm(vec, &local), "VecGhostGetLocalForm");
  const bool is = local != nullptr && local != vec;
  check(VecGhostRestoreLocalForm(vec, &local), "VecGhostRestoreLocalForm");
  return is;
}

}  // namespace

bool dies_alone(Vec vec) {
  DM dm = nullptr;
  ISLocalToGlobalMapping mapping = nullptr;
  check(VecGetDM(vec, &dm), "VecGetDM");
  check(VecGetLocalToGlobalMapping(vec, &mapping), "VecGetLocalToGlobalMapping");
  return is_of_type_mpi(vec) && !is_ghosted(vec) && has_other_holders(reinterpret_cast<PetscObject>(dm)) &&
         has_other_holders(reinterpret_cast<PetscObject>(mapping)) &&
         carries_only(as_object(vec), {export_name, import_name, dm_name});
}

}  // namespace dap::petsc
