// SPDX-License-Identifier: BSD-3-Clause
// What importing keeps per communicator: a duplicate of it, and the Maps of distributions seen before.
//
// Looking up is local, but finds the same on every process of the group: communicators are told apart by congruence, and
// distributions by identity, which compares alike everywhere (spec 7). So do the order of use and thereby what is forgotten.
#ifndef DAP_ADAPTERS_TPETRA_MAP_CACHE_HPP
#define DAP_ADAPTERS_TPETRA_MAP_CACHE_HPP

#include <dap/mpi.h>

#include <dap/tpetra.hpp>
#include <list>

namespace dap::tpetra::detail {

/// Most Maps that are kept per communicator.
inline constexpr size_t max_cached_maps = 16;

class communicator {
 public:
  /// That of a communicator congruent with `comm`, which is duplicated if there is none yet: collective then.
  static communicator &of(MPI_Comm comm);
  /// Forgets it with its Maps; what lives on of them keeps the duplicate. Local, but the last of them to die frees it.
  static void forget(MPI_Comm comm);

  explicit communicator(MPI_Comm comm);

  MPI_Comm raw() const { return raw_; }
  const Teuchos::RCP<const Teuchos::Comm<int>> &get() const { return comm_; }

  /// The Map of a distribution of this identity, or null. Local.
  Teuchos::RCP<const map> find(const DAPDistribution &distribution);
  /// Keeps a Map, and forgets the one that was not used for the longest time if there are too many. Local.
  void keep(const DAPDistribution &distribution, const Teuchos::RCP<const map> &rows);

 private:
  // Identities are never reused (spec 7): no need to keep the distribution.
  struct cached {
    const void *id_space;
    uint64_t id;
    Teuchos::RCP<const map> rows;
  };

  MPI_Comm raw_ = MPI_COMM_NULL;
  Teuchos::RCP<const Teuchos::Comm<int>> comm_;
  std::list<cached> maps_;  // the most recently used first
};

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_MAP_CACHE_HPP
