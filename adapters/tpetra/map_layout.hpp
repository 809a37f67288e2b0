// SPDX-License-Identifier: BSD-3-Clause
// The distribution of the (multi)vectors on a Map.
#ifndef DAP_ADAPTERS_TPETRA_MAP_LAYOUT_HPP
#define DAP_ADAPTERS_TPETRA_MAP_LAYOUT_HPP

#include <dap/distribution.h>
#include <dap/mpi.h>

#include <dap/tpetra.hpp>

namespace dap::tpetra::detail {

/// The MPI communicator behind Teuchos's, borrowed; MPI_COMM_NULL if it is a serial one.
MPI_Comm raw_comm(const map &rows);

/// 1 if every process holds all the elements: Tpetra calls that locally replicated. A global fact.
bool is_replicated(const map &rows);

/**
 * The distribution of a Vector (ndim 1) or a MultiVector with `columns` columns (ndim 2) on this Map, borrowed. Made once per Map
 * and shape, so that all their exports have one identity; it dies with the Map. Local, logically collective.
 */
int32_t map_distribution(const Teuchos::RCP<const map> &rows, int32_t ndim, int64_t columns,
                         const DAPDistribution **out, DAPError *error);

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_MAP_LAYOUT_HPP
