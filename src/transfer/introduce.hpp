// SPDX-License-Identifier: BSD-3-Clause
// Two worlds in one parent make themselves known to each other: all ranks of the parent learn the global members of
// both distributions, and where their ranks are.
//
// Every rank counts itself in some reductions, and then hears one announcement: it is as long as the global members,
// and where ranks of a world are not evenly spaced in the parent, as its table of ranks. Only then does anybody send
// more than a few numbers: each process of that world one message to rank 0.
#pragma once

#include <dap/dap.h>

#include <array>

#include "transfer/rank_map.hpp"
#include "world/assembly.hpp"

namespace dap::transfer {

// A world, as a rank of the parent sees it.
struct seen_world {
  const DAPDistribution *own = nullptr;  // valid; NULL: this rank is not in it
  rank_map ranks;                        // those of the world as those of the parent
  world::words globals;                  // as world::globals_of gives them
};

// Of the source, and of the target.
using two_worlds = std::array<seen_world, 2>;

// Finds the worlds of each rank that is in this process.
struct worlds_finder {
  two_worlds &(*find)(void *context, int32_t rank);
  void *context;
  [[nodiscard]] two_worlds &of(int32_t rank) const { return find(context, rank); }
};

// Fills in what `own` does not tell. Collective over the parent, whose ranks are those of the assembly. Fails with 1720
// (a world without processes), 1721 (its processes are not its ranks, each once) or 1302 (they have other global
// members than its rank 0).
[[nodiscard]] int32_t introduce(world::assembly &all, const worlds_finder &worlds, DAPError *error);

[[nodiscard]] constexpr const char *name_of_world(std::size_t number) noexcept {
  return number == 0 ? "source" : "target";
}

}  // namespace dap::transfer
