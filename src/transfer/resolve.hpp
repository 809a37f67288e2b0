// SPDX-License-Identifier: BSD-3-Clause
// Who has my indices in the other distribution? Asked of the homes of the indices where that does not tell by itself:
// listed indices, blocks with unknown bounds, boxes without their list.
//
// Every index of a dimension has a home, one after the other in equal ranges, and every tile of the space of boxes has
// one. Homes are told who owns what, and answer who asks: memory and messages are proportional to what a rank owns and
// to its share of the indices, not to the number of ranks (the rendezvous algorithm of Pinar and Hendrickson, 2001).
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <span>
#include <vector>

#include "transfer/known.hpp"
#include "transfer/lists.hpp"
#include "transfer/rank_map.hpp"
#include "transfer/wanted.hpp"
#include "world/assembly.hpp"

namespace dap::transfer {

// What this rank said to the homes of its indices; kept until they have answered.
struct said_list {
  list_meaning means;
  const DAPLocalDim *local;  // that the runs are of; NULL: what they are for is no part's owned ones
  placed_runs runs;
  bool is_shared = false;  // other parts have the same coordinate, and rely on what is answered
};

// One rank's pair of distributions, and what it knows of them in the end. Where only the target knows what it wants,
// nothing is asked for the source's sake: it will be told.
struct asker {
  const DAPDistribution *source;
  const DAPDistribution *target;
  std::span<const int32_t> target_dims;
  known_division known_source;
  known_division known_target;
  wanted what = wanted::owned;
  // Of a source in the ranks of a parent: its own ranks, in whose order several owners stand. NULL: they are the same.
  const rank_map *source_ranks = nullptr;
  std::vector<said_list> lists{};
};

// Whether nothing has to be asked, as far as a distribution is concerned. Alike on all ranks.
[[nodiscard]] bool tells_all(const DAPDistribution &distribution) noexcept;

// What is known without asking: all, of two distributions that tell all. Of boxes the list is searched, O(boxes).
void know(asker &one);

// Finds the asker of each rank that is in this process.
struct asker_finder {
  asker &(*find)(void *context, int32_t rank);
  void *context;
  [[nodiscard]] asker &of(int32_t rank) const { return find(context, rank); }
};

// Knows, and asks for the rest. Collective over the ranks of both; two rounds of messages.
[[nodiscard]] int32_t resolve(world::assembly &all, const asker_finder &askers, DAPError *error);

}  // namespace dap::transfer
