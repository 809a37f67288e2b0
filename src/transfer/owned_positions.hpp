// SPDX-License-Identifier: BSD-3-Clause
// From indices that a part owns along a dimension to where it stores them.
#pragma once

#include <dap/dap.h>

#include <optional>

#include "transfer/runs.hpp"

namespace dap::transfer {

// In the order of the indices, in one group; empty if one of them is not owned. As many steps as there are runs, of
// ranges; else as there are runs of both that meet, times what looking one up costs.
[[nodiscard]] std::optional<run_list> owned_positions(const DAPDim &dim, const DAPLocalDim &local,
                                                      const run_list &indices);

}  // namespace dap::transfer
