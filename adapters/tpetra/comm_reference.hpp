// SPDX-License-Identifier: BSD-3-Clause
// A reference on a communicator of Teuchos's, held while multivectors on it may die on one process before they do on
// another.
#ifndef DAP_ADAPTERS_TPETRA_COMM_REFERENCE_HPP
#define DAP_ADAPTERS_TPETRA_COMM_REFERENCE_HPP

#include <dap/mpi.h>

#include <dap/tpetra.hpp>
#include <unordered_map>

namespace dap::tpetra::detail {

// Why: an object that the program has dropped dies when its last export was released on *this* process, perhaps long
// before it does on the others. Destroying a multivector is local but for one thing: its Map may be the last that holds
// a communicator, and Teuchos frees that with it, which is collective. (A Map's directory, and all that a multivector
// keeps of its transfers, share the Map's communicator and make none of their own.) With one reference of ours on each
// communicator that an exported multivector ever had, none is the last; and that reference is given back by dap_reclaim
// alone, on all processes together, when no exported multivector is left on any.
class comm_reference {
 public:
  using teuchos_comm = Teuchos::Comm<int>;

  /// The one for the communicator of `rows`, with one more user. Local, logically collective: all processes make it
  /// alike.
  static int32_t use(const map &rows, comm_reference **out, DAPError *error);

  comm_reference() = default;
  comm_reference(const comm_reference &) = delete;
  comm_reference &operator=(const comm_reference &) = delete;

  /// One user less. Local.
  void leave() { --num_users_; }
  bool is_of(const map &rows) const { return rows.getComm().getRawPtr() == comm_.getRawPtr(); }

 private:
  static std::unordered_map<const teuchos_comm *, comm_reference> &all();
  static int32_t on_needed(void *context);
  static int32_t on_destroy(void *context, DAPError *error);

  Teuchos::RCP<const teuchos_comm> comm_;
  int64_t num_users_ = 0;  // multivectors that live and were exported
};

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_COMM_REFERENCE_HPP
