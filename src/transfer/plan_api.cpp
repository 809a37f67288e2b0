// SPDX-License-Identifier: BSD-3-Clause
// dap/transfer.h: plans that need not ask.
#include <dap/simple.h>
#include <dap/transfer.h>

#include <memory>

#include "array/boundary.hpp"
#include "transfer/planned.hpp"

namespace dap::transfer {
namespace {

int32_t create(const DAPDistribution *source, const DAPDistribution *target, const DAPPlanOptions *options,
               DAPPlan **out, DAPError *error) {
  const auto made = std::make_shared<planned>();
  int32_t status = begin_plan(source, target, options, *made, error);
  if (status != DAP_OK) return status;
  if (!tells_all(*source) || !tells_all(*target)) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_UNKNOWN, -1, source->comm.rank, 1, 0,
                           "who owns what of the %s is not known here, expected a plan that asks for it",
                           tells_all(*source) ? "target" : "source");
  }
  asker one = asker_of(*made);
  if (is_told(one.what)) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_EXCHANGE_LOCAL, -1, source->comm.rank, 1, 0,
                           "only the target's ranks know their halos, expected a plan for which they tell others");
  }
  know(one);
  status = finish_plan(one, *made, error);
  if (status == DAP_OK) *out = new DAPPlan{made};
  return status;
}

void count_half(const half_plan &half, int64_t own_rank, int64_t &elements, int64_t &ranks) noexcept {
  int64_t last = -1;
  for (const piece &each : half.pieces()) {
    if (each.rank == own_rank) continue;
    elements += each.count;
    ranks += each.rank != last ? 1 : 0;
    last = each.rank;
  }
}

}  // namespace
}  // namespace dap::transfer

int32_t dap_plan_create(const DAPDistribution *source, const DAPDistribution *target, const DAPPlanOptions *options,
                        DAPPlan **out, DAPError *error) {
  if (out == nullptr) return dap::array::argument_is_null(error, "out");
  return dap::array::guarded(error, [&] { return dap::transfer::create(source, target, options, out, error); });
}

int32_t dap_plan_count(const DAPPlan *plan, DAPPlanCounts *counts, DAPError *error) {
  if (plan == nullptr || counts == nullptr) {
    return dap::array::argument_is_null(error, plan == nullptr ? "plan" : "counts");
  }
  const dap::transfer::planned &of = *plan->plan;
  const int64_t rank = of.source->comm.rank;
  *counts = DAPPlanCounts{};
  dap::transfer::count_half(of.giving, rank, counts->elements_given, counts->ranks_given);
  dap::transfer::count_half(of.getting, rank, counts->elements_gotten, counts->ranks_gotten);
  counts->elements_kept = of.getting.count() - counts->elements_gotten;
  return DAP_OK;
}

void dap_plan_release(DAPPlan *plan) {
  delete plan;
}
