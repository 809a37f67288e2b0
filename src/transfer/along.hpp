// SPDX-License-Identifier: BSD-3-Clause
// What a part has in common with the other side along one axis, and with whom.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "transfer/overlap.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {

// Whom a share is with. Along a source's dimension that is flagged OVERLAPPING, its owners are left to be chosen from.
struct partner {
  int64_t coordinate;                  // of the other side; unless that is the source, and has several owners
  const std::vector<int64_t> *owners;  // of the source; NULL: one
};

struct along_axis {
  overlap common;
  std::vector<partner> partners;  // by share::coordinate; none: that is the other side's coordinate itself
};

[[nodiscard]] inline partner partner_of(const share &with, const std::vector<partner> &partners) noexcept {
  return partners.empty() ? partner{with.coordinate, nullptr} : partners[static_cast<std::size_t>(with.coordinate)];
}

// With the coordinates of the other side's grid. `local` is the part's, along its own dimension.
[[nodiscard]] along_axis along_grid(const sides &at, std::size_t axis, const DAPLocalDim &local);

// With a box of the other side, whose coordinate is 0.
[[nodiscard]] along_axis along_box(const sides &at, std::size_t axis, const DAPLocalDim &local,
                                   const model::range &spanned);

}  // namespace dap::transfer
