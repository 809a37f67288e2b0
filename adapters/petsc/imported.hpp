// SPDX-License-Identifier: BSD-3-Clause
// What hangs on a Vec that was made of a received array: the array, as a source of further exports.
#pragma once

#include <dap/array.h>
#include <petscvec.h>

#include "noted.hpp"
#include "subject.hpp"

namespace dap::petsc {

// Deleted by its source, on any thread, when the Vec and all re-exports are gone; with the Vec if there is no array.
//
// Re-exports that are released while they are open leave ENDs behind that the array has to hear of (rule 665), so a
// note is taken. While the Vec lives, so does its source, on the thread that sweeps. Re-exports that outlive the Vec
// may go at any time on any thread, also while the source is looked at: therefore one more export, the *pin*, keeps it
// alive, until the pin is the last export; then whoever finds that out releases it.
class imported_array final : private noted {
 public:
  // Hangs an empty one on the Vec, which was made on `data`.
  static imported_array *attach_to(Vec vec, const PetscScalar *data);

  // Moves the array in, once.
  void adopt(DAPArray &array);
  // Moves it out again if it was moved in, before anything was done with the Vec: another process has failed.
  void give_back(DAPArray &array);

  // That of the Vec, or NULL if it was not imported.
  [[nodiscard]] static imported_array *of(Vec vec);

  // The Vec's elements are those of the array still: VecPlaceArray gives it others for a while.
  [[nodiscard]] bool is_in_place() const;

  // Opens or ends the use by PETSc.
  void access(uint32_t mode);

  [[nodiscard]] DAPSource *source() const { return source_; }

  ~imported_array() override = default;

 private:
  imported_array() = default;

  static PetscErrorCode on_vec_destroyed(void *self);
  static PetscErrorCode on_duplicate(Vec vec, Vec *copy);
  void forget();
  void look() override;
  void prepare_to_look() override { is_looked_at_ = true; }
  [[nodiscard]] DAPArray take_last_pin();
  static int32_t on_end(void *self, uint32_t mode, void **events, DAPError *error);
  static void on_refused(void *self, uint32_t mode);
  static void on_released(void *self);
  static void on_destroy(void *self);

  Vec vec_ = nullptr;  // NULL once it is destroyed
  PetscObjectId id_ = 0;
  PetscContainer container_ = nullptr;
  const PetscScalar *data_ = nullptr;
  PetscErrorCode (*duplicate_)(Vec, Vec *) = nullptr;
  DAPSource *source_ = nullptr;  // NULL while there is no array

  // Under noted::mutex().
  bool is_alive_ = true;       // the Vec is
  bool is_looked_at_ = false;  // a sweep is about to settle the source
  DAPArray pin_ = {};          // live from the Vec's end to that of the last other export
};

// Whom failures of a Vec are about: its name, else that of the array it was made of.
[[nodiscard]] subject subject_of(Vec vec);

}  // namespace dap::petsc
