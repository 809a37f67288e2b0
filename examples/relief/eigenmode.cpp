// SPDX-License-Identifier: BSD-3-Clause
// The exact eigenvectors of the five-point Laplacian with mirrored poles and periodic longitude.
#include "eigenmode.hpp"

#include <cmath>
#include <numbers>

namespace dap::relief {
namespace {

constexpr double pi = std::numbers::pi;

block local_block(const diffusion &step) {
  MPI_Comm comm = MPI_COMM_NULL;
  check_petsc(PetscObjectGetComm(reinterpret_cast<PetscObject>(step.dm()), &comm));
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return step.grid().block_of(rank);
}

void fill(const diffusion &step, const eigenmode &mode, Vec vec) {
  PetscScalar *values = nullptr;
  check_petsc(VecGetArrayWrite(vec, &values));
  mode.fill(step.grid(), local_block(step), values);
  check_petsc(VecRestoreArrayWrite(vec, &values));
}

double max_norm(Vec vec) {
  PetscReal norm = 0;
  check_petsc(VecNorm(vec, NORM_INFINITY, &norm));
  return norm;
}

}  // namespace

double eigenmode::decay(const process_grid &grid, double tau) const {
  const double rows = std::sin(pi * down / (2.0 * static_cast<double>(grid.num_rows())));
  const double columns = std::sin(pi * across / static_cast<double>(grid.num_columns()));
  return 1.0 / (1.0 + tau * (4.0 * rows * rows + 4.0 * columns * columns));
}

void eigenmode::fill(const process_grid &grid, const block &part, double *out) const {
  const double row_step = pi * down / static_cast<double>(grid.num_rows());
  const double column_step = 2.0 * pi * across / static_cast<double>(grid.num_columns());
  for (std::int64_t row = 0; row < part.num_rows; ++row) {
    const double factor = std::cos(row_step * (static_cast<double>(part.first_row + row) + 0.5));
    for (std::int64_t column = 0; column < part.num_columns; ++column) {
      out[row * part.num_columns + column] =
          factor * std::cos(column_step * static_cast<double>(part.first_column + column));
    }
  }
}

eigenmode_report eigenmode_check(diffusion &step, const eigenmode &mode) {
  petsc_vec expected;
  petsc_vec solution;
  check_petsc(DMCreateGlobalVector(step.dm(), expected.out()));
  check_petsc(VecDuplicate(expected.get(), solution.out()));
  fill(step, mode, expected.get());

  eigenmode_report report;
  report.decay = mode.decay(step.grid(), step.tau());
  report.solve = step.solve(expected.get(), solution.get());
  check_petsc(VecScale(expected.get(), report.decay));
  const double scale = max_norm(expected.get());
  check_petsc(VecAXPY(solution.get(), -1.0, expected.get()));
  report.error = max_norm(solution.get()) / scale;
  return report;
}

}  // namespace dap::relief
