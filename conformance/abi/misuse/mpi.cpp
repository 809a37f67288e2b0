// SPDX-License-Identifier: BSD-3-Clause
// Right uses, each with a misuse that -D makes of it and that must not compile.
#include <dap/mpi.hpp>

void take(MPI_Comm comm, const DAPCustodyHooks &hooks) {
#ifdef COPIES_A_CUSTODY
  dap::custody first(comm, hooks, nullptr), second(first);
#else
  dap::custody first(comm, hooks, nullptr), second(comm, hooks, nullptr);
#endif
}
