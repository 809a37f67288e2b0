// SPDX-License-Identifier: BSD-3-Clause
// For tests: random halos of all kinds, the same for the same seed on every rank.
#pragma once

#include <algorithm>

#include "array/random_worlds.hpp"

namespace dap::array::sample {

// Widths, lists and periods for what has none, on all ranks the same.
inline void add_halos(world_drawer &drawer, plan &made) {
  for (planned_dim &each : made.dims) {
    const int64_t size = each.dim.size;
    if (each.dim.kind == DAP_KIND_CYCLIC || each.dim.kind == DAP_KIND_REPLICA) continue;
    if (each.dim.kind == DAP_KIND_BLOCK && drawer.toss()) {
      each = with_widths(each, drawer.draw(0, 4), drawer.draw(0, 4));
      if (size > 0 && drawer.toss()) each.dim.flags |= DAP_DIM_PERIODIC;
      continue;
    }
    each.widths[0] = each.widths[1] = 0;
    each.dim.flags &= ~uint32_t{DAP_DIM_HALO};
    const bool is_block = each.dim.kind == DAP_KIND_BLOCK;
    each.dim.flags |= is_block ? DAP_DIM_HALO_LIST : DAP_DIM_HALO;
    for (const index_list &hand : each.hands) {
      index_list &halo = each.halos.emplace_back();
      for (const int64_t index : drawer.order(size)) {
        const bool owned = std::find(hand.begin(), hand.end(), index) != hand.end();
        if (drawer.toss() && (is_block || !owned)) halo.push_back(index);
        if (is_block && drawer.draw(0, 3) == 0) halo.push_back(index);
      }
    }
  }
}

}  // namespace dap::array::sample
