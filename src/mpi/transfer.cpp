// SPDX-License-Identifier: BSD-3-Clause
// Transfers: what binds plans to arrays, and runs them.
#include <dap/array.h>
#include <dap/mpi.h>
#include <dap/simple.h>

#include <cinttypes>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "array/boundary.hpp"
#include "mpi/bind.hpp"
#include "mpi/library.hpp"
#include "mpi/mpi_assembly.hpp"
#include "mpi/parent_comm.hpp"
#include "mpi/transfer_run.hpp"
#include "transfer/planned.hpp"
#include "world/check.hpp"

struct DAPTransfer {
  std::shared_ptr<const dap::transfer::planned> plan;
  dap::mpi::transfer_run run;
  bool overwrites;
  bool is_running = false;
};

namespace dap::mpi {
namespace {

using transfer::planned;

// Who gives how much to whom: what a rank expects is what comes, or nobody starts.
int32_t compare_messages(mpi_assembly &all, const planned &plan, DAPError *error) {
  const auto counts_of = [](const transfer::half_plan &half) {
    std::map<int64_t, int64_t> counts;
    for (const transfer::piece &each : half.pieces()) counts[each.rank] += each.count;
    return counts;
  };
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

// What is passed here, by itself. Of two worlds a rank may have another number in its own one.
int32_t check_here(int32_t rank, int32_t size, const planned &plan, const transfer_arguments &passed, DAPError *error) {
  int32_t status = world::check_place(rank, size, *plan.source, error);
  if (status == DAP_OK) status = check_arrays(plan, passed, error);
  if (status != DAP_OK && plan.is_between && error != nullptr) error->rank = rank;
  return status;
}

// The first arrays, and the rest in a sum; of two worlds their types have been compared.
int32_t agree_on_arrays(MPI_Comm comm, const planned &plan, const transfer_arguments &passed,
                        const element_types &types, DAPError *error) {
  const bool some = passed.num_arrays > 0 && !plan.is_between;
  const uint64_t sum = sum_of(plan, passed, types);
  int32_t status = dap_mpi_agree_on(comm, DAP_OK, some ? passed.sources[0] : nullptr, sum, error);
  if (status == DAP_OK && !plan.is_between) {
    status = dap_mpi_agree_on(comm, DAP_OK, some ? passed.targets[0] : nullptr, 0, error);
  }
  return status;
}

int32_t create_transfer(MPI_Comm comm, const DAPPlan *plan, const transfer_arguments &passed, DAPTransfer **out,
                        DAPError *error) {
  parent_comm parent;
  int32_t status = parent.begin(comm, plan == nullptr ? uint32_t{no_side} : plan->plan->side, error);
  if (status != DAP_OK) return status;
  mpi_assembly all;
  status = all.begin(parent.get(), error);
  if (status != DAP_OK) return status;
  std::unique_ptr<DAPTransfer> made;
  element_types types;
  status = all.together(
      [&](world::resident &at, DAPError *own) {
        if (plan == nullptr || out == nullptr) return array::argument_is_null(own, plan == nullptr ? "plan" : "out");
        const int32_t found = check_here(at.rank, all.size(), *plan->plan, passed, own);
        if (found == DAP_OK && !plan->plan->is_between) types = types_here(passed);
        return found;
      },
      error);
  // What follows is not the same for both.
  if (status == DAP_OK) status = dap_mpi_agree_on(parent.get(), DAP_OK, nullptr, plan->plan->is_between ? 1 : 0, error);
  if (status == DAP_OK && plan->plan->is_between) status = learn_types(all, *plan->plan, passed, types, error);
  if (status != DAP_OK) return status;
  status = all.together(
      [&](world::resident &at, DAPError *own) {
        const planned &of = *plan->plan;
        std::vector<moved_array> bound;
        const int32_t found = bind_here(of, passed, types, bound, own);
        if (found != DAP_OK) return found;
        const bool keeps =
            of.is_halo || (of.flags & DAP_PLAN_LEAVE_MISSING) != 0 ||
            (passed.options != nullptr && (passed.options->beta[0] != 0 || passed.options->beta[1] != 0));
        made.reset(new DAPTransfer{
            plan->plan,
            {of.giving, of.getting, of.target_dims, std::move(bound), of.adds() ? arrival::in_order : arrival::any},
            !keeps,
            false});
        if (made->run.reserve()) return int32_t{DAP_OK};
        return dap_simple_fail(own, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, at.rank, 0, 0,
                               "the messages are longer than this process can hold");
      },
      error);
  if (status == DAP_OK) status = agree_on_arrays(parent.get(), *plan->plan, passed, types, error);
  if (status == DAP_OK) status = compare_messages(all, *plan->plan, error);
  if (status == DAP_OK) status = made->run.begin(parent.get(), error);
  if (status == DAP_OK) *out = made.release();
  return status;
}

int32_t check_state(const DAPTransfer *transfer, bool is_running, DAPError *error) {
  if (transfer == nullptr) return array::argument_is_null(error, "transfer");
  if (transfer->is_running == is_running) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, is_running ? 1 : 0, is_running ? 0 : 1,
                         is_running ? "the transfer has not been started" : "the transfer has been started already");
}

struct plan_release {
  void operator()(DAPPlan *plan) const noexcept { dap_plan_release(plan); }
};
struct transfer_end {
  void operator()(DAPTransfer *transfer) const noexcept { dap_mpi_transfer_destroy(transfer); }
};

// An array that cannot be read has no distribution to plan with: that is told where all are told.
const DAPDistribution *distribution_of(const DAPArray *array) {
  return array != nullptr && array->release != nullptr && array->version.major == DAP_VERSION_MAJOR
             ? array->distribution
             : nullptr;
}

int32_t redistribute(MPI_Comm comm, DAPArray *source, DAPArray *target, const DAPPlanOptions *plan_options,
                     const DAPTransferOptions *options, DAPError *error) {
  DAPPlan *planned_here = nullptr;
  int32_t status =
      dap_mpi_plan_create(comm, distribution_of(source), distribution_of(target), plan_options, &planned_here, error);
  const std::unique_ptr<DAPPlan, plan_release> plan(planned_here);
  if (status != DAP_OK) return status;
  DAPTransfer *made = nullptr;
  status = create_transfer(comm, plan.get(), {1, &source, &target, options}, &made, error);
  const std::unique_ptr<DAPTransfer, transfer_end> transfer(made);
  if (status != DAP_OK) return status;
  status = dap_mpi_transfer_start(made, error);
  if (status == DAP_OK) status = dap_mpi_transfer_wait(made, error);
  return dap_mpi_agree(comm, status, error);
}

}  // namespace
}  // namespace dap::mpi

