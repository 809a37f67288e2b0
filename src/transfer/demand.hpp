// SPDX-License-Identifier: BSD-3-Clause
// What this rank wants to have of others, where only it knows: its half of the plan, and what it tells them.
#pragma once

#include "transfer/half_plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::transfer {

// Whether a piece may have an index twice along an axis: what reads may, what adds to it may not.
enum class repeats { allowed, apart };

// Local, of an asker that knows. Pieces come by ascending ranks, and of each rank in the order of its letter.
//
// Halos are filled by the same replica; what is stored besides, by the replica that gives to the part (plan.hpp).
[[nodiscard]] half_plan demand(const asker &one, repeats of_indices, world::letters &outbox);

}  // namespace dap::transfer
