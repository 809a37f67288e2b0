// SPDX-License-Identifier: BSD-3-Clause
// Who owns my indices in the other distribution? Asked of the homes of the indices where its dimensions do not tell:
// listed indices, and blocks with unknown bounds.
//
// Every index has a home, one after the other in equal ranges, which is told who owns it and answers who asks: memory
// and messages are proportional to what a rank owns and to its share of the indices, not to the number of ranks (the
// rendezvous algorithm of Pinar and Hendrickson, 2001).
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "transfer/plan.hpp"
#include "world/assembly.hpp"

namespace dap::transfer {

// What one rank knows of both distributions then. Borrows their dimensions.
struct known_axes {
  std::vector<known_axis> source;
  std::vector<known_axis> target;
  std::vector<owner_map> answers;  // what `owners` point to
};

// One rank's pair of distributions, and its answers.
struct asker {
  const DAPDistribution *source;
  const DAPDistribution *target;
  std::span<const int32_t> target_dims;
  known_axes known;
};

// Whether nothing has to be asked: both tell by themselves.
[[nodiscard]] bool tells_all(const DAPDistribution &distribution) noexcept;

// Without asking; of two distributions that tell all.
[[nodiscard]] known_axes axes_of(const DAPDistribution &source, const DAPDistribution &target);

// Collective over the ranks of both. `asker_of(rank)` gives the asker of each rank that is in this process.
[[nodiscard]] int32_t resolve(world::assembly &all, asker &(*asker_of)(void *context, int32_t rank), void *context,
                              DAPError *error);

}  // namespace dap::transfer
