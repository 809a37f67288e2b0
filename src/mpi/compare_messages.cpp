// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/compare_messages.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>
#include <map>

namespace dap::mpi {
namespace {

using transfer::half_plan;
using transfer::planned;

// Elements, by the other rank.
std::map<int64_t, int64_t> counts_of(const half_plan &half) {
  std::map<int64_t, int64_t> counts;
  for (const transfer::piece &each : half.pieces()) counts[each.rank] += each.count;
  return counts;
}

}  // namespace

int32_t compare_messages(mpi_assembly &all, const planned &plan, DAPError *error) {
  int32_t status = all.deliver(
      [&](world::resident &at, DAPError *) {
        for (const auto &[rank, count] : counts_of(plan.giving)) {
          at.outbox[static_cast<int32_t>(rank)].push_back(count);
        }
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](world::resident &at, DAPError *own) {
        std::map<int64_t, int64_t> gotten;
        for (const auto &[rank, text] : at.inbox) gotten[rank] = text.front();
        const std::map<int64_t, int64_t> expected = counts_of(plan.getting);
        if (gotten == expected) return int32_t{DAP_OK};
        return dap_simple_fail(own, DAP_ERROR_DISAGREEMENT, DAP_RULE_TRANSFER_PLAN, -1, at.rank,
                               static_cast<int64_t>(expected.size()), static_cast<int64_t>(gotten.size()),
                               "rank %" PRId32
                               " expects elements from %zu ranks, and others give it those of %zu, or "
                               "other numbers of them",
                               at.rank, expected.size(), gotten.size());
      },
      error);
}

}  // namespace dap::mpi
