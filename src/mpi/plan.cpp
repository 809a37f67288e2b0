// SPDX-License-Identifier: BSD-3-Clause
// Plans that ask others, and that tell them.
#include <dap/mpi.h>
#include <dap/simple.h>

#include <memory>
#include <utility>

#include "array/boundary.hpp"
#include "mpi/library.hpp"
#include "mpi/mpi_assembly.hpp"
#include "transfer/planned.hpp"
#include "world/check.hpp"
#include "world/globals.hpp"
#include "world/mix.hpp"

namespace dap::mpi {
namespace {

using transfer::planned;
using transfer::told_plan;

int32_t ask(world::assembly &all, planned &begun, DAPError *error) {
  transfer::asker one;
  int32_t status = all.together(
      [&](world::resident &, DAPError *) {
        one = transfer::asker_of(begun);
        return DAP_OK;
      },
      error);
  const auto only = [](void *context, int32_t) -> transfer::asker & {
    return *static_cast<transfer::asker *>(context);
  };
  if (status == DAP_OK) status = transfer::resolve(all, {only, &one}, error);
  if (status != DAP_OK) return status;
  return all.together([&](world::resident &, DAPError *own) { return transfer::finish_plan(one, begun, own); }, error);
}

// What all ranks decide by, and count homes by: they have it in common.
uint64_t sum_of_passed(const planned &begun) {
  uint64_t sum = transfer::sum_of_options(begun);
  world::mix(sum, world::sum_of_globals(*begun.source));
  if (!begun.is_halo) world::mix(sum, world::sum_of_globals(*begun.target));
  return sum;
}

// Which global member differs, if one does.
int32_t compare(world::assembly &all, const planned &begun, DAPError *error) {
  int32_t status = DAP_OK;
  for (const auto *each : {&begun.source, &begun.target}) {
    if (status != DAP_OK || (begun.is_halo && each == &begun.target)) continue;
    all.each([each](world::resident &at) { at.distribution = each->get(); });
    status = world::check_globals(all, error);
  }
  return status;
}

int32_t tell(world::assembly &all, planned &begun, DAPError *error) {
  told_plan one;
  int32_t status = all.together(
      [&](world::resident &, DAPError *) {
        one = transfer::told_plan_of(begun);
        return DAP_OK;
      },
      error);
  const auto only = [](void *context, int32_t) -> told_plan & { return *static_cast<told_plan *>(context); };
  if (status == DAP_OK) status = transfer::make_told_plans(all, {only, &one}, error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](world::resident &, DAPError *own) { return transfer::finish_told_plan(std::move(one), begun, own); }, error);
}

// Nobody goes on before all have passed what can be planned, begin(planned, error); memory is taken where all are told
// if it runs out.
template <typename Begin>
int32_t create_plan(MPI_Comm comm, DAPPlan **out, DAPError *error, Begin &&begin) {
  int32_t status = check(comm, error);
  if (status != DAP_OK) return status;
  mpi_assembly all;
  status = all.begin(comm, error);
  if (status != DAP_OK) return status;
  std::shared_ptr<planned> made;
  std::unique_ptr<DAPPlan> handle;
  status = all.together(
      [&](world::resident &at, DAPError *own) {
        if (out == nullptr) return array::argument_is_null(own, "out");
        made = std::make_shared<planned>();
        handle = std::make_unique<DAPPlan>();
        int32_t found = begin(*made, own);
        if (found == DAP_OK) found = world::check_place(at.rank, all.size(), *made->source, own);
        if (found == DAP_OK) found = world::check_place(at.rank, all.size(), *made->target, own);
        return found;
      },
      error);
  if (status != DAP_OK) return status;
  status = dap_mpi_agree_on(comm, DAP_OK, nullptr, sum_of_passed(*made), error);
  if (status == DAP_ERROR_DISAGREEMENT) {
    const int32_t detailed = compare(all, *made, error);
    return detailed == DAP_OK ? status : detailed;
  }
  if (status != DAP_OK) return status;
  status = transfer::is_told(transfer::what_of(*made)) ? tell(all, *made, error) : ask(all, *made, error);
  if (status != DAP_OK) return status;
  handle->plan = std::move(made);
  *out = handle.release();
  return DAP_OK;
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_plan_create(MPI_Comm comm, const DAPDistribution *source, const DAPDistribution *target,
                            const DAPPlanOptions *options, DAPPlan **out, DAPError *error) {
  return dap::array::guarded(error, [&] {
    return dap::mpi::create_plan(comm, out, error, [&](dap::transfer::planned &made, DAPError *own) {
      return dap::transfer::begin_plan(source, target, options, made, own);
    });
  });
}

int32_t dap_mpi_halo_plan_create(MPI_Comm comm, const DAPDistribution *distribution, const DAPHaloOptions *options,
                                 DAPPlan **out, DAPError *error) {
  return dap::array::guarded(error, [&] {
    return dap::mpi::create_plan(comm, out, error, [&](dap::transfer::planned &made, DAPError *own) {
      return dap::transfer::begin_halo_plan(distribution, options, made, own);
    });
  });
}
