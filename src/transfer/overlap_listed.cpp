// SPDX-License-Identifier: BSD-3-Clause
// Listed indices, and owners that had to be asked for: both ascend.
#include "transfer/overlap.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

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

struct in_map {
  const placed_runs &own;
  const owner_map &theirs;

  template <typename Function>
  void for_each_owned(Function &&function) const {
    for_each_common(own, theirs, [&](const placed_run &run, const owned_run &owned, int64_t first, int64_t stop) {
      function(owned.coordinate, run.position + (first - run.first), first, stop - first);
    });
  }
};

// What lies in a range stands together. None if the positions follow a pattern.
std::optional<overlap> listed_in_ranges(std::span<const uint64_t> own, const DAPDim &theirs) {
  overlap made;
  std::vector<std::size_t> counts;
  for (auto rest = own; !rest.empty();) {
    const int64_t first = placed_runs::single_run(rest.front()).first;
    const auto range = block_around(theirs, first);
    if (!range) return std::nullopt;
    const auto end = std::partition_point(rest.begin(), rest.end(), [&](uint64_t single) {
      return placed_runs::single_run(single).first < range->first + range->count;
    });
    const int64_t last = placed_runs::single_run(*(end - 1)).first;
    made.shares.push_back({range->coordinate, first, last, end - rest.begin(), counts.size(), 1});
    counts.push_back(static_cast<std::size_t>(end - rest.begin()));
    rest = rest.subspan(counts.back());
  }
  uint32_t *next = made.positions.begin_lists(counts);
  for (const uint64_t single : own) *next++ = static_cast<uint32_t>(placed_runs::single_run(single).position);
  return follows_no_pattern(made.positions.listed()) ? std::optional(std::move(made)) : std::nullopt;
}

}  // namespace

overlap overlap_of(const placed_runs &own, const DAPDim &theirs) {
  if (!own.singles().empty() && has_ranges(theirs)) {
    auto listed = listed_in_ranges(own.singles(), theirs);
    if (listed) return *std::move(listed);
  }
  return by_coordinate(in_blocks{own, theirs}, own.size());
}

overlap overlap_of(const placed_runs &own, const owner_map &theirs) {
  return by_coordinate(in_map{own, theirs}, std::max(own.size(), theirs.size()));
}

}  // namespace dap::transfer
