// SPDX-License-Identifier: BSD-3-Clause
// Listed indices, and owners that had to be asked for: both ascend.
#include "transfer/overlap.hpp"

#include <algorithm>

#include "transfer/dim_owners.hpp"
#include "transfer/shares.hpp"

namespace dap::transfer {
namespace {

void add_sorted(sorted_pieces &found, share_builder &made) {
  found.sort();
  made.reserve(found.size());
  while (const auto coordinate = found.next_coordinate()) {
    made.begin(*coordinate);
    found.move_group(*coordinate, 0, 0, 1, made);
  }
}

// Both ascend, so that most runs lie in the same range or block as the one before.
void listed_and_any(std::span<const placed_run> own, const DAPDim &theirs, share_builder &made) {
  sorted_pieces found;
  found.reserve(own.size());
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
      found.add(block.coordinate, run.position + (index - run.first), {index, end});
      index = end;
    }
  }
  add_sorted(found, made);
}

}  // namespace

overlap overlap_of(std::span<const placed_run> own, const DAPDim &theirs) {
  overlap made;
  share_builder building(made);
  listed_and_any(own, theirs, building);
  return made;
}

// Both ascend, so that what an own run meets lies in one stretch of the map.
overlap overlap_of(std::span<const placed_run> own, const owner_map &theirs) {
  overlap made;
  share_builder building(made);
  sorted_pieces found;
  found.reserve(own.size());
  auto next = theirs.begin();
  for (const placed_run &run : own) {
    const int64_t stop = run.first + run.count;
    while (next != theirs.end() && next->first + next->count <= run.first) ++next;
    for (auto at = next; at != theirs.end() && at->first < stop; ++at) {
      const int64_t first = std::max(at->first, run.first);
      const int64_t end = std::min(at->first + at->count, stop);
      if (first < end) found.add(at->coordinate, run.position + (first - run.first), {first, end});
    }
  }
  add_sorted(found, building);
  return made;
}

}  // namespace dap::transfer
