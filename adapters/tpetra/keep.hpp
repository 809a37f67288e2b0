// SPDX-License-Identifier: BSD-3-Clause
// Keeps exported multivectors alive while their exports live, and lets go of them where that is allowed.
//
// Exports are released on any thread, at any time, also after Kokkos::finalize and MPI_Finalize, but Teuchos's
// reference counts are not atomic, and destroying a multivector frees Kokkos memory. So a release touches nothing of
// Tpetra's. Our reference is dropped at the adapter's next call, on the thread that uses Tpetra, or by dap_reclaim; an
// object that the program has dropped dies then, on this process alone (see comm_reference.hpp). What neither gets
// leaks on purpose.
#ifndef DAP_ADAPTERS_TPETRA_KEEP_HPP
#define DAP_ADAPTERS_TPETRA_KEEP_HPP

#include <dap/array.h>

#include <dap/tpetra.hpp>
#include <vector>

#include "access.hpp"
#include "comm_reference.hpp"
#include "watch.hpp"

namespace dap::tpetra::detail {

/// What the exports of a multivector of Tpetra's own need. It dies with the object.
class keeper final : public watched {
 public:
  keeper() = default;
  ~keeper();

  /// Before an export of the object, whose Map is `rows`: holds its communicator from now on. Local, logically
  /// collective.
  int32_t begin(const multivector &object, const map &rows, DAPError *error);

  /// 1-d in arrays. After `begin`.
  bool is_vector() const { return is_vector_; }

  /// The source of this memory in this distribution, or null.
  DAPSource *find(const DAPDistribution *distribution, const host_memory &memory);
  /// Makes one. If the memory was exported in another distribution before, both are opened as one (spec 603).
  int32_t make(multivector &object, const DAPDistribution *distribution, const host_memory &memory, DAPSource **out,
               DAPError *error);

  /// From now on an export may live: holds the object.
  void hold(const Teuchos::RCP<multivector> &object);
  /// Ends what was released while open, and drops what no export needs any more, the object and thereby the keeper
  /// included.
  void look() override;

 private:
  struct backed {
    DAPSource *source;
    backing *context;  // the source's
    const double *data;
    int64_t leading;
    DAPSource *behind;  // the one whose export this one wraps, or null
  };

  bool is_exported(const backed &one) const;
  bool has_exports() const;
  bool may_go() const;

  std::vector<backed> sources_;       // the last is the one that was exported last; more if memory or Map have changed
  Teuchos::RCP<multivector> object_;  // not null from an export to the look after the last release
  comm_reference *comm_ = nullptr;
  bool is_vector_ = false;
};

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_KEEP_HPP
