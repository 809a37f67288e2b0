// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/told_plan.hpp"

#include "transfer/supply.hpp"

namespace dap::transfer {

int32_t make_told_plans(world::assembly &all, const told_plan_finder &plans, DAPError *error) {
  told_plan_finder finder = plans;
  const auto asker_of_rank = [](void *context, int32_t rank) -> asker & {
    return static_cast<told_plan_finder *>(context)->of(rank).one;
  };
  int32_t status = resolve(all, {asker_of_rank, &finder}, error);
  if (status != DAP_OK) return status;
  status = all.deliver(
      [&](world::resident &at, DAPError *) {
        told_plan &mine = plans.of(at.rank);
        mine.getting = demand(mine.one, mine.of_indices, at.outbox);
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](world::resident &at, DAPError *own) {
        told_plan &mine = plans.of(at.rank);
        return supply(*mine.one.source, at.inbox, mine.giving, own);
      },
      error);
}

}  // namespace dap::transfer
