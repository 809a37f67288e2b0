// SPDX-License-Identifier: BSD-3-Clause
#include "scatter.hpp"

#include <petscao.h>

namespace dap::bench {

scatter::scatter(MPI_Comm comm, int64_t owned, const std::vector<PetscInt> &wanted) {
  const auto count = static_cast<PetscInt>(wanted.size());
  VecCreateMPI(comm, static_cast<PetscInt>(owned), PETSC_DETERMINE, &from_);
  VecCreateMPI(comm, count, PETSC_DETERMINE, &to_);
  ISCreateGeneral(comm, count, wanted.data(), PETSC_USE_POINTER, &indices_);
  PetscInt first = 0;
  VecGetOwnershipRange(to_, &first, nullptr);
  ISCreateStride(comm, count, first, 1, &places_);
}

scatter::~scatter() {
  ISDestroy(&places_);
  ISDestroy(&indices_);
  VecDestroy(&from_);
  VecDestroy(&to_);
}

void scatter::make() const {
  VecScatter made = nullptr;
  VecScatterCreate(from_, indices_, to_, places_, &made);
  VecScatterDestroy(&made);
}

void scatter_from_lists(MPI_Comm comm, const std::vector<PetscInt> &owned, const std::vector<PetscInt> &wanted) {
  AO numbers = nullptr;
  AOCreateMemoryScalable(comm, static_cast<PetscInt>(owned.size()), owned.data(), nullptr, &numbers);
  std::vector<PetscInt> translated = wanted;
  AOApplicationToPetsc(numbers, static_cast<PetscInt>(translated.size()), translated.data());
  scatter(comm, static_cast<int64_t>(owned.size()), translated).make();
  AODestroy(&numbers);
}

}  // namespace dap::bench
