// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/lower_boxes.hpp"

#include <utility>

#include "transfer/fragments.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {

bool has_overlapping_boxes(const DAPDistribution &source) noexcept {
  return is_boxes(source) && (source.dims[0].flags & DAP_DIM_OVERLAPPING) != 0;
}

std::vector<std::span<const model::range>> lower_boxes(const std::vector<known_box> &known, const rank_map *ranks,
                                                       const box_place &giver, std::span<const model::range> common) {
  const auto place_of = [ranks](int64_t rank, int64_t part) { return std::pair{own_rank(ranks, rank), part}; };
  const auto place = place_of(giver.rank, giver.part);
  std::vector<std::span<const model::range>> lower;
  for (const known_box &each : known) {
    if (place_of(each.rank, each.part) < place && meet(each.spanned, common)) lower.emplace_back(each.spanned);
  }
  return lower;
}

}  // namespace dap::transfer
