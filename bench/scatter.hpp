// SPDX-License-Identifier: BSD-3-Clause
// What PETSc needs to plan a transfer.
#pragma once

#include <mpi.h>
#include <petscvec.h>

#include <cstdint>
#include <vector>

namespace dap::bench {

// Makes a VecScatter to the indices that this rank wants, and drops it. Collective.
void scatter(MPI_Comm comm, int64_t owned, const std::vector<PetscInt> &wanted);

}  // namespace dap::bench
