// SPDX-License-Identifier: BSD-3-Clause
// What importing keeps per communicator: a duplicate of it, and the Maps of distributions seen before.
//
// Looking up is local, but finds the same on every process of the group: communicators are told apart by congruence,
// and distributions by identity, which compares alike everywhere (spec 7). So do the order of use and thereby what is
// forgotten. What one process found is compared with what the others found, by its serial number, before anything is
// done with it.
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

  /// A Map that is kept. Identities are never reused (spec 7): no need to keep the distribution.
  struct cached {
    const void *id_space;
    uint64_t id;
    Teuchos::RCP<const map> rows;
    uint64_t serial = 0;  // which one it is in order of their making, from 1: the same on all processes
  };

  /// The Map of a distribution of this identity, or null. Local; valid until the next call of keep. Not a use yet,
  /// because other processes may have found another one.
  const cached *find(const DAPDistribution &distribution) const;
  /// Now it is used: it is forgotten after those that were not. Local, logically collective.
  void use(const cached &found);

  /// A Map to keep, in a list of its own, so that keep cannot fail.
  static std::list<cached> prepare(const DAPDistribution &distribution, const Teuchos::RCP<const map> &rows);
  /// Keeps it, and forgets the one that was not used for the longest time if there are too many. Local, logically
  /// collective.
  void keep(std::list<cached> &&prepared) noexcept;

 private:
  MPI_Comm raw_ = MPI_COMM_NULL;
  Teuchos::RCP<const Teuchos::Comm<int>> comm_;
  std::list<cached> maps_;  // the most recently used first
  uint64_t last_serial_ = 0;
};

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_MAP_CACHE_HPP
