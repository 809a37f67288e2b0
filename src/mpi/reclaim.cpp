// SPDX-License-Identifier: BSD-3-Clause
// Destroying together what nobody needs any more.
#include <dap/mpi.h>
#include <dap/simple.h>

#include <algorithm>
#include <limits>
#include <new>
#include <numeric>
#include <vector>

#include "mpi/custody.hpp"
#include "mpi/library.hpp"

namespace dap::mpi {
namespace {

int32_t no_memory(DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "no memory to reclaim objects in custody");
}

// What one process contributes to, and learns from, a round.
struct reclaim_round {
  custody_group *group = nullptr;
  std::vector<int64_t> live;       // in custody here, ascending
  std::vector<int64_t> needed;     // of these, needed here
  std::vector<int> counts;         // of `needed`, on each process
  std::vector<int> displacements;  // of `needed` in `needed_anywhere`
  std::vector<int64_t> needed_anywhere;
};

int32_t ask(MPI_Comm comm, reclaim_round &round, DAPError *error) {
  try {
    int size = 1;
    MPI_Comm_size(comm, &size);
    round.counts.resize(static_cast<size_t>(size));
    round.displacements.resize(static_cast<size_t>(size));
    auto &registry = custody_registry::instance();
    const int status = registry.find_group(comm, round.group);
    if (status != MPI_SUCCESS) return failed("MPI_Comm_group or MPI_Group_compare", status, error);
    for (const auto &entry : registry.snapshot(*round.group)) {
      round.live.push_back(entry.id);
      if (entry.hooks.needed(entry.context) != 0) round.needed.push_back(entry.id);
    }
    return DAP_OK;
  } catch (const std::bad_alloc &) {
    return no_memory(error);
  }
}

// Room for the numbers of all processes; needs `counts`.
int32_t make_room(reclaim_round &round, DAPError *error) {
  const auto total = std::accumulate(round.counts.begin(), round.counts.end(), int64_t{0});
  if (total > std::numeric_limits<int>::max()) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 0, -1, -1, std::numeric_limits<int>::max(), total,
                           "%" PRId64 " objects in custody are needed, more than MPI counts", total);
  }
  try {
    round.needed_anywhere.resize(static_cast<size_t>(total));
  } catch (const std::bad_alloc &) {
    return no_memory(error);
  }
  std::exclusive_scan(round.counts.begin(), round.counts.end(), round.displacements.begin(), 0);
  return DAP_OK;
}

int32_t share_needs(MPI_Comm comm, reclaim_round &round, DAPError *error) {
  const int count = static_cast<int>(std::min<size_t>(round.needed.size(), std::numeric_limits<int>::max()));
  int status = MPI_Allgather(&count, 1, MPI_INT, round.counts.data(), 1, MPI_INT, comm);
  if (status != MPI_SUCCESS) return failed("MPI_Allgather", status, error);
  const int32_t agreed = dap_mpi_agree(comm, make_room(round, error), error);
  if (agreed != DAP_OK) return agreed;
  status = MPI_Allgatherv(round.needed.data(), count, MPI_INT64_T, round.needed_anywhere.data(), round.counts.data(),
                          round.displacements.data(), MPI_INT64_T, comm);
  if (status != MPI_SUCCESS) return failed("MPI_Allgatherv", status, error);
  std::sort(round.needed_anywhere.begin(), round.needed_anywhere.end());
  return DAP_OK;
}

// Destroys in the order of creation. A failure keeps none of the others from being destroyed.
int32_t destroy_unneeded(const reclaim_round &round, int64_t &num_destroyed, DAPError *error) {
  int32_t first = DAP_OK;
  for (const int64_t id : round.live) {
    if (std::binary_search(round.needed_anywhere.begin(), round.needed_anywhere.end(), id)) continue;
    const auto custody = custody_registry::instance().claim(*round.group, id);
    if (custody == nullptr) continue;
    ++num_destroyed;
    DAPError own = {};
    const int32_t status = custody->hooks.destroy(custody->context, &own);
    if (status == DAP_OK || first != DAP_OK) continue;
    first = status;
    if (error != nullptr) *error = own;
  }
  return first;
}

int32_t run_round(MPI_Comm comm, int64_t &num_destroyed, DAPError *error) {
  reclaim_round round;
  int32_t status = dap_mpi_agree(comm, ask(comm, round, error), error);
  if (status == DAP_OK) status = share_needs(comm, round, error);
  if (status != DAP_OK) return status;
  return dap_mpi_agree(comm, destroy_unneeded(round, num_destroyed, error), error);
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_reclaim(MPI_Comm comm, int64_t *num_destroyed, DAPError *error) {
  using namespace dap::mpi;
  int32_t status = check(comm, error);
  if (status != DAP_OK) return status;

  // An object that goes may hold an export of another one: go on until a round finds nothing.
  int64_t total = 0;
  int found = 1;
  while (status == DAP_OK && found != 0) {
    int64_t here = 0;
    status = run_round(comm, here, error);
    total += here;
    const int mine = here > 0 ? 1 : 0;
    if (status != DAP_OK) break;
    const int reduced = MPI_Allreduce(&mine, &found, 1, MPI_INT, MPI_MAX, comm);
    if (reduced != MPI_SUCCESS) status = failed("MPI_Allreduce", reduced, error);
  }
  if (num_destroyed != nullptr) *num_destroyed = total;
  return status;
}
