// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/plan_between.hpp"

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
  one.told = told_plan_of(made);
  return DAP_OK;
}

// Asks, or tells; alike on all ranks.
int32_t inform(assembly &all, const party_finder &parties, DAPError *error) {
  party_finder finder = parties;
  wanted what = wanted::owned;
  all.each([&](resident &at) { what = parties.of(at.rank).told.one.what; });
  if (is_told(what)) {
    const auto told_of_rank = [](void *context, int32_t rank) -> told_plan & {
      return static_cast<party_finder *>(context)->of(rank).told;
    };
    return make_told_plans(all, {told_of_rank, &finder}, error);
  }
  const auto asker_of_rank = [](void *context, int32_t rank) -> asker & {
    return static_cast<party_finder *>(context)->of(rank).told.one;
  };
  return resolve(all, {asker_of_rank, &finder}, error);
}

int32_t finish(party &one, DAPError *error) {
  const bool tells = is_told(one.told.one.what);
  const int32_t status =
      tells ? finish_told_plan(std::move(one.told), one.made, error) : finish_plan(one.told.one, one.made, error);
  one.told = told_plan();
  return status;
}

}  // namespace

int32_t pair_worlds(assembly &all, const party_finder &parties, DAPError *error) {
  party_finder finder = parties;
  const auto worlds_of = [](void *context, int32_t rank) -> two_worlds & {
    return static_cast<party_finder *>(context)->of(rank).worlds;
  };
  int32_t status =
      all.together([&](resident &at, DAPError *own) { return begin(parties.of(at.rank), at.rank, own); }, error);
  if (status == DAP_OK) status = introduce(all, {worlds_of, &finder}, error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](resident &at, DAPError *own) {
        at.announcement = {};
        return pair_up_placed(parties.of(at.rank), {at.rank, all.size()}, own);
      },
      error);
}

int32_t plan_between(assembly &all, const party_finder &parties, DAPError *error) {
  const int32_t status = inform(all, parties, error);
  if (status != DAP_OK) return status;
  return all.together([&](resident &at, DAPError *own) { return finish(parties.of(at.rank), own); }, error);
}

}  // namespace dap::transfer
