// SPDX-License-Identifier: BSD-3-Clause
// Binds plans to arrays.
#include <dap/array.h>
#include <dap/mpi.h>
#include <dap/simple.h>

#include <memory>
#include <utility>
#include <vector>

#include "array/boundary.hpp"
#include "mpi/bind.hpp"
#include "mpi/bound_transfer.hpp"
#include "mpi/compare_messages.hpp"
#include "mpi/mpi_assembly.hpp"
#include "mpi/parent_comm.hpp"
#include "world/check.hpp"

namespace dap::mpi {
namespace {

using transfer::planned;

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

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_transfer_create(MPI_Comm comm, const DAPPlan *plan, int32_t num_arrays, DAPArray *const *sources,
                                DAPArray *const *targets, const DAPTransferOptions *options, DAPTransfer **out,
                                DAPError *error) {
  return dap::array::guarded(error, [&] {
    return dap::mpi::create_transfer(comm, plan, {num_arrays, sources, targets, options}, out, error);
  });
}