using dap::array::guarded;

int32_t dap_mpi_transfer_create(MPI_Comm comm, const DAPPlan *plan, int32_t num_arrays, DAPArray *const *sources,
                                DAPArray *const *targets, const DAPTransferOptions *options, DAPTransfer **out,
                                DAPError *error) {
  return guarded(error, [&] {
    return dap::mpi::create_transfer(comm, plan, {num_arrays, sources, targets, options}, out, error);
  });
}

int32_t dap_mpi_transfer_start(DAPTransfer *transfer, DAPError *error) {
  const int32_t status = dap::mpi::check_state(transfer, false, error);
  if (status != DAP_OK) return status;
  transfer->run.start(transfer->overwrites);
  transfer->is_running = true;
  return DAP_OK;
}

int32_t dap_mpi_transfer_wait(DAPTransfer *transfer, DAPError *error) {
  const int32_t status = dap::mpi::check_state(transfer, true, error);
  if (status != DAP_OK) return status;
  transfer->is_running = false;
  return transfer->run.wait(error);
}

void dap_mpi_transfer_destroy(DAPTransfer *transfer) {
  if (transfer == nullptr) return;
  if (transfer->is_running) static_cast<void>(transfer->run.wait(nullptr));
  delete transfer;
}

int32_t dap_mpi_redistribute(MPI_Comm comm, DAPArray *source, DAPArray *target, const DAPPlanOptions *plan_options,
                             const DAPTransferOptions *options, DAPError *error) {
  return guarded(error, [&] { return dap::mpi::redistribute(comm, source, target, plan_options, options, error); });
}
