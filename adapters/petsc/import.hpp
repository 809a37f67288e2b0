// SPDX-License-Identifier: BSD-3-Clause
// The course of an import, the same for Vecs and DMDAs: agree that all pass the same, check, agree, create, agree.
#pragma once

#include <dap/dap.h>
#include <petscvec.h>

#include "suitable.hpp"

namespace dap::petsc {

// What differs between imports. Functions throw failures, which may differ between processes.
class import_plan {
 public:
  virtual ~import_plan() = default;

  // Which import it is, and whatever else of the arguments has to be alike on all processes.
  [[nodiscard]] virtual uint64_t arguments() const = 0;
  // The numbers of the Vec. Local.
  [[nodiscard]] virtual vec_numbers check(const DAPArray &array) = 0;
  // What can only be checked together; called when all processes have passed check(), if this says so, which follows
  // from global members. Collective.
  [[nodiscard]] virtual bool has_more_to_check(const DAPArray &) const { return false; }
  virtual void check_together(const DAPArray &, MPI_Comm) {}
  // Makes the Vec, and whatever goes with it. Collective.
  [[nodiscard]] virtual Vec create(MPI_Comm comm, const vec_numbers &numbers) = 0;
  // Takes down what goes with the Vec. Collective.
  virtual void undo() noexcept = 0;
};

// The number of an import that has one argument: names are not to be mistaken for each other, nor are arguments.
constexpr uint64_t arguments_of(uint64_t import, uint64_t argument) {
  return import + (argument << 8);
}

// Runs the import. On failure, on whichever process, all return the same error and `array` is unchanged on all.
int32_t run_import(MPI_Comm comm, DAPArray *array, import_plan &plan, Vec *vec, DAPError *error);

}  // namespace dap::petsc
