// SPDX-License-Identifier: BSD-3-Clause
// A reference on PETSc's communicator, held while Vecs on it may die on one process before they die on another.
#pragma once

#include <dap/mpi.h>

#include <list>

namespace dap::petsc {

// Why: PETSc counts the objects on a communicator, process by process, and frees the communicator with the last of
// them. A Vec's reference that is held for exports goes whenever the last export has been released on *this* process,
// perhaps on another thread, so the last object of a communicator may go on one process long before it does on the
// others. Destroying a host Vec is local but for this: freeing a communicator is collective. With one reference of ours
// on each communicator that an exported Vec ever had, no Vec is the last object; and that reference is given back by
// dap_reclaim alone, on all processes together, when no exported Vec is left on any.
class comm_reference {
 public:
  // The one for PETSc's communicator `comm`, with one more user. Logically collective: all processes make it alike.
  [[nodiscard]] static comm_reference &use(MPI_Comm comm);

  // One user less. Local.
  void leave() { --num_users_; }

  comm_reference() = default;
  comm_reference(const comm_reference &) = delete;
  comm_reference &operator=(const comm_reference &) = delete;

 private:
  static std::list<comm_reference> &all();
  static int32_t on_needed(void *context);
  static int32_t on_destroy(void *context, DAPError *error);

  MPI_Comm comm_ = MPI_COMM_NULL;
  int64_t num_users_ = 0;  // Vecs with exports, past or present
};

}  // namespace dap::petsc
