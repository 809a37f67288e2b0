// SPDX-License-Identifier: BSD-3-Clause
// What this rank owns of what others want: the other half of their plans, as their letters tell.
#pragma once

#include "transfer/half_plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::transfer {

// Local. Pieces come by ascending ranks, and of each rank in the order of its letter. DAP_ERROR_DISAGREEMENT (1705) if
// something is wanted that is not owned here: the distributions contradict each other.
[[nodiscard]] int32_t supply(const DAPDistribution &source, const world::letters &inbox, half_plan &giving,
                             DAPError *error);

}  // namespace dap::transfer
