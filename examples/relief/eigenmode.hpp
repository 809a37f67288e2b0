// SPDX-License-Identifier: BSD-3-Clause
// A diffusion step whose answer is known exactly: an eigenvector of the Laplacian.
#ifndef DAP_RELIEF_EIGENMODE_HPP
#define DAP_RELIEF_EIGENMODE_HPP

#include "diffusion.hpp"

namespace dap::relief {

/** cos(pi (row + 1/2) down / rows) cos(2 pi across column / columns): `down` half waves by `across` waves. */
struct eigenmode {
  int down = 0;
  int across = 0;

  /** What one step multiplies the mode by: 1 / (1 + tau lambda), lambda being the mode's eigenvalue of L. */
  double decay(const process_grid &grid, double tau) const;
  /** The mode on one block, `out[num_rows, num_columns]`. */
  void fill(const process_grid &grid, const block &part, double *out) const;
};

struct eigenmode_report {
  double decay = 0;  // the exact factor
  double error = 0;  // largest |u − decay · mode|, relative to the largest |decay · mode|
  solve_report solve;
};

/** Solves with the mode on the right-hand side and compares. Collective over the communicator of `step`. */
eigenmode_report eigenmode_check(diffusion &step, const eigenmode &mode);

}  // namespace dap::relief

#endif
