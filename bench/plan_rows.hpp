// SPDX-License-Identifier: BSD-3-Clause
// The rows of `plan`: one function for each kind of worlds.
#pragma once

#include <mpi.h>

#include <vector>

#include "rounds.hpp"

namespace dap::bench {

// Of a rank in the middle of ever larger worlds that all know, with the bytes of its plan.
[[nodiscard]] std::vector<row> rows_of_regular_worlds();

// New ranks for the targets of such worlds, with the fraction of all elements that changes rank before and after.
[[nodiscard]] std::vector<row> rows_of_relabelled_worlds();

// Block to single indices dealt out, of 4 million elements, beside the peers. Collective.
[[nodiscard]] std::vector<row> rows_of_block_to_cyclic(MPI_Comm comm);

// 100 000 listed indices a rank, to other lists, beside the peers. Collective.
[[nodiscard]] std::vector<row> rows_of_listed_indices(MPI_Comm comm);

}  // namespace dap::bench
