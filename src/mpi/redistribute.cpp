// SPDX-License-Identifier: BSD-3-Clause
// All of a transfer once.
#include <dap/array.h>
#include <dap/mpi.h>

#include <memory>

#include "array/boundary.hpp"
#include "mpi/parent_comm.hpp"

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

using plan_create = decltype(dap_mpi_plan_create);

int32_t redistribute(MPI_Comm comm, plan_create *create, DAPArray *source, DAPArray *target,
                     const DAPPlanOptions *plan_options, const DAPTransferOptions *options, DAPError *error) {
  DAPPlan *planned_here = nullptr;
  int32_t status = create(comm, distribution_of(source), distribution_of(target), plan_options, &planned_here, error);
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

// Between two worlds an array without a distribution would pass for none.
int32_t check_readable(const DAPArray *array, DAPError *error) {
  if (array == nullptr || distribution_of(array) != nullptr) return DAP_OK;
  const int32_t status = dap_array_validate(array, error);
  if (error != nullptr) error->rank = -1;  // here the parent's, which whoever agrees fills in
  return status;
}

// Once the two groups of an intercommunicator are one, all that follows works on that.
int32_t redistribute_between(MPI_Comm comm, DAPArray *source, DAPArray *target, const DAPPlanOptions *plan_options,
                             const DAPTransferOptions *options, DAPError *error) {
  parent_comm parent;
  int32_t status = parent.begin(
      comm, (source == nullptr ? no_side : source_side) | (target == nullptr ? no_side : target_side), error);
  if (status != DAP_OK) return status;
  DAPError own{};
  status = check_readable(source, &own);
  if (status == DAP_OK) status = check_readable(target, &own);
  status = dap_mpi_agree(parent.get(), status, &own);
  if (status != DAP_OK) {
    if (error != nullptr) *error = own;
    return status;
  }
  return redistribute(parent.get(), dap_mpi_plan_create_between, source, target, plan_options, options, error);
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_redistribute(MPI_Comm comm, DAPArray *source, DAPArray *target, const DAPPlanOptions *plan_options,
                             const DAPTransferOptions *options, DAPError *error) {
  return dap::array::guarded(error, [&] {
    return dap::mpi::redistribute(comm, dap_mpi_plan_create, source, target, plan_options, options, error);
  });
}

int32_t dap_mpi_redistribute_between(MPI_Comm parent, DAPArray *source, DAPArray *target,
                                     const DAPPlanOptions *plan_options, const DAPTransferOptions *options,
                                     DAPError *error) {
  return dap::array::guarded(
      error, [&] { return dap::mpi::redistribute_between(parent, source, target, plan_options, options, error); });
}
