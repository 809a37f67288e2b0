// SPDX-License-Identifier: BSD-3-Clause
// What PETSc needs to plan a transfer.
#pragma once

#include <mpi.h>
#include <petscvec.h>

#include <cstdint>
#include <vector>

namespace dap::bench {

// From a vector in blocks to another, of which this rank has the indices that it wants; all made beforehand.
class scatter {
 public:
  // Borrows what is wanted. Collective.
  scatter(MPI_Comm comm, int64_t owned, const std::vector<PetscInt> &wanted);
  scatter(const scatter &) = delete;
  scatter &operator=(const scatter &) = delete;
  ~scatter();

  // Makes a VecScatter, and drops it. Collective.
  void make() const;

 private:
  Vec from_ = nullptr;
  Vec to_ = nullptr;
  IS indices_ = nullptr;
  IS places_ = nullptr;
};

// The same from listed indices, which PETSc numbers anew: the AO that knows the numbers, those that are wanted, and the
// VecScatter. Collective.
void scatter_from_lists(MPI_Comm comm, const std::vector<PetscInt> &owned, const std::vector<PetscInt> &wanted);

}  // namespace dap::bench
