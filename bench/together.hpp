// SPDX-License-Identifier: BSD-3-Clause
// Measures what all processes of a communicator do together.
#pragma once

#include <mpi.h>

#include <vector>

#include "rounds.hpp"

namespace dap::bench {

// The mean of the CPU time that the processes of a communicator need for one call each, in turn within each round.
[[nodiscard]] std::vector<row> compare_together(MPI_Comm comm, const std::vector<contender> &contenders, int rounds);

}  // namespace dap::bench
