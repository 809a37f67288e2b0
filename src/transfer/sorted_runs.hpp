// SPDX-License-Identifier: BSD-3-Clause
// What a part owns along one dimension, by ascending index.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

namespace dap::transfer {

// The indices first … first + count - 1 are stored from `position` on.
struct placed_run {
  int64_t first;
  int64_t position;
  int64_t count;  // at least 1
};

// In time proportional to the runs, of listed indices in whatever order.
[[nodiscard]] std::vector<placed_run> sorted_runs_of(const DAPDim &dim, const DAPLocalDim &local);

}  // namespace dap::transfer
