// SPDX-License-Identifier: BSD-3-Clause
// The distribution of the (multi)vectors on a Map.
#ifndef DAP_ADAPTERS_TPETRA_MAP_LAYOUT_HPP
#define DAP_ADAPTERS_TPETRA_MAP_LAYOUT_HPP

#include <dap/distribution.h>
#include <dap/mpi.h>

#include <dap/tpetra.hpp>
#include <vector>

namespace dap::tpetra::detail {

/// The MPI communicator behind Teuchos's, borrowed; MPI_COMM_NULL if it is a serial one.
MPI_Comm raw_comm(const map &rows);

/// 1 if every process holds all the elements: Tpetra calls that locally replicated. A global fact.
bool is_replicated(const map &rows);

/// 1 if each rank's indices are a range, and the ranges grow with the rank: Tpetra calls that contiguous. A global
/// fact.
bool is_in_rank_order(const map &rows);

/// The indices of this process, in the order of storage. Local.
std::vector<int64_t> local_list(const map &rows);

/// What is known of the owners of a listed Map's indices, as flags of a dimension: DAP_DIM_INCOMPLETE and
/// DAP_DIM_OVERLAPPING until somebody says more. Local.
uint32_t owner_flags(const Teuchos::RCP<const map> &rows);

/// Makes room for what is said of the owners, so that set_owner_flags cannot fail. Local.
void remember_owners(const Teuchos::RCP<const map> &rows);

/// Says it. If it is news, distributions that were made before are not given out again. Local, logically collective;
/// after remember_owners.
void set_owner_flags(const Teuchos::RCP<const map> &rows, uint32_t flags);

/// How far the indices of a Map reach from its index base. Local, alike on all processes.
int32_t index_range(const map &rows, int64_t *out, DAPError *error);

/**
 * The distribution of a Vector (ndim 1) or a MultiVector with `columns` columns (ndim 2) on this Map, borrowed. Made
 * once per Map and shape, so that all their exports have one identity; it lives as long as the Map, or until
 * set_owner_flags. Local, logically collective.
 */
int32_t map_distribution(const Teuchos::RCP<const map> &rows, int32_t ndim, int64_t columns,
                         const DAPDistribution **out, DAPError *error);

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_MAP_LAYOUT_HPP
