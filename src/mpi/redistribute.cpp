// SPDX-License-Identifier: BSD-3-Clause
// All of a transfer once.
#include <dap/array.h>
#include <dap/mpi.h>

#include <memory>

#include "array/boundary.hpp"

namespace dap::mpi {
namespace {

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
  status = dap_mpi_transfer_create(comm, plan.get(), 1, &source, &target, options, &made, error);
  const std::unique_ptr<DAPTransfer, transfer_end> transfer(made);
  if (status != DAP_OK) return status;
  status = dap_mpi_transfer_start(made, error);
  if (status == DAP_OK) status = dap_mpi_transfer_wait(made, error);
  return dap_mpi_agree(comm, status, error);
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_redistribute(MPI_Comm comm, DAPArray *source, DAPArray *target, const DAPPlanOptions *plan_options,
                             const DAPTransferOptions *options, DAPError *error) {
  return dap::array::guarded(
      error, [&] { return dap::mpi::redistribute(comm, source, target, plan_options, options, error); });
}
