// SPDX-License-Identifier: BSD-3-Clause
// Whether a Vec can be destroyed on one process without the others.
#pragma once

#include <petscvec.h>

namespace dap::petsc {

// Of a Vec of type "mpi" or "seq" to which the caller has the last reference, while another one is held on its
// communicator. What VecDestroy does to such a Vec itself is local: it frees memory, and drops references. So it
// depends on what they lead to, and on whoever else wants to be told. "No" whenever in doubt.
[[nodiscard]] bool dies_alone(Vec vec);

}  // namespace dap::petsc
