// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/passed_arrays.hpp"

#include <dap/array.h>
#include <dap/simple.h>

#include <cinttypes>

#include "mpi/host_memory.hpp"
#include "transfer/same_division.hpp"

namespace dap::mpi {
namespace {

using transfer::planned;

int32_t check_array(const passed_list &list, int32_t index, int32_t rank, DAPError *error) {
  const DAPArray *array = list.at(index);
  if (list.planned_for == nullptr) {
    if (array == nullptr) return DAP_OK;
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_WORLD_ARRAYS, -1, rank, 0, 1,
                           "%ss[%" PRId32 "] is an array, expected NULL: the plan has no %s here", list.name(), index,
                           list.name());
  }
  if (array == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, rank, 1, 0, "%ss[%" PRId32 "] is NULL",
                           list.name(), index);
  }
  int32_t status = dap_array_validate(array, error);
  if (status == DAP_OK) status = check_host(*array, error);
  if (status != DAP_OK) return status;
  if (!transfer::is_divided_as(*list.planned_for, *array->distribution)) {
    status = dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_PLAN, -1, rank, 1, 0,
                             "the %s is divided otherwise than the plan's %s", list.name(), list.name());
  } else if (list.number == 1 && (array->flags & DAP_ARRAY_WRITABLE) == 0) {
    status = dap_simple_fail(error, DAP_ERROR_READ_ONLY, DAP_RULE_READ_ONLY, -1, rank, 1, 0, "the target is read-only");
  }
  if (status != DAP_OK) dap_simple_named(error, dap_simple_name(array));
  return status;
}

bool is_missing(const passed_list &list) noexcept {
  return list.planned_for != nullptr && list.arrays == nullptr;
}

}  // namespace

int32_t check_arrays(const planned &plan, const transfer_arguments &passed, DAPError *error) {
  const int32_t rank = plan.source->comm.rank;
  const passed_list sources = sources_of(plan, passed);
  const passed_list targets = targets_of(plan, passed);
  if (passed.num_arrays < 0 || (passed.num_arrays > 0 && (is_missing(sources) || is_missing(targets)))) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, rank, 0, passed.num_arrays,
                           "num_arrays is %" PRId32 ", expected as many sources and targets", passed.num_arrays);
  }
  int32_t status = DAP_OK;
  for (int32_t index = 0; status == DAP_OK && index < passed.num_arrays; ++index) {
    status = check_array(sources, index, rank, error);
    if (status == DAP_OK) status = check_array(targets, index, rank, error);
  }
  return status;
}

}  // namespace dap::mpi
