// SPDX-License-Identifier: BSD-3-Clause
// Who owns indices of a dimension that does not tell by itself: an answer, in runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace dap::transfer {

// A coordinate owns the indices first … first + count - 1.
struct owned_run {
  int64_t first;
  int64_t count;  // at least 1
  int64_t coordinate;

  friend auto operator<=>(const owned_run &, const owned_run &) = default;
};

// Ascending. An index that several coordinates own is in several runs, and one that nobody owns, or has asked for, in
// none.
using owner_map = std::vector<owned_run>;

// What continues the run before is one run with it.
void append(owner_map &runs, int64_t first, int64_t count, int64_t coordinate);

// Puts runs in order that may overlap: those of one coordinate that do, or are neighbours, are one run.
void join(owner_map &runs);

// Calls function(run, owned run, first, stop) for what ascending runs have in common with a map, by ascending runs:
// what a run meets begins no earlier than what the run before met.
template <typename Runs, typename Function>
void for_each_common(const Runs &runs, const owner_map &owners, Function &&function) {
  auto next = owners.begin();
  for (const auto &run : runs) {
    const int64_t run_stop = run.first + run.count;
    while (next != owners.end() && next->first + next->count <= run.first) ++next;
    for (auto at = next; at != owners.end() && at->first < run_stop; ++at) {
      const int64_t first = std::max(at->first, run.first);
      const int64_t stop = std::min(at->first + at->count, run_stop);
      if (first < stop) function(run, *at, first, stop);
    }
  }
}

// The same where it matters who else owns an index: runs of indices that have all owners in common.
struct owner_sets {
  owner_map runs;                          // `coordinate` is the number of a set; no index is in two runs
  std::vector<std::vector<int64_t>> sets;  // ascending coordinates
};

[[nodiscard]] owner_sets sets_of(const owner_map &owners);

}  // namespace dap::transfer
