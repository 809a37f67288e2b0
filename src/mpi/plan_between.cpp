// SPDX-License-Identifier: BSD-3-Clause
// Plans between the processes of two distributions.
#include "transfer/plan_between.hpp"

#include <dap/mpi.h>

#include <memory>
#include <utility>

#include "array/boundary.hpp"
#include "mpi/mpi_assembly.hpp"
#include "mpi/parent_comm.hpp"

namespace dap::mpi {
namespace {

using transfer::party;
using transfer::planned;

party &only_party(void *context, int32_t) {
  return *static_cast<party *>(context);
}

uint32_t side_of(const party &one) noexcept {
  return (one.source == nullptr ? no_side : source_side) | (one.target == nullptr ? no_side : target_side);
}

int32_t create_between(MPI_Comm comm, party &here, DAPPlan **out, DAPError *error) {
  parent_comm parent;
  int32_t status = parent.begin(comm, side_of(here), error);
  if (status != DAP_OK) return status;
  mpi_assembly all;
  status = all.begin(parent.get(), error);
  if (status != DAP_OK) return status;
  std::shared_ptr<planned> made;
  std::unique_ptr<DAPPlan> handle;
  status = all.together(
      [&](world::resident &, DAPError *own) {
        if (out == nullptr) return array::argument_is_null(own, "out");
        made = std::make_shared<planned>();
        handle = std::make_unique<DAPPlan>();
        return int32_t{DAP_OK};
      },
      error);
  if (status == DAP_OK) status = transfer::pair_worlds(all, {only_party, &here}, error);
  if (status == DAP_OK) {
    status = dap_mpi_agree_on(parent.get(), DAP_OK, nullptr, transfer::sum_of_options(here.made), error);
  }
  if (status == DAP_OK) status = transfer::plan_between(all, {only_party, &here}, error);
  if (status != DAP_OK) return status;
  *made = std::move(here.made);
  made->side = parent.side_of_group();
  handle->plan = std::move(made);
  *out = handle.release();
  return DAP_OK;
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_plan_create_between(MPI_Comm parent, const DAPDistribution *source, const DAPDistribution *target,
                                    const DAPPlanOptions *options, DAPPlan **out, DAPError *error) {
  return dap::array::guarded(error, [&] {
    dap::transfer::party here;
    here.source = source;
    here.target = target;
    here.options = options;
    return dap::mpi::create_between(parent, here, out, error);
  });
}
