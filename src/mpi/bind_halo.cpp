// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/bind_halo.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

namespace dap::mpi {
namespace {

bool is_same_place(const DAPBuffer &a, const DAPBuffer &b) {
  const auto first = [](const DAPBuffer &of) { return static_cast<const char *>(of.data) + of.byte_offset; };
  if (first(a) != first(b)) return false;
  for (int32_t d = 0; d < a.ndim; ++d) {
    if (a.shape[d] != b.shape[d] || (a.shape[d] > 1 && a.strides[d] != b.strides[d])) return false;
  }
  return true;
}

bool is_same_type(const DAPType &a, const DAPType &b) noexcept {
  return a.code == b.code && a.bits == b.bits && a.lanes == b.lanes;
}

}  // namespace

bool is_same_memory(const DAPArray &a, const DAPArray &b) {
  for (int64_t part = 0; part < a.distribution->num_parts; ++part) {
    if (!is_same_place(a.parts[part].buffer, b.parts[part].buffer)) return false;
  }
  return true;
}

int32_t check_halo_pair(const transfer::planned &plan, const moved_array &moved, DAPError *error) {
  const int32_t rank = plan.source->comm.rank;
  int32_t status = DAP_OK;
  const bool is_one = moved.source == moved.target || is_same_memory(*moved.source, *moved.target);
  if (!is_one || !is_same_type(moved.change.from, moved.change.to)) {
    status = dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_EXCHANGE_ARRAY, -1, rank, 1, 2,
                             "halos are exchanged within one array, and source and target are two");
  } else if (plan.adds() && moved.change.beta != 1.0) {
    status = dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_EXCHANGE_SUM, -1, rank, 1, 0,
                             "halos are added to their owners, expected options in which beta is 1");
  }
  if (status != DAP_OK) dap_simple_named(error, dap_simple_name(moved.target));
  return status;
}

}  // namespace dap::mpi
