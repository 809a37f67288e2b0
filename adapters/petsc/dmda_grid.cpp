// SPDX-License-Identifier: BSD-3-Clause
#include "dmda_grid.hpp"

#include "error.hpp"

namespace dap::petsc {

bool is_dmda(DM dm) {
  PetscBool is = PETSC_FALSE;
  check(PetscObjectTypeCompare(reinterpret_cast<PetscObject>(dm), DMDA, &is), "PetscObjectTypeCompare");
  return is == PETSC_TRUE;
}

dmda_grid grid_of(DM dm) {
  dmda_grid grid;
  std::array<PetscInt, 3> processes = {1, 1, 1};
  check(DMDAGetInfo(dm, &grid.ndim, nullptr, nullptr, nullptr, &processes[0], &processes[1], &processes[2], &grid.dof,
                    nullptr, &grid.boundary[0], &grid.boundary[1], &grid.boundary[2], nullptr),
        "DMDAGetInfo");
  std::array<const PetscInt *, 3> widths = {nullptr, nullptr, nullptr};
  check(DMDAGetOwnershipRanges(dm, &widths[0], &widths[1], &widths[2]), "DMDAGetOwnershipRanges");
  for (size_t d = 0; d < static_cast<size_t>(grid.ndim); ++d) {
    grid.bounds[d].push_back(0);
    for (PetscInt c = 0; c < processes[d]; ++c) grid.bounds[d].push_back(grid.bounds[d].back() + widths[d][c]);
  }
  return grid;
}

}  // namespace dap::petsc
