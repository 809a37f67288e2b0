// SPDX-License-Identifier: BSD-3-Clause
// Plans of which only the target knows what it wants: it finds out who has that, and tells them. So are halos filled,
// whose widths and lists are local knowledge and differ from part to part.
//
// Messages and memory are proportional to the runs along each dimension, and to the pieces that a rank has in common
// with others; nothing depends on the number of ranks.
#pragma once

#include "transfer/demand.hpp"

namespace dap::transfer {

// One rank's: `one` and `of_indices` are given.
struct told_plan {
  asker one{};
  repeats of_indices = repeats::allowed;
  half_plan giving;
  half_plan getting;
};

// Finds the plan of each rank that is in this process.
struct told_plan_finder {
  told_plan &(*find)(void *context, int32_t rank);
  void *context;
  [[nodiscard]] told_plan &of(int32_t rank) const { return find(context, rank); }
};

// Asks what has to be asked (resolve.hpp), and then tells: one round of messages more. Collective.
[[nodiscard]] int32_t make_told_plans(world::assembly &all, const told_plan_finder &plans, DAPError *error);

}  // namespace dap::transfer
