// SPDX-License-Identifier: BSD-3-Clause
// One end of a handoff: how a library, through its own functions, shows where its memory is, and reads and writes its
// first element.
#ifndef DAP_RELIEF_LIBRARY_SIDE_HPP
#define DAP_RELIEF_LIBRARY_SIDE_HPP

#include <dap/native.h>
#include <petscvec.h>

#include <functional>
#include <string>

namespace dap::relief {

/** All functions are local to the rank, which owns at least one element; writing is logically collective. */
struct library_side {
  std::string name;
  std::function<const double *()> address;
  std::function<double()> read_first;
  std::function<void(double)> write_first;
};

/** An array of ours. */
library_side native_side(DAPNative *array);

/** A Vec; `imported` ones announce their writes with dap_petsc_vec_access, PETSc's own ones need not. */
library_side petsc_side(Vec vec, bool imported);

}  // namespace dap::relief

#endif
