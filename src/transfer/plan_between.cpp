// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/plan_between.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <utility>

#include "transfer/placed.hpp"

namespace dap::transfer {
namespace {

using world::assembly;
using world::resident;

int32_t begin(party &one, int32_t rank, DAPError *error) {
  const int32_t status = keep_passed(one.source, one.target, one.made, error);
  if (status != DAP_OK) {
    if (error != nullptr) error->rank = rank;
    return status;
  }
  one.made.is_between = true;
  one.worlds[0].own = one.made.own_source.get();
  one.worlds[1].own = one.made.own_target.get();
  return DAP_OK;
}

// What was heard is no longer needed when the distributions stand.
int32_t pair_up_placed(party &one, const parent_place &at, DAPError *error) {
  planned &made = one.made;
  int32_t status = place(one.worlds[0], made.own_source, at, made.source, error);
  if (status == DAP_OK) status = place(one.worlds[1], made.own_target, at, made.target, error);
  if (status == DAP_OK) status = pair_up(one.options, made, error);
  if (status != DAP_OK) return status;
  made.source_ranks = std::move(one.worlds[0].ranks);
  one.worlds = {};
  one.one = asker_of(made);
  if (!is_told(one.one.what)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_EXCHANGE_LOCAL, -1, at.rank, 0, 1,
                         "halos of the target are to be filled from another world, expected a plan of halos for that");
}

}  // namespace

int32_t plan_between(assembly &all, const party_finder &parties, DAPError *error) {
  party_finder finder = parties;
  const auto worlds_of = [](void *context, int32_t rank) -> two_worlds & {
    return static_cast<party_finder *>(context)->of(rank).worlds;
  };
  const auto asker_of_rank = [](void *context, int32_t rank) -> asker & {
    return static_cast<party_finder *>(context)->of(rank).one;
  };
  int32_t status =
      all.together([&](resident &at, DAPError *own) { return begin(parties.of(at.rank), at.rank, own); }, error);
  if (status == DAP_OK) status = introduce(all, {worlds_of, &finder}, error);
  if (status == DAP_OK) {
    status = all.together(
        [&](resident &at, DAPError *own) {
          at.announcement = {};
          return pair_up_placed(parties.of(at.rank), {at.rank, all.size()}, own);
        },
        error);
  }
  if (status == DAP_OK) status = resolve(all, {asker_of_rank, &finder}, error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](resident &at, DAPError *own) {
        party &one = parties.of(at.rank);
        const int32_t finished = finish_plan(one.one, one.made, own);
        one.one = {};
        return finished;
      },
      error);
}

}  // namespace dap::transfer
