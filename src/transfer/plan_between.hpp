// SPDX-License-Identifier: BSD-3-Clause
// Plans of transfers between two worlds: from the processes of one distribution to those of another, all of which are
// among those of a parent.
//
// Once the worlds know each other, both distributions are written in the ranks of the parent, and from there on it is a
// plan like any other: a rank of the one is the same process as that rank of the other.
#pragma once

#include <cstdint>

#include "transfer/introduce.hpp"
#include "transfer/planned.hpp"

namespace dap::transfer {

// One rank of the parent.
struct party {
  const DAPDistribution *source = nullptr;  // NULL: it is not in that world
  const DAPDistribution *target = nullptr;
  const DAPPlanOptions *options = nullptr;

  two_worlds worlds;
  planned made;  // the plan in the end
  told_plan told;
};

// Finds the party of each rank that is in this process.
struct party_finder {
  party &(*find)(void *context, int32_t rank);
  void *context;
  [[nodiscard]] party &of(int32_t rank) const { return find(context, rank); }
};

// Both functions are collective over the parent, and fail alike on all of its ranks. In errors, `rank` is one of the
// parent.

// Introduces the worlds, and begins the plan that is made.
[[nodiscard]] int32_t pair_worlds(world::assembly &all, const party_finder &parties, DAPError *error);

// Plans, of pairs whose options are alike (sum_of_options).
[[nodiscard]] int32_t plan_between(world::assembly &all, const party_finder &parties, DAPError *error);

}  // namespace dap::transfer
