// SPDX-License-Identifier: BSD-3-Clause
// For tests: random distributions, as every rank has them.
#pragma once

#include <dap/dap.h>

#include <vector>

namespace dap::json {

// In the order of the ranks, with one reference each, which is the caller's. In a file of its own: what draws them
// names a namespace dap::array, and the C++ face a class of that name.
[[nodiscard]] std::vector<const DAPDistribution *> draw_ranks();

}  // namespace dap::json
