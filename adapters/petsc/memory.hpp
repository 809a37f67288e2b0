// SPDX-License-Identifier: BSD-3-Clause
// The memory of an exported Vec: one array pointer, the source behind its exports, and PETSc's get and restore around
// use.
#pragma once

#include <dap/array.h>
#include <petscvec.h>

#include "noted.hpp"
#include "subject.hpp"

namespace dap::petsc {

// Where the elements are now.
[[nodiscard]] const PetscScalar *array_of(Vec vec);

// Whether PETSc (a debug build of it) would refuse to let the elements be written.
[[nodiscard]] bool is_locked(Vec vec);

// Deleted by its source, on any thread, when the creator's reference and all exports are gone. The Vec is only touched
// by openings and their ENDs, and whoever owns the creator's reference keeps it alive for these.
class vec_memory {
 public:
  // Makes the source as well. When an export is released, a note is taken of the keeper.
  [[nodiscard]] static vec_memory *create(Vec vec, const DAPDistribution &distribution, noted &keeper);

  // The keeper lets go of it, and is not noted any more: this is not to be touched afterwards.
  void let_go();

  vec_memory(const vec_memory &) = delete;
  vec_memory &operator=(const vec_memory &) = delete;

  [[nodiscard]] DAPSource *source() const { return source_; }
  [[nodiscard]] const PetscScalar *data() const { return data_; }
  [[nodiscard]] bool has_exports() const { return dap_source_num_exports(source_) > 0; }

 private:
  vec_memory(Vec vec, noted &keeper);

  void open(uint32_t mode);
  void end(uint32_t mode);

  static int32_t on_open(void *context, uint32_t mode, void **events, DAPError *error);
  static int32_t on_end(void *context, uint32_t mode, void **events, DAPError *error);
  static void on_refused(void *context, uint32_t mode);
  static void on_released(void *context);
  static void on_destroy(void *context);

  Vec vec_;
  const PetscScalar *data_;
  subject subject_;  // known also when PETSc is gone
  noted *keeper_;    // under noted::mutex(); NULL once it has let go
  DAPSource *source_ = nullptr;
};

}  // namespace dap::petsc
