// SPDX-License-Identifier: BSD-3-Clause
// Which boxes of a source give before another one: of several that have an element, the lowest does (spec 852).
#pragma once

#include <span>
#include <vector>

#include "transfer/known.hpp"
#include "transfer/rank_map.hpp"

namespace dap::transfer {

// Where a box is.
struct box_place {
  int64_t rank;
  int64_t part;
};

[[nodiscard]] bool has_overlapping_boxes(const DAPDistribution &source) noexcept;

// Of known boxes those that are lower than the giver's and meet `common`; borrowed. `ranks` says which they are to the
// source, if other ones than here; MAY be NULL.
[[nodiscard]] std::vector<std::span<const model::range>> lower_boxes(const std::vector<known_box> &known,
                                                                     const rank_map *ranks, const box_place &giver,
                                                                     std::span<const model::range> common);

}  // namespace dap::transfer
