// SPDX-License-Identifier: BSD-3-Clause
// Keeps exported multivectors alive while their exports live, and lets go of them where that is allowed.
//
// Exports are released on any thread, at any time, also after Kokkos::finalize and MPI_Finalize, but Teuchos's reference counts
// are not atomic, and destroying a multivector may free Kokkos memory and a communicator. So a release touches nothing of
// Tpetra's. Our own reference is dropped by a sweep at the adapter's next call, on the thread that uses Tpetra, unless it is the
// object's last; the last one is dropped by dap_reclaim, on all processes alike. What neither gets leaks on purpose.
#ifndef DAP_ADAPTERS_TPETRA_KEEP_HPP
#define DAP_ADAPTERS_TPETRA_KEEP_HPP

#include <dap/array.h>
#include <dap/mpi.h>

#include <dap/tpetra.hpp>
#include <vector>

#include "access.hpp"

namespace dap::tpetra::detail {

/// What we know of an exported multivector; attached to it.
class keeper {
 public:
  /// The keeper of `object`; made at its first export, which takes it into custody. Local, logically collective.
  static int32_t of(const Teuchos::RCP<multivector> &object, keeper **out, DAPError *error);

  keeper() = default;
  keeper(const keeper &) = delete;
  keeper &operator=(const keeper &) = delete;
  ~keeper();

  /// 1-d in arrays.
  bool is_vector() const { return is_vector_; }

  /// The source of this memory in this distribution, or null.
  DAPSource *find(const DAPDistribution *distribution, const host_memory &memory);
  /// Makes one. If the memory was exported in another distribution before, both are opened as one (spec 603).
  int32_t make(multivector &object, const DAPDistribution *distribution, const host_memory &memory, DAPSource **out,
               DAPError *error);

  /// From now on an export may live: holds the object.
  void hold(const Teuchos::RCP<multivector> &object);
  /// Drops what no export needs any more, but never an object's last reference.
  void let_go();

 private:
  struct backed {
    DAPSource *source;
    const double *data;
    int64_t leading;
    DAPSource *behind;  // the one whose export this one wraps, or null
  };

  static int32_t needed(void *context);
  static int32_t destroy(void *context, DAPError *error);
  bool is_exported(const backed &one) const;
  bool has_exports() const;
  void forget();

  std::vector<backed> sources_;       // the last is the one that was exported last; more if memory or Map have changed
  Teuchos::RCP<multivector> object_;  // not null from the first export to the sweep after the last release
  DAPCustody *custody_ = nullptr;
  bool is_vector_ = false;
};

/// Lets go of what no export needs any more. Called first by every function that is called on Tpetra's thread.
void sweep();

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_KEEP_HPP
