// SPDX-License-Identifier: BSD-3-Clause
// Which arrays PETSc can hold, and how it counts them.
#pragma once

#include <dap/array.h>
#include <petscvec.h>

#include <array>
#include <vector>

#include "dmda_grid.hpp"

namespace dap::petsc {

// A Vec's numbers for an array: its memory on this process, and its sizes.
struct vec_numbers {
  const PetscScalar *data = nullptr;  // NULL only if nothing is owned here
  PetscInt local = 0;
  PetscInt global = 0;
  PetscInt block_size = 1;
};

// A DMDA's numbers, of x, y, z in this order.
struct dmda_numbers {
  int32_t ndim = 0;
  std::array<PetscInt, 3> size = {1, 1, 1};
  std::array<PetscInt, 3> processes = {1, 1, 1};
  std::array<std::vector<PetscInt>, 3> widths;
  std::array<bool, 3> periodic = {false, false, false};
};

// Each throws a failure that names what was found. Local: what they find may differ between processes, which agree
// later.

// The numbers of an array whose first dimension alone is divided, as ranges in the order of the ranks. Bounds that this
// process does not know are left to check_unknown_ranges.
[[nodiscard]] vec_numbers numbers_for_vec(const DAPArray &array);

// Of an array that numbers_for_vec has found suitable.
[[nodiscard]] bool has_unknown_bounds(const DAPArray &array);

// Whether ranges whose bounds nobody knows follow each other in the order of the ranks. Collective; the failure is
// local.
void check_unknown_ranges(const DAPArray &array, MPI_Comm comm);

// The numbers of an array of 1 to 3 dimensions that is divided as a DMDA divides; `out` gets the grid.
[[nodiscard]] vec_numbers numbers_for_dmda(const DAPArray &array, PetscInt stencil_width, dmda_numbers &out);

// The numbers of an array that is divided exactly as this DMDA is.
[[nodiscard]] vec_numbers numbers_on_dmda(const DAPArray &array, const dmda_grid &grid);

}  // namespace dap::petsc
