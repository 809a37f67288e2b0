// SPDX-License-Identifier: BSD-3-Clause
// The course of an import, the same for Vecs and DMDAs: check, agree, create, agree.
#pragma once

#include <dap/dap.h>
#include <petscvec.h>

#include "suitable.hpp"

namespace dap::petsc {

// What differs between imports. Functions throw failures, which may differ between processes.
class import_plan {
 public:
  virtual ~import_plan() = default;

  // The numbers of the Vec. Local.
  [[nodiscard]] virtual vec_numbers check(const DAPArray &array) = 0;
  // What can only be checked together; called when all processes have passed check(). Collective.
  virtual void check_together(const DAPArray &array, MPI_Comm comm) = 0;
  // Makes the Vec, and whatever goes with it. Collective.
  [[nodiscard]] virtual Vec create(MPI_Comm comm, const vec_numbers &numbers) = 0;
  // Takes down what goes with the Vec. Collective.
  virtual void undo() noexcept = 0;
};

// Runs the import. On failure, on whichever process, all return the same error and `array` is unchanged on all.
int32_t run_import(MPI_Comm comm, DAPArray *array, import_plan &plan, Vec *vec, DAPError *error);

}  // namespace dap::petsc
