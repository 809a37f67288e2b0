// SPDX-License-Identifier: BSD-3-Clause
#include "comm_reference.hpp"

#include <petscsys.h>

#include "error.hpp"

namespace dap::petsc {

std::list<comm_reference> &comm_reference::all() {
  static auto &list = *new std::list<comm_reference>;  // never destroyed: exports may outlive everything
  return list;
}

comm_reference &comm_reference::use(MPI_Comm comm) {
  for (auto &known : all()) {
    if (known.comm_ != comm) continue;
    ++known.num_users_;
    return known;
  }
  std::list<comm_reference> made(1);
  auto &added = made.front();
  check(PetscCommDuplicate(comm, &added.comm_, nullptr), "PetscCommDuplicate");
  constexpr DAPCustodyHooks hooks = {on_needed, on_destroy};
  DAPCustody *custody = nullptr;
  DAPError error = {};
  const int32_t status = dap_custody_take(comm, &hooks, &added, &custody, &error);
  if (status != DAP_OK) static_cast<void>(PetscCommDestroy(&added.comm_));
  require(status, error);
  added.num_users_ = 1;
  all().splice(all().end(), made);
  return added;
}

int32_t comm_reference::on_needed(void *context) {
  return static_cast<comm_reference *>(context)->num_users_ > 0 ? 1 : 0;
}

int32_t comm_reference::on_destroy(void *context, DAPError *error) {
  auto &self = *static_cast<comm_reference *>(context);
  return guarded(error, [&] {
    MPI_Comm comm = self.comm_;
    all().remove_if([&](const comm_reference &each) { return &each == &self; });
    check(PetscCommDestroy(&comm), "PetscCommDestroy");
  });
}

}  // namespace dap::petsc
