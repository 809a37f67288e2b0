// SPDX-License-Identifier: BSD-3-Clause
// PETSc's handles, owned, and its error codes as exceptions.
#ifndef DAP_RELIEF_PETSC_OBJECT_HPP
#define DAP_RELIEF_PETSC_OBJECT_HPP

#include <petscksp.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace dap::relief {

inline void check_petsc(PetscErrorCode code) {
  if (code) throw std::runtime_error("PETSc error " + std::to_string(static_cast<int>(code)));
}

/** Owns one reference; destroying the last one is collective, so the owners must die in the same order on all ranks. */
template <class Handle, PetscErrorCode (*destroy)(Handle *)>
class petsc_object {
 public:
  petsc_object() = default;
  petsc_object(petsc_object &&other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  petsc_object &operator=(petsc_object &&other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~petsc_object() { destroy(&handle_); }
  Handle get() const { return handle_; }
  Handle *out() { return &handle_; }

 private:
  Handle handle_ = nullptr;
};

using petsc_vec = petsc_object<Vec, VecDestroy>;
using petsc_mat = petsc_object<Mat, MatDestroy>;
using petsc_ksp = petsc_object<KSP, KSPDestroy>;
using petsc_dm = petsc_object<DM, DMDestroy>;

}  // namespace dap::relief

#endif
