// SPDX-License-Identifier: BSD-3-Clause
// Listed indices, and owners that had to be asked for: both ascend.
#include "transfer/overlap.hpp"

#include <algorithm>

#include "transfer/by_coordinate.hpp"
#include "transfer/dim_owners.hpp"

namespace dap::transfer {
namespace {

// Most runs lie in the same range or block as the one before.
struct in_blocks {
  const placed_runs &own;
  const DAPDim &theirs;

  template <typename Function>
  void for_each_owned(Function &&function) const {
    owned_run block{0, 0, 0};
    for (const placed_run &run : own) {
      const int64_t stop = run.first + run.count;
      for (int64_t index = run.first; index < stop;) {
        if (index >= block.first + block.count) {
          const auto next = block_around(theirs, index);
          if (!next) break;
          block = *next;
        }
        const int64_t end = std::min(block.first + block.count, stop);
        function(block.coordinate, run.position + (index - run.first), index, end - index);
        index = end;
      }
    }
  }
};

// What an own run meets lies in one stretch of the map.
struct in_map {
  const placed_runs &own;
  const owner_map &theirs;

  template <typename Function>
  void for_each_owned(Function &&function) const {
    auto next = theirs.begin();
    for (const placed_run &run : own) {
      const int64_t stop = run.first + run.count;
      while (next != theirs.end() && next->first + next->count <= run.first) ++next;
      for (auto at = next; at != theirs.end() && at->first < stop; ++at) {
        const int64_t first = std::max(at->first, run.first);
        const int64_t end = std::min(at->first + at->count, stop);
        if (first < end) function(at->coordinate, run.position + (first - run.first), first, end - first);
      }
    }
  }
};

}  // namespace

overlap overlap_of(const placed_runs &own, const DAPDim &theirs) {
  return by_coordinate(in_blocks{own, theirs}, own.size());
}

overlap overlap_of(const placed_runs &own, const owner_map &theirs) {
  return by_coordinate(in_map{own, theirs}, std::max(own.size(), theirs.size()));
}

}  // namespace dap::transfer
