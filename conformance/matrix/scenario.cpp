// SPDX-License-Identifier: BSD-3-Clause
// Who owns what, by enumeration: slow, and plain enough to be believed.
#include "scenario.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace dap::matrix {

axis block_axis(const std::vector<int64_t> &counts) {
  axis made;
  for (const int64_t count : counts) {
    std::vector<int64_t> indices(static_cast<size_t>(count));
    std::iota(indices.begin(), indices.end(), made.size);
    made.size += count;
    made.owned.push_back(std::move(indices));
  }
  return made;
}

axis balanced_axis(int64_t size, int64_t num_coordinates) {
  std::vector<int64_t> counts;
  for (int64_t c = 0; c < num_coordinates; ++c) {
    counts.push_back(size / num_coordinates + (c < size % num_coordinates ? 1 : 0));
  }
  axis made = block_axis(counts);
  made.balanced = true;
  return made;
}

axis whole_axis(int64_t size) {
  return balanced_axis(size, 1);
}

axis cyclic_axis(int64_t size, int64_t num_coordinates, int64_t block_size) {
  axis made;
  made.kind = division::cyclic;
  made.size = size;
  made.block_size = block_size;
  made.owned.resize(static_cast<size_t>(num_coordinates));
  for (int64_t i = 0; i < size; ++i) made.owned[static_cast<size_t>(i / block_size % num_coordinates)].push_back(i);
  return made;
}

axis scattered_axis(int64_t size, int64_t num_coordinates) {
  axis made;
  made.kind = division::list;
  made.size = size;
  made.owned.resize(static_cast<size_t>(num_coordinates));
  // 7 and `size` have no common factor, so every index comes up once.
  for (int64_t i = 0; i < size; ++i) {
    const int64_t index = (size - 1 - i) * 7 % size;
    made.owned[static_cast<size_t>((i * i + i / 3) % num_coordinates)].push_back(index);
  }
  return made;
}

int64_t scenario::num_elements() const {
  return std::accumulate(axes.begin(), axes.end(), int64_t{1},
                         [](int64_t product, const axis &each) { return product * each.size; });
}

void number_ranks_by_rows(std::vector<axis> &axes) {
  int64_t stride = 1;
  for (auto each = axes.rbegin(); each != axes.rend(); ++each) {
    each->rank_stride = stride;
    stride *= each->num_coordinates();
  }
}

namespace {

// Calls use(tuple) for every tuple of numbers below `extents`, the last one fastest.
void for_each_tuple(const std::vector<int64_t> &extents, const std::function<void(const std::vector<int64_t> &)> &use) {
  if (std::any_of(extents.begin(), extents.end(), [](int64_t extent) { return extent == 0; })) return;
  std::vector<int64_t> tuple(extents.size(), 0);
  for (;;) {
    use(tuple);
    size_t d = extents.size();
    while (d > 0 && ++tuple[d - 1] == extents[d - 1]) tuple[--d] = 0;
    if (d == 0) return;
  }
}

// What the part at `point` owns: positions in memory order, slowest first.
void append_part(const scenario &described, const std::vector<int64_t> &point, std::vector<int64_t> &out) {
  const auto ndim = described.axes.size();
  std::vector<size_t> order(ndim);
  std::iota(order.begin(), order.end(), size_t{0});
  if (described.by_columns) std::reverse(order.begin(), order.end());
  std::vector<int64_t> extents;
  for (const size_t d : order) {
    extents.push_back(static_cast<int64_t>(described.axes[d].owned[static_cast<size_t>(point[d])].size()));
  }
  const size_t begin = out.size();
  for_each_tuple(extents, [&](const std::vector<int64_t> &position) {
    std::vector<int64_t> index(ndim);
    for (size_t k = 0; k < ndim; ++k) {
      const axis &along = described.axes[order[k]];
      index[order[k]] = along.owned[static_cast<size_t>(point[order[k]])][static_cast<size_t>(position[k])];
    }
    int64_t ordinal = 0;
    for (size_t d = 0; d < ndim; ++d) ordinal = ordinal * described.axes[d].size + index[d];
    out.push_back(ordinal);
  });
  if (described.stride < 0) std::reverse(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end());
}

}  // namespace

std::vector<std::vector<int64_t>> points_of(const scenario &described, int rank) {
  std::vector<std::vector<int64_t>> points;
  std::vector<int64_t> grid;
  for (const axis &each : described.axes) grid.push_back(each.num_coordinates());
  for_each_tuple(grid, [&](const std::vector<int64_t> &point) {
    int64_t place = described.rank_offset;
    for (size_t d = 0; d < point.size(); ++d) place += point[d] * described.axes[d].rank_stride;
    if (place / described.points_per_rank == rank) points.push_back(point);
  });
  return points;
}

std::vector<int64_t> ordinals_of(const scenario &described, int rank) {
  std::vector<int64_t> ordinals;
  for (const auto &point : points_of(described, rank)) append_part(described, point, ordinals);
  return ordinals;
}

int64_t num_within_one(const scenario &described, int rank) {
  const auto points = points_of(described, rank);
  int64_t count = points.empty() ? 0 : 1;
  for (size_t d = 0; !points.empty() && d < described.axes.size(); ++d) {
    const axis &along = described.axes[d];
    const int64_t coordinate = points[0][d];
    const bool has_before = along.periodic || coordinate > 0;
    const bool has_after = along.periodic || coordinate + 1 < along.num_coordinates();
    const auto owned = static_cast<int64_t>(along.owned[static_cast<size_t>(coordinate)].size());
    count *= owned + (has_before ? 1 : 0) + (has_after ? 1 : 0);
  }
  return count;
}

numbering::numbering(const scenario &described) : num_elements_(described.num_elements()) {
  for (const axis &each : described.axes) sizes_.push_back(each.size);
}

numbering numbering::of_flattened(const scenario &described, bool rank_order) {
  numbering flat(described);
  flat.is_flat_ = true;
  for (int rank = 0; rank_order && rank < described.num_ranks; ++rank) {
    const auto owned = ordinals_of(described, rank);
    flat.renumbered_.insert(flat.renumbered_.end(), owned.begin(), owned.end());
  }
  return flat;
}

int64_t numbering::ordinal(std::span<const int64_t> index) const {
  if (!is_flat_ && index.size() == sizes_.size()) {
    int64_t place = 0;
    for (size_t d = 0; d < index.size(); ++d) {
      if (index[d] < 0 || index[d] >= sizes_[d]) return -1;
      place = place * sizes_[d] + index[d];
    }
    return place;
  }
  if (index.size() != 1 || index[0] < 0 || index[0] >= num_elements_) return -1;
  return renumbered_.empty() ? index[0] : renumbered_[static_cast<size_t>(index[0])];
}

}  // namespace dap::matrix
