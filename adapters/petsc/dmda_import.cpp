// SPDX-License-Identifier: BSD-3-Clause
// dap_petsc_dmda_import: from an N-d array to a DMDA and a global vector of it.
#include <dap/petsc.h>

#include "dmda_vec.hpp"
#include "error.hpp"
#include "import.hpp"

namespace dap::petsc {
namespace {

class dmda_plan final : public import_plan {
 public:
  dmda_plan(PetscInt stencil_width, DM *out) : stencil_width_(stencil_width), out_(out) {}

  uint64_t arguments() const override { return arguments_of(2, static_cast<uint64_t>(stencil_width_)); }
  vec_numbers check(const DAPArray &array) override {
    if (out_ == nullptr) fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_ARGUMENT}, "dm is NULL");
    prepare_dmda_vec();
    return numbers_for_dmda(array, stencil_width_, numbers_);
  }
  Vec create(MPI_Comm comm, const vec_numbers &numbers) override;
  void undo() noexcept override { static_cast<void>(DMDestroy(&dm_)); }
  [[nodiscard]] DM dm() const { return dm_; }

 private:
  PetscErrorCode create_dmda(MPI_Comm comm);

  PetscInt stencil_width_;
  DM *out_;
  dmda_numbers numbers_;
  DM dm_ = nullptr;
};

PetscErrorCode dmda_plan::create_dmda(MPI_Comm comm) {
  const auto boundary = [&](size_t d) { return numbers_.periodic[d] ? DM_BOUNDARY_PERIODIC : DM_BOUNDARY_NONE; };
  const auto &[x, y, z] = numbers_.size;
  const auto &[m, n, p] = numbers_.processes;
  const PetscInt *lx = numbers_.widths[0].data();
  const PetscInt *ly = numbers_.widths[1].data();
  const PetscInt *lz = numbers_.widths[2].data();
  const PetscInt dof = 1;
  if (numbers_.ndim == 1) return DMDACreate1d(comm, boundary(0), x, dof, stencil_width_, lx, &dm_);
  if (numbers_.ndim == 2) {
    return DMDACreate2d(comm, boundary(0), boundary(1), DMDA_STENCIL_BOX, x, y, m, n, dof, stencil_width_, lx, ly,
                        &dm_);
  }
  return DMDACreate3d(comm, boundary(0), boundary(1), boundary(2), DMDA_STENCIL_BOX, x, y, z, m, n, p, dof,
                      stencil_width_, lx, ly, lz, &dm_);
}

Vec dmda_plan::create(MPI_Comm comm, const vec_numbers &numbers) {
  petsc::check(create_dmda(comm), "DMDACreate");
  petsc::check(DMSetUp(dm_), "DMSetUp");
  return make_dmda_vec(dm_, numbers);
}

}  // namespace
}  // namespace dap::petsc

int32_t dap_petsc_dmda_import(MPI_Comm comm, DAPArray *array, PetscInt stencil_width, DM *dm, Vec *vec,
                              DAPError *error) {
  dap::petsc::dmda_plan plan(stencil_width, dm);
  const int32_t status = dap::petsc::run_import(comm, array, plan, vec, error);
  if (status == DAP_OK) *dm = plan.dm();
  return status;
}
