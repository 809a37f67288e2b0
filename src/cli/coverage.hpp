// SPDX-License-Identifier: BSD-3-Clause
// Where rectangles leave gaps and where they overlap.
#pragma once

#include <vector>

#include "model/dimension.hpp"

namespace dap::cli {

struct area {
  model::range down;
  model::range across;

  friend bool operator==(const area &, const area &) = default;
};

struct uncovered {
  std::vector<area> gaps;      // disjoint
  std::vector<area> overlaps;  // disjoint
};

// Of rectangles that are not empty and lie within `space`. Sweeps down: each border costs the rectangles that cross it.
[[nodiscard]] uncovered cover(std::vector<area> areas, const area &space);

}  // namespace dap::cli
