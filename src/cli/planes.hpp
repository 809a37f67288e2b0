// SPDX-License-Identifier: BSD-3-Clause
// The index space, or slices of it, as rectangles with their owners.
#pragma once

#include <vector>

#include "cli/picture.hpp"

namespace dap::cli {

// Each dimension's end of what is shown: its size; or, if it has more than `most` ranges, where the range number `cut`
// ends.
[[nodiscard]] std::vector<int64_t> shown_sizes(const holdings &of, size_t most, size_t cut);

// The replicas that have parts: coordinates in the replica dimensions, the canonical copy first; one empty tuple
// without such dimensions.
[[nodiscard]] std::vector<std::vector<int64_t>> replicas(const holdings &of);

// Groups of indices of dimension `d` below `stop` between whose slices there is no difference, in the order of the
// first ones. They cover [0, stop); if that is empty, there is one group with an empty range.
[[nodiscard]] std::vector<std::vector<model::range>> slices(const holdings &of, size_t d, int64_t stop);

// Which dimensions of the array a plane shows, and at which index of the other one. A side may be none.
struct view {
  static constexpr size_t none = static_cast<size_t>(-1);
  size_t down = none;
  size_t across = none;
  size_t depth = none;
  int64_t at = 0;
};

// One plane of a replica up to the `shown` sizes: owned, gap, overlap and boundary tiles, in this order.
[[nodiscard]] panel plane_of(const holdings &of, const std::vector<int64_t> &replica, const view &of_view,
                             const std::vector<int64_t> &shown);

}  // namespace dap::cli
