// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/cells.hpp"

#include <algorithm>

#include "model/boxes.hpp"
#include "transfer/fragments.hpp"
#include "transfer/overlap.hpp"

namespace dap::transfer {
namespace {

DAPLocalDim local_of(int64_t coordinate, int64_t start, int64_t count) noexcept {
  DAPLocalDim local{};
  local.coordinate = coordinate;
  local.start = start;
  local.num_owned = count;
  return local;
}

cell cell_of(const box &spanned, int64_t rank) {
  cell made;
  for (const model::range &along : spanned) made.row.push_back(local_of(0, along.start, along.count()));
  made.ranks = {rank};
  return made;
}

box box_of(const cell &one) {
  box spanned;
  for (const DAPLocalDim &along : one.row) spanned.push_back({along.start, along.start + along.num_owned});
  return spanned;
}

std::vector<shared_count> counts_of(const DAPDim &dim, const DAPLocalDim &local, const DAPDim &theirs) {
  std::vector<shared_count> counts;
  for (const share &each : overlap_of(dim, local, theirs).shares) counts.push_back({each.coordinate, each.count});
  return counts;
}

}  // namespace

std::vector<DAPLocalDim> owning_coordinates(const DAPDim &dim) {
  std::vector<DAPLocalDim> owning;
  for (int64_t c = model::next_owning(dim, 0); c < dim.grid_size; c = model::next_owning(dim, c + 1)) {
    const int64_t start = dim.kind == DAP_KIND_BLOCK ? model::owned_range(dim, c).start : 0;
    owning.push_back(local_of(c, start, model::num_owned(dim, c)));
  }
  return owning;
}

std::vector<cell> listed_cells(const DAPDistribution &boxes) {
  const model::box_list list(*model::listed_boxes(boxes), static_cast<std::size_t>(boxes.ndim));
  std::vector<cell> cells;
  for (int64_t number = 0; number < list.size(); ++number) {
    if (list.is_empty(number)) continue;
    box spanned;
    for (std::size_t d = 0; d < list.ndim(); ++d) spanned.push_back(list.along(number, d));
    cells.push_back(cell_of(spanned, list.rank(number)));
  }
  return cells;
}

// A lower (rank, part) comes first: the boxes of a rank are its parts, in their order.
std::vector<cell> disjoint_cells(const DAPDistribution &boxes) {
  std::vector<cell> cells = listed_cells(boxes);
  if ((boxes.dims[0].flags & DAP_DIM_OVERLAPPING) == 0) return cells;
  std::stable_sort(cells.begin(), cells.end(), [](const cell &a, const cell &b) { return a.ranks[0] < b.ranks[0]; });
  std::vector<cell> disjoint;
  std::vector<box> lower;
  for (const cell &one : cells) {
    const box spanned = box_of(one);
    std::vector<std::span<const model::range>> taken;
    for (const box &each : lower) {
      if (meet(each, spanned)) taken.emplace_back(each);
    }
    for (const box &left : left_of(spanned, taken)) disjoint.push_back(cell_of(left, one.ranks[0]));
    lower.push_back(spanned);
  }
  return disjoint;
}

std::span<const shared_count> shared_counts::of(const DAPDistribution &own, std::size_t d, const DAPLocalDim &local,
                                                const DAPDim &theirs) {
  if (is_boxes(own)) {
    of_box_.resize(static_cast<std::size_t>(own.ndim));
    of_box_[d] = counts_of(own.dims[d], local, theirs);
    return of_box_[d];
  }
  const auto [at, is_new] = of_grid_.try_emplace({d, local.coordinate});
  if (is_new) at->second = counts_of(own.dims[d], local, theirs);
  return at->second;
}

}  // namespace dap::transfer
