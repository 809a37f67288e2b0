// SPDX-License-Identifier: BSD-3-Clause
// Brings the blocks of all ranks together on rank 0, for the picture only.
#ifndef DAP_RELIEF_GATHER_HPP
#define DAP_RELIEF_GATHER_HPP

#include <mpi.h>

#include <vector>

#include "process_grid.hpp"

namespace dap::relief {

/** The whole field [rows, columns] on rank 0, nothing on the others. Collective. */
std::vector<double> gather(MPI_Comm comm, const process_grid &grid, const double *part);

}  // namespace dap::relief

#endif
