// SPDX-License-Identifier: BSD-3-Clause
#include "dmda_vec.hpp"

#include <memory>

#include "attach.hpp"
#include "error.hpp"
#include "internals.hpp"

namespace dap::petsc {
namespace {

using void_function = void (*)(void);

// Natural order when viewing and loading, and copies that are global vectors again. PETSc has no names for these
// functions that others may call, so they are taken from the smallest global vector that there is.
vec_operations find_dmda_operations() {
  DM dm = nullptr;
  Vec vec = nullptr;
  PetscErrorCode code = DMDACreate1d(PETSC_COMM_SELF, DM_BOUNDARY_NONE, 1, 1, 0, nullptr, &dm);
  // Options are for the program's own DMDAs: -dm_view would print this one.
  if (code == 0) code = DMSetOptionsPrefix(dm, "dap_internal_");
  if (code == 0) code = DMSetUp(dm);
  if (code == 0) code = DMCreateGlobalVector(dm, &vec);
  const vec_operations found = code == 0 ? operations_of(vec) : vec_operations{};
  static_cast<void>(VecDestroy(&vec));
  static_cast<void>(DMDestroy(&dm));
  check(code, "DMCreateGlobalVector");
  return found;
}

const vec_operations &dmda_operations() {
  static const vec_operations found = find_dmda_operations();
  return found;
}

// Of the type that the DMDA's own have.
Vec make_vec(DM dm, const vec_numbers &numbers) {
  const MPI_Comm comm = comm_of(reinterpret_cast<PetscObject>(dm));
  int size = 1;
  MPI_Comm_size(comm, &size);
  VecType type = nullptr;
  PetscBool is_mpi = PETSC_FALSE;
  check(DMGetVecType(dm, &type), "DMGetVecType");
  check(PetscStrcmp(type, VECMPI, &is_mpi), "PetscStrcmp");
  Vec vec = nullptr;
  if (size == 1 && is_mpi == PETSC_FALSE) {
    check(VecCreateSeqWithArray(comm, numbers.block_size, numbers.local, numbers.data, &vec), "VecCreateSeqWithArray");
  } else {
    check(VecCreateMPIWithArray(comm, numbers.block_size, numbers.local, numbers.global, numbers.data, &vec),
          "VecCreateMPIWithArray");
  }
  return vec;
}

}  // namespace

void prepare_dmda_vec() {
  static_cast<void>(dmda_operations());
}

Vec make_dmda_vec(DM dm, const vec_numbers &numbers) {
  const vec_operations &operations = dmda_operations();
  Vec vec = make_vec(dm, numbers);
  ISLocalToGlobalMapping mapping = nullptr;
  const auto set = [&](VecOperation which, auto function) {
    return VecSetOperation(vec, which, reinterpret_cast<void_function>(function));
  };
  PetscErrorCode code = VecSetDM(vec, dm);
  if (code == 0) code = DMGetLocalToGlobalMapping(dm, &mapping);
  if (code == 0) code = VecSetLocalToGlobalMapping(vec, mapping);
  if (code == 0) code = set(VECOP_DUPLICATE, operations.duplicate);
  if (code == 0) code = set(VECOP_VIEW, operations.view);
  if (code == 0) code = set(VECOP_LOAD, operations.load);
  if (code != 0) static_cast<void>(VecDestroy(&vec));
  check(code, "VecSetDM");
  return vec;
}

}  // namespace dap::petsc
