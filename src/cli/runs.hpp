// SPDX-License-Identifier: BSD-3-Clause
// What a part owns and stores along one dimension, as runs: what they cost is counted in runs, never in elements.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

#include "model/dimension.hpp"

namespace dap::cli {

// The owned indices below `stop`, ascending, none touching the next. Of a cyclic dimension only the blocks below `stop`
// are walked.
[[nodiscard]] std::vector<model::range> owned_runs(const DAPDim &dim, const DAPLocalDim &local, int64_t stop);

enum class storage { owned, halo, exterior };

// Positions position … position+count-1 store the indices index, index + 1, …; in [0, size) unless they are exterior.
struct segment {
  int64_t position;
  int64_t index;
  int64_t count;
  storage as;

  [[nodiscard]] int64_t end() const noexcept { return position + count; }
  friend bool operator==(const segment &, const segment &) = default;
};

// The first `most` segments in the order of positions; together they are the stored extent, unless there are more.
[[nodiscard]] std::vector<segment> stored_segments(const DAPDim &dim, const DAPLocalDim &local, size_t most);

}  // namespace dap::cli
