// SPDX-License-Identifier: BSD-3-Clause
#include "comm_reference.hpp"

#include <Kokkos_Core.hpp>

#include "map_layout.hpp"
#include "watch.hpp"

namespace dap::tpetra::detail {

// Their addresses are not taken again, because they are held. Never destroyed: not what is left at the end, either.
std::unordered_map<const comm_reference::teuchos_comm *, comm_reference> &comm_reference::all() {
  static auto &table = *new std::unordered_map<const teuchos_comm *, comm_reference>;
  return table;
}

int32_t comm_reference::use(const map &rows, comm_reference **out, DAPError *error) {
  const auto comm = rows.getComm();
  const auto [place, is_new] = all().try_emplace(comm.getRawPtr());
  comm_reference &self = place->second;
  if (is_new) {
    const MPI_Comm raw = raw_comm(rows);
    const DAPCustodyHooks hooks = {on_needed, on_destroy};
    DAPCustody *custody = nullptr;
    const int32_t status = dap_custody_take(raw == MPI_COMM_NULL ? MPI_COMM_SELF : raw, &hooks, &self, &custody, error);
    if (status != DAP_OK) {
      all().erase(place);
      return status;
    }
    self.comm_ = comm.create_strong();
  }
  ++self.num_users_;
  *out = &self;
  return DAP_OK;
}

// Asked by dap_reclaim, on Tpetra's thread: the last chance to let go of what was released before. Not once Kokkos is
// gone.
int32_t comm_reference::on_needed(void *context) {
  if (Kokkos::is_initialized()) sweep();
  return static_cast<comm_reference *>(context)->num_users_ > 0 ? 1 : 0;
}

int32_t comm_reference::on_destroy(void *context, DAPError *) {
  all().erase(static_cast<comm_reference *>(context)->comm_.getRawPtr());
  return DAP_OK;
}

}  // namespace dap::tpetra::detail
