// SPDX-License-Identifier: BSD-3-Clause
// What hangs on a Vec that was exported: its distribution, its memory, and the reference that keeps it alive for
// exports.
#pragma once

#include <dap/mpi.h>
#include <petscvec.h>

#include <vector>

#include "comm_reference.hpp"
#include "layout.hpp"
#include "memory.hpp"
#include "noted.hpp"

namespace dap::petsc {

// PETSc's reference counts are not atomic, so they are only touched on the thread that uses PETSc, by calls of this
// adapter and by dap_reclaim; releasing an export just counts down, and takes a note. The sweep at the start of every
// call gives back the references that no export needs any more. One that has become the last goes, too, if destroying
// the Vec concerns this process alone; else it is left to dap_reclaim, since destroying a PETSc object is collective by
// PETSc's rules.
//
// The custody lasts as long as the Vec and not just while the reference is held, since the latter differs between
// processes, but all have to take into custody in the same order.
class vec_keeper final : public noted {
 public:
  // That of the Vec, made if need be. Logically collective.
  [[nodiscard]] static vec_keeper &of(Vec vec);

  // Takes the reference; to be called before the source is exported.
  void hold();

  // The source of the Vec as it is now. What is already exported goes on as it was.
  [[nodiscard]] DAPSource *source();

  ~vec_keeper() override;

 private:
  explicit vec_keeper(Vec vec);

  static PetscErrorCode on_vec_destroyed(void *self);
  static int32_t on_needed(void *self);
  static int32_t on_destroy(void *self, DAPError *error);

  void look() override;
  void take_custody();
  void settle();
  void forget_old_memories();
  [[nodiscard]] bool has_exports() const;
  [[nodiscard]] bool is_last() const;
  void give_back();

  Vec vec_;
  PetscObjectId id_;
  MPI_Comm comm_;
  int size_ = 1;
  comm_reference *comm_reference_ = nullptr;
  vec_traits traits_;
  distribution_ref distribution_;
  std::vector<vec_memory *> memories_;  // the last one is current
  bool is_current_ = false;             // the last memory is of this distribution
  DAPCustody *custody_ = nullptr;
  bool holds_ = false;
};

}  // namespace dap::petsc
