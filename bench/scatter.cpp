// SPDX-License-Identifier: BSD-3-Clause
#include "scatter.hpp"

namespace dap::bench {

void scatter(MPI_Comm comm, int64_t owned, const std::vector<PetscInt> &wanted) {
  Vec from = nullptr;
  Vec to = nullptr;
  IS indices = nullptr;
  VecScatter made = nullptr;
  VecCreateMPI(comm, static_cast<PetscInt>(owned), PETSC_DETERMINE, &from);
  VecCreateMPI(comm, static_cast<PetscInt>(wanted.size()), PETSC_DETERMINE, &to);
  ISCreateGeneral(comm, static_cast<PetscInt>(wanted.size()), wanted.data(), PETSC_USE_POINTER, &indices);
  PetscInt first = 0;
  VecGetOwnershipRange(to, &first, nullptr);
  IS places = nullptr;
  ISCreateStride(comm, static_cast<PetscInt>(wanted.size()), first, 1, &places);
  VecScatterCreate(from, indices, to, places, &made);
  VecScatterDestroy(&made);
  ISDestroy(&places);
  ISDestroy(&indices);
  VecDestroy(&from);
  VecDestroy(&to);
}

}  // namespace dap::bench
