// SPDX-License-Identifier: BSD-3-Clause
// Global vectors of a DMDA around memory that is there already: all that DMCreateGlobalVector makes, but for the
// elements.
#pragma once

#include <petscdmda.h>

#include "suitable.hpp"

namespace dap::petsc {

// Learns what make_dmda_vec has to know. Local; called before processes agree to make one, so that none fails alone.
void prepare_dmda_vec();

// Takes a reference on the DMDA, as PETSc's own vectors do. Collective, as making any Vec is.
[[nodiscard]] Vec make_dmda_vec(DM dm, const vec_numbers &numbers);

}  // namespace dap::petsc
