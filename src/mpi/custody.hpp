// SPDX-License-Identifier: BSD-3-Clause
// The objects in custody, group by group: numbered alike on all processes of a group, found again by number.
#pragma once

#include <dap/mpi.h>

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace dap::mpi {
struct custody_group;
}

struct DAPCustody {
  dap::mpi::custody_group *group;
  int64_t id;
  DAPCustodyHooks hooks;
  void *context;
};

namespace dap::mpi {

// All communicators that are congruent share one group, so objects are found again when the one they were taken with is
// freed. Never removed: its numbering has to go on alike on all processes, whatever each of them has dropped.
struct custody_group {
  MPI_Group group;
  int64_t last_id;
  std::map<int64_t, std::unique_ptr<DAPCustody>> live;
};

// No function calls a hook, so that hooks may come back to any of them.
class custody_registry {
 public:
  static custody_registry &instance();

  // The group of a communicator, made if need be. Returns an MPI error code. Throws std::bad_alloc.
  int find_group(MPI_Comm comm, custody_group *&out);

  DAPCustody *take(custody_group &group, const DAPCustodyHooks &hooks, void *context);
  void drop(DAPCustody *custody);

  // Copies of all live entries of a group, in the order of creation.
  std::vector<DAPCustody> snapshot(custody_group &group);
  // Takes an entry out, for its destruction; empty if it has gone in the meantime. Dropping it then does nothing.
  std::unique_ptr<DAPCustody> claim(custody_group &group, int64_t id);

 private:
  std::mutex mutex_;
  std::list<custody_group> groups_;
};

}  // namespace dap::mpi
