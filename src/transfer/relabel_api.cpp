// SPDX-License-Identifier: BSD-3-Clause
// dap/transfer.h: other names for the target's ranks, so that less has to move.
#include <dap/simple.h>
#include <dap/transfer.h>

#include <cinttypes>
#include <numeric>

#include "array/boundary.hpp"
#include "transfer/assignment.hpp"
#include "transfer/planned.hpp"
#include "transfer/volumes.hpp"

namespace dap::transfer {
namespace {

int32_t check_ranks(const planned &made, DAPError *error) {
  const int32_t found = made.target->comm.size;
  const int32_t expected = made.source->comm.size;
  if (found != expected) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RELABEL_RANKS, -1, made.source->comm.rank, expected,
                           found, "the target counts %" PRId32 " ranks, expected %" PRId32 " as the source", found,
                           expected);
  }
  if (found <= DAP_RELABEL_RANKS) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_RELABEL_LIMIT, -1, made.source->comm.rank,
                         DAP_RELABEL_RANKS, found, "there are %" PRId32 " ranks, expected at most %d", found,
                         DAP_RELABEL_RANKS);
}

int32_t check_known(const planned &made, DAPError *error) {
  const bool source_tells = tells_all(*made.source);
  if (source_tells && tells_all(*made.target)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_UNKNOWN, -1, made.source->comm.rank, 1, 0,
                         "who owns what of the %s is not known here, expected dimensions, or a list of boxes, that "
                         "tell all",
                         source_tells ? "target" : "source");
}

int32_t check_missing(const planned &made, const rank_volumes &counted, DAPError *error) {
  if (counted.found == counted.wanted || (made.flags & DAP_PLAN_LEAVE_MISSING) != 0) return DAP_OK;
  return dap_simple_fail(
      error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_MISSING, -1, made.source->comm.rank, counted.wanted, counted.found,
      "of %" PRId64 " elements of the target, %" PRId64 " have an owner in the source, expected all of them",
      counted.wanted, counted.found);
}

int64_t kept(const rank_volumes &counted, const std::vector<std::size_t> &ranks) noexcept {
  int64_t elements = 0;
  for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
    elements += counted.volumes[rank * ranks.size() + ranks[rank]];
  }
  return elements;
}

int32_t relabel(const DAPDistribution *source, const DAPDistribution *target, const DAPPlanOptions *options,
                int64_t *ranks, DAPRelabelCounts *counts, DAPError *error) {
  planned made;
  int32_t status = begin_plan(source, target, options, made, error);
  if (status == DAP_OK) status = check_ranks(made, error);
  if (status == DAP_OK) status = check_known(made, error);
  if (status != DAP_OK) return status;
  const auto counted = volumes_of(*made.source, *made.target, made.target_dims);
  if (!counted) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, made.source->comm.rank, 0, 0,
                           "there are more than 2^60 elements to move");
  }
  status = check_missing(made, *counted, error);
  if (status != DAP_OK) return status;
  const auto num_ranks = static_cast<std::size_t>(made.target->comm.size);
  std::vector<std::size_t> same(num_ranks);
  std::iota(same.begin(), same.end(), std::size_t{0});
  std::vector<std::size_t> chosen = heaviest_assignment(counted->volumes, num_ranks);
  if (kept(*counted, chosen) == kept(*counted, same)) chosen = same;
  for (std::size_t rank = 0; rank < num_ranks; ++rank) ranks[rank] = static_cast<int64_t>(chosen[rank]);
  if (counts == nullptr) return DAP_OK;
  *counts = DAPRelabelCounts{};
  counts->elements_moved_before = counted->found - kept(*counted, same);
  counts->elements_moved_after = counted->found - kept(*counted, chosen);
  return DAP_OK;
}

}  // namespace
}  // namespace dap::transfer

int32_t dap_plan_relabel(const DAPDistribution *source, const DAPDistribution *target, const DAPPlanOptions *options,
                         int64_t *ranks, DAPRelabelCounts *counts, DAPError *error) {
  if (ranks == nullptr) return dap::array::argument_is_null(error, "ranks");
  return dap::array::guarded(error,
                             [&] { return dap::transfer::relabel(source, target, options, ranks, counts, error); });
}
