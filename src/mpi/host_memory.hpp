// SPDX-License-Identifier: BSD-3-Clause
// What this layer reads and writes by itself.
#pragma once

#include <dap/dap.h>
#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>

namespace dap::mpi {

// Whether the elements of a valid array can be reached from the host.
[[nodiscard]] inline int32_t check_host(const DAPArray &array, DAPError *error) {
  for (int64_t part = 0; part < array.distribution->num_parts; ++part) {
    const int32_t device = array.parts[part].buffer.device_type;
    if (device == DAP_DEVICE_CPU || device == DAP_DEVICE_CUDA_HOST || device == DAP_DEVICE_ROCM_HOST) continue;
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, -1, array.distribution->comm.rank,
                           DAP_DEVICE_CPU, device,
                           "part %" PRId64 " is on a device of type %" PRId32 ", expected host memory", part, device);
  }
  return DAP_OK;
}

}  // namespace dap::mpi
