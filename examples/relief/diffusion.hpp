// SPDX-License-Identifier: BSD-3-Clause
// One implicit diffusion step on the globe's index space: (I + tau L) u = b.
#ifndef DAP_RELIEF_DIFFUSION_HPP
#define DAP_RELIEF_DIFFUSION_HPP

#include <petscdm.h>

#include "petsc_object.hpp"
#include "process_grid.hpp"

namespace dap::relief {

struct solve_report {
  int iterations = 0;
  double relative_residual = 0;  // ‖b − (I + tau L) u‖ / ‖b‖, computed afresh from u
};

/**
 * L is minus the five-point Laplacian: periodic in longitude, no flux over the poles. Its columns sum to zero, so u has
 * the mean of b up to the mean of the residual, which is at most the residual norm that the solver stops at.
 *
 * Making and destroying one and `solve` are collective over `comm`, whose rank order must be that of the grid.
 */
class diffusion {
 public:
  diffusion(MPI_Comm comm, const process_grid &grid, double tau, double relative_tolerance = 1e-6);

  /** Conjugate gradients with block Jacobi, from zero. `u` and `b` must be two vectors; throws if not converged. */
  solve_report solve(Vec b, Vec u);

  DM dm() const { return dm_.get(); }
  Mat matrix() const { return matrix_.get(); }
  double tau() const { return tau_; }
  const process_grid &grid() const { return grid_; }

 private:
  void make_dm(MPI_Comm comm);
  void make_matrix();
  void make_solver(MPI_Comm comm, double relative_tolerance);

  process_grid grid_;
  double tau_;
  petsc_dm dm_;
  petsc_mat matrix_;
  petsc_ksp solver_;
};

}  // namespace dap::relief

#endif
