// SPDX-License-Identifier: BSD-3-Clause
// What hangs on a Vec that was made of a received array: the array, as a source of further exports.
#pragma once

#include <dap/array.h>
#include <petscvec.h>

#include "deposit.hpp"

namespace dap::petsc {

// Deleted by its source, on any thread, when the Vec and all re-exports are gone.
class imported_array {
 public:
  // Hangs `array` on the Vec, which was made on `data`. `array` itself stays the caller's until commit().
  static imported_array *attach_to(Vec vec, const PetscScalar *data, const DAPArray &array);

  // That of the Vec, or NULL if it was not imported.
  [[nodiscard]] static imported_array *of(Vec vec);

  void commit(DAPArray &array) { deposit_->commit(array); }

  // The Vec's elements are those of the array still: VecPlaceArray gives it others for a while.
  [[nodiscard]] bool is_in_place() const;

  // Opens or ends the use by PETSc.
  void access(uint32_t mode);

  [[nodiscard]] DAPSource *source() const { return source_; }

  imported_array(const imported_array &) = delete;
  imported_array &operator=(const imported_array &) = delete;

 private:
  imported_array() = default;

  static PetscErrorCode on_vec_destroyed(void *self);
  static PetscErrorCode on_duplicate(Vec vec, Vec *copy);
  static int32_t on_end(void *self, uint32_t mode, void **events, DAPError *error);
  static void on_destroy(void *self);

  Vec vec_ = nullptr;  // NULL once it is destroyed
  PetscObjectId id_ = 0;
  PetscContainer container_ = nullptr;
  const PetscScalar *data_ = nullptr;
  PetscErrorCode (*duplicate_)(Vec, Vec *) = nullptr;
  DAPSource *source_ = nullptr;
  deposit *deposit_ = nullptr;
};

}  // namespace dap::petsc
