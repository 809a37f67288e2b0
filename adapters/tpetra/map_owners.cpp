// SPDX-License-Identifier: BSD-3-Clause
// Who owns the indices of a Map: the one question about it that takes messages.
#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>
#include <dap/tpetra.hpp>
#include <vector>

#include "failure.hpp"
#include "map_layout.hpp"
#include "watch.hpp"

namespace dap::tpetra {
namespace {

using namespace detail;

// On one process, Tpetra takes that for granted.
bool has_repeats(const map &rows) {
  std::vector<int64_t> list = local_list(rows);
  std::sort(list.begin(), list.end());
  return std::adjacent_find(list.begin(), list.end()) != list.end();
}

bool is_one_to_one(const map &rows) {
  return rows.getComm()->getSize() == 1 ? !has_repeats(rows) : rows.isOneToOne();
}

// A list with as many different indices as there are in its range has no gap.
int32_t ask_tpetra(const Teuchos::RCP<const map> &rows, uint32_t *flags, DAPError *error) {
  int64_t size = 0;
  const int32_t status = index_range(*rows, &size, error);
  if (status != DAP_OK) return status;
  if (!is_one_to_one(*rows)) {
    *flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;
  } else {
    *flags = rows->getGlobalNumElements() == static_cast<uint64_t>(size) ? 0 : DAP_DIM_INCOMPLETE;
  }
  return DAP_OK;
}

int32_t agree(const map &rows, int32_t status, DAPError *error) {
  const MPI_Comm comm = raw_comm(rows);
  return comm == MPI_COMM_NULL ? status : dap_mpi_agree(comm, status, error);
}

int32_t find_flags(const Teuchos::RCP<const map> &rows, uint32_t *flags, DAPError *error) {
  // What may fail on one process, before what all do together.
  const int32_t begun = guarded(error, [&] {
    sweep();
    remember_owners(rows);
    return DAP_OK;
  });
  const int32_t status = agree(*rows, begun, error);
  if (status != DAP_OK) return status;
  *flags = owner_flags(rows);
  // What is known to be a partition is known to be one everywhere.
  return *flags == 0 || is_in_rank_order(*rows) ? DAP_OK : ask_tpetra(rows, flags, error);
}

}  // namespace

int32_t map_find_owners(const Teuchos::RCP<const map> &rows, bool *is_partition, DAPError *error) noexcept {
  if (rows.is_null()) return argument_is_null(error, "rows");
  const int32_t running = check_running(error);
  if (running != DAP_OK) return running;
  if (rows->getComm().is_null()) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, -1, 1, 0,
                           "the Map has no communicator on this process");
  }
  uint32_t flags = 0;
  int32_t status = guarded(error, [&] { return find_flags(rows, &flags, error); });
  status = agree(*rows, status, error);
  if (status != DAP_OK) return status;
  const bool is_block = is_in_rank_order(*rows);
  if (!is_block) set_owner_flags(rows, flags);
  if (is_partition != nullptr) *is_partition = !is_replicated(*rows) && (is_block || flags == 0);
  return DAP_OK;
}

}  // namespace dap::tpetra
