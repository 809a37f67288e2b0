// SPDX-License-Identifier: BSD-3-Clause
// How a DMDA divides its points.
#pragma once

#include <petscdmda.h>

#include <array>
#include <cstdint>
#include <vector>

namespace dap::petsc {

using bounds_list = std::vector<int64_t>;

struct dmda_grid {
  PetscInt ndim = 0;
  PetscInt dof = 1;
  std::array<bounds_list, 3> bounds;  // of x, y, z: the first index of each coordinate, and the end
  std::array<DMBoundaryType, 3> boundary = {DM_BOUNDARY_NONE, DM_BOUNDARY_NONE, DM_BOUNDARY_NONE};
};

[[nodiscard]] bool is_dmda(DM dm);

// Of a DMDA that is set up. Local, alike on all processes.
[[nodiscard]] dmda_grid grid_of(DM dm);

}  // namespace dap::petsc
