// SPDX-License-Identifier: BSD-3-Clause
// Who owns indices of a dimension that does not tell by itself: an answer, in runs.
#pragma once

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

// The same where it matters who else owns an index: runs of indices that have all owners in common.
struct owner_sets {
  owner_map runs;                          // `coordinate` is the number of a set; no index is in two runs
  std::vector<std::vector<int64_t>> sets;  // ascending coordinates
};

[[nodiscard]] owner_sets sets_of(const owner_map &owners);

}  // namespace dap::transfer
