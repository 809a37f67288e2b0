// SPDX-License-Identifier: BSD-3-Clause
// Taking objects into custody and letting them go again, without communication.
#include "mpi/custody.hpp"

#include <dap/simple.h>

#include <new>

#include "mpi/library.hpp"

namespace dap::mpi {

custody_registry &custody_registry::instance() {
  // Never destroyed: exports are released, and custody dropped, until the very end of the program.
  static auto &registry = *new custody_registry;
  return registry;
}

int custody_registry::find_group(MPI_Comm comm, custody_group *&out) {
  std::list<custody_group> made(1);
  MPI_Group group = MPI_GROUP_NULL;
  int status = MPI_Comm_group(comm, &group);
  if (status != MPI_SUCCESS) return status;
  const std::lock_guard lock(mutex_);
  for (auto &known : groups_) {
    int result = MPI_UNEQUAL;
    status = MPI_Group_compare(known.group, group, &result);
    if (status != MPI_SUCCESS || result == MPI_IDENT) {
      MPI_Group_free(&group);
      out = &known;
      return status;
    }
  }
  made.front().group = group;
  made.front().last_id = 0;
  groups_.splice(groups_.end(), made);
  out = &groups_.back();
  return MPI_SUCCESS;
}

DAPCustody *custody_registry::take(custody_group &group, const DAPCustodyHooks &hooks, void *context) {
  auto custody = std::make_unique<DAPCustody>(DAPCustody{&group, 0, hooks, context});
  DAPCustody *const taken = custody.get();
  const std::lock_guard lock(mutex_);
  taken->id = ++group.last_id;
  group.live.emplace(taken->id, std::move(custody));
  return taken;
}

void custody_registry::drop(DAPCustody *custody) {
  const std::lock_guard lock(mutex_);
  custody->group->live.erase(custody->id);
}

std::vector<DAPCustody> custody_registry::snapshot(custody_group &group) {
  const std::lock_guard lock(mutex_);
  std::vector<DAPCustody> entries;
  entries.reserve(group.live.size());
  for (const auto &[id, custody] : group.live) entries.push_back(*custody);
  return entries;
}

std::unique_ptr<DAPCustody> custody_registry::claim(custody_group &group, int64_t id) {
  const std::lock_guard lock(mutex_);
  auto node = group.live.extract(id);
  if (node.empty()) return nullptr;
  return std::move(node.mapped());
}

}  // namespace dap::mpi

int32_t dap_custody_take(MPI_Comm comm, const DAPCustodyHooks *hooks, void *context, DAPCustody **out,
                         DAPError *error) {
  using namespace dap::mpi;
  if (hooks == nullptr || hooks->needed == nullptr || hooks->destroy == nullptr || out == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "%s is NULL",
                           out == nullptr ? "out" : "hooks or one of its functions");
  }
  const int32_t checked = check(comm, error);
  if (checked != DAP_OK) return checked;
  try {
    auto &registry = custody_registry::instance();
    custody_group *group = nullptr;
    const int status = registry.find_group(comm, group);
    if (status != MPI_SUCCESS) return failed("MPI_Comm_group or MPI_Group_compare", status, error);
    *out = registry.take(*group, *hooks, context);
    return DAP_OK;
  } catch (const std::bad_alloc &) {
    return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "no memory to take an object into custody");
  }
}

void dap_custody_drop(DAPCustody *custody) {
  if (custody != nullptr) dap::mpi::custody_registry::instance().drop(custody);
}
