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

// Ascending by first index, then by coordinate; an index that several coordinates own is in several runs, which then
// are equal but for their coordinates. Only indices that somebody has asked for need be in it.
using owner_map = std::vector<owned_run>;

}  // namespace dap::transfer
