// SPDX-License-Identifier: BSD-3-Clause
// One implicit diffusion step by PETSc: a DMDA divided as the caller's blocks are, an assembled matrix, CG.
#include "diffusion.hpp"

#include <petscdmda.h>

#include <array>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "checked_cast.hpp"

namespace dap::relief {
namespace {

std::vector<PetscInt> extents(const std::vector<std::int64_t> &bounds) {
  std::vector<PetscInt> result;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    result.push_back(checked_cast<PetscInt>(bounds[i + 1] - bounds[i]));
  }
  return result;
}

/** One row of I + tau L. A neighbour beyond a pole does not exist and takes its flux with it. */
void set_row(Mat matrix, const DMDALocalInfo &info, PetscInt row, PetscInt column, double tau) {
  std::array<MatStencil, 5> columns{};
  std::array<PetscScalar, 5> values{};
  PetscInt count = 1;
  const auto add = [&](PetscInt j, PetscInt i) {
    columns[static_cast<std::size_t>(count)] = {0, j, i, 0};
    values[static_cast<std::size_t>(count)] = -tau;
    ++count;
  };
  if (row > 0) add(row - 1, column);
  add(row, column - 1);
  add(row, column + 1);
  if (row + 1 < info.my) add(row + 1, column);
  columns[0] = {0, row, column, 0};
  values[0] = 1.0 + tau * static_cast<double>(count - 1);
  check_petsc(MatSetValuesStencil(matrix, 1, columns.data(), count, columns.data(), values.data(), INSERT_VALUES));
}

}  // namespace

diffusion::diffusion(MPI_Comm comm, const process_grid &grid, double tau, double relative_tolerance)
    : grid_(grid), tau_(tau) {
  if (grid.num_columns() < 3) throw std::invalid_argument("a periodic five-point stencil needs three columns");
  make_dm(comm);
  make_matrix();
  make_solver(comm, relative_tolerance);
}

void diffusion::make_dm(MPI_Comm comm) {
  const std::vector<PetscInt> columns = extents(grid_.column_bounds);
  const std::vector<PetscInt> rows = extents(grid_.row_bounds);
  check_petsc(DMDACreate2d(comm, DM_BOUNDARY_PERIODIC, DM_BOUNDARY_NONE, DMDA_STENCIL_STAR,
                           checked_cast<PetscInt>(grid_.num_columns()), checked_cast<PetscInt>(grid_.num_rows()),
                           grid_.ranks_across(), grid_.ranks_down(), 1, 1, columns.data(), rows.data(), dm_.out()));
  check_petsc(DMSetUp(dm_.get()));
}

void diffusion::make_matrix() {
  check_petsc(DMSetMatType(dm_.get(), MATAIJ));
  check_petsc(DMCreateMatrix(dm_.get(), matrix_.out()));
  DMDALocalInfo info{};
  check_petsc(DMDAGetLocalInfo(dm_.get(), &info));
  for (PetscInt row = info.ys; row < info.ys + info.ym; ++row) {
    for (PetscInt column = info.xs; column < info.xs + info.xm; ++column) {
      set_row(matrix_.get(), info, row, column, tau_);
    }
  }
  check_petsc(MatAssemblyBegin(matrix_.get(), MAT_FINAL_ASSEMBLY));
  check_petsc(MatAssemblyEnd(matrix_.get(), MAT_FINAL_ASSEMBLY));
  check_petsc(MatSetOption(matrix_.get(), MAT_SPD, PETSC_TRUE));
}

void diffusion::make_solver(MPI_Comm comm, double relative_tolerance) {
  check_petsc(KSPCreate(comm, solver_.out()));
  check_petsc(KSPSetOperators(solver_.get(), matrix_.get(), matrix_.get()));
  check_petsc(KSPSetType(solver_.get(), KSPCG));
  // The residual itself, not the preconditioned one: its norm is what bounds the change of the mean.
  check_petsc(KSPSetNormType(solver_.get(), KSP_NORM_UNPRECONDITIONED));
  check_petsc(KSPSetTolerances(solver_.get(), relative_tolerance, PETSC_DEFAULT, PETSC_DEFAULT, 2000));
  PC preconditioner = nullptr;
  check_petsc(KSPGetPC(solver_.get(), &preconditioner));
  check_petsc(PCSetType(preconditioner, PCBJACOBI));
  check_petsc(KSPSetFromOptions(solver_.get()));
  check_petsc(KSPSetUp(solver_.get()));
  check_petsc(KSPSetUpOnBlocks(solver_.get()));
}

solve_report diffusion::solve(Vec b, Vec u) {
  if (b == u) throw std::invalid_argument("the solution must not overwrite the right-hand side");
  check_petsc(KSPSolve(solver_.get(), b, u));
  KSPConvergedReason reason = KSP_CONVERGED_ITERATING;
  check_petsc(KSPGetConvergedReason(solver_.get(), &reason));
  if (reason < 0) throw std::runtime_error("the solver did not converge, reason " + std::to_string(reason));

  PetscInt iterations = 0;
  check_petsc(KSPGetIterationNumber(solver_.get(), &iterations));
  petsc_vec residual;
  check_petsc(VecDuplicate(b, residual.out()));
  check_petsc(MatMult(matrix_.get(), u, residual.get()));
  check_petsc(VecAYPX(residual.get(), -1.0, b));
  PetscReal residual_norm = 0;
  PetscReal norm = 0;
  check_petsc(VecNorm(residual.get(), NORM_2, &residual_norm));
  check_petsc(VecNorm(b, NORM_2, &norm));
  return {checked_cast<int>(iterations), norm > 0 ? residual_norm / norm : residual_norm};
}

}  // namespace dap::relief
