// SPDX-License-Identifier: BSD-3-Clause
// Kind `x`: every part is a box of the index space, and DAPBoxes lists all of them, if somebody knows them (spec 8).
#include "model/boxes.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace dap::model {

namespace {

// Cuts a region at the borders of the boxes that meet it until each piece is inside one of them, or in none.
class cutter {
 public:
  explicit cutter(const box_list &boxes) : boxes_(boxes) {}

  // `meeting`: the boxes that have an element in common with the region, which is not empty.
  void cut(std::vector<range> region, const std::vector<int64_t> &meeting) {
    if (found_.overlaps && found_.has_gaps) return;
    if (meeting.empty()) {
      found_.has_gaps = true;
    } else if (has_cover(region, meeting)) {
      found_.overlaps = found_.overlaps || meeting.size() > 1;
    } else {
      const auto [dim, at] = middle_border(region, meeting);
      const range whole = region[dim];
      region[dim] = {whole.start, at};
      cut(region, meeting_along(meeting, dim, region[dim]));
      region[dim] = {at, whole.stop};
      cut(region, meeting_along(meeting, dim, region[dim]));
    }
  }

  [[nodiscard]] coverage found() const noexcept { return found_; }

 private:
  struct border {
    std::size_t dim;
    int64_t at;
  };

  [[nodiscard]] bool has_cover(const std::vector<range> &region, const std::vector<int64_t> &meeting) const noexcept {
    return std::any_of(meeting.begin(), meeting.end(), [&](int64_t box) {
      for (std::size_t d = 0; d < region.size(); ++d) {
        const range spanned = boxes_.along(box, d);
        if (spanned.start > region[d].start || spanned.stop < region[d].stop) return false;
      }
      return true;
    });
  }

  // Of the borders inside the region, the middle one along the dimension that has most; a box that meets the region and
  // does not cover it has one.
  [[nodiscard]] border middle_border(const std::vector<range> &region, const std::vector<int64_t> &meeting) const {
    std::size_t dim = 0;
    std::vector<int64_t> most;
    for (std::size_t d = 0; d < region.size(); ++d) {
      std::vector<int64_t> inside;
      for (const int64_t box : meeting) {
        const range spanned = boxes_.along(box, d);
        if (spanned.start > region[d].start) inside.push_back(spanned.start);
        if (spanned.stop < region[d].stop) inside.push_back(spanned.stop);
      }
      if (inside.size() <= most.size()) continue;
      most = std::move(inside);
      dim = d;
    }
    const auto middle = most.begin() + static_cast<std::ptrdiff_t>(most.size() / 2);
    std::nth_element(most.begin(), middle, most.end());
    return {dim, *middle};
  }

  [[nodiscard]] std::vector<int64_t> meeting_along(const std::vector<int64_t> &meeting, std::size_t dim,
                                                   const range &stretch) const {
    std::vector<int64_t> found;
    for (const int64_t box : meeting) {
      const range spanned = boxes_.along(box, dim);
      if (spanned.start < stretch.stop && stretch.start < spanned.stop) found.push_back(box);
    }
    return found;
  }

  const box_list &boxes_;
  coverage found_{false, false};
};

bool is_same_box(const box_list &boxes, int64_t box, const DAPLocalDim *local) noexcept {
  bool same = true;
  bool part_is_empty = false;
  for (std::size_t d = 0; d < boxes.ndim(); ++d) {
    const range listed = boxes.along(box, d);
    same = same && listed.start == local[d].start && listed.count() == local[d].num_owned;
    part_is_empty = part_is_empty || local[d].num_owned == 0;
  }
  return same || (part_is_empty && boxes.is_empty(box));
}

}  // namespace

std::optional<range> box_range(const DAPDim &dim, const DAPLocalDim &local) noexcept {
  if (local.num_owned < 0 || local.halo[0] < 0 || local.halo[1] < 0) return std::nullopt;
  if (local.num_owned == 0 && local.halo[0] == 0 && local.halo[1] == 0) return range{0, 0};
  if (local.start < 0 || local.num_owned > dim.size || local.start > dim.size - local.num_owned) return std::nullopt;
  return range{local.start, local.start + local.num_owned};
}

bool box_list::is_empty(int64_t box) const noexcept {
  for (std::size_t d = 0; d < ndim_; ++d) {
    if (along(box, d).count() == 0) return true;
  }
  return false;
}

std::optional<misplaced_box> find_misplaced(const box_list &boxes, std::span<const DAPDim> dims,
                                            int64_t num_ranks) noexcept {
  for (int64_t box = 0; box < boxes.size(); ++box) {
    for (std::size_t d = 0; d < dims.size(); ++d) {
      const range spanned = boxes.along(box, d);
      if (spanned.start < 0 || spanned.stop < spanned.start || spanned.stop > dims[d].size) {
        return misplaced_box{box, d};
      }
    }
    if (boxes.rank(box) < 0 || boxes.rank(box) >= num_ranks) return misplaced_box{box, dims.size()};
  }
  return std::nullopt;
}

bool list_has_parts(const box_list &boxes, int64_t rank, int64_t num_parts, const DAPLocalDim *local) noexcept {
  int64_t part = 0;
  for (int64_t box = 0; box < boxes.size(); ++box) {
    if (boxes.rank(box) != rank) continue;
    if (part == num_parts) return false;
    if (!is_same_box(boxes, box, local + static_cast<std::size_t>(part) * boxes.ndim())) return false;
    ++part;
  }
  return part == num_parts;
}

coverage coverage_of(const box_list &boxes, std::span<const DAPDim> dims) {
  std::vector<range> space;
  for (const DAPDim &dim : dims) {
    if (dim.size == 0) return {false, false};
    space.push_back({0, dim.size});
  }
  std::vector<int64_t> all;
  for (int64_t box = 0; box < boxes.size(); ++box) {
    if (!boxes.is_empty(box)) all.push_back(box);
  }
  cutter pieces(boxes);
  pieces.cut(std::move(space), all);
  return pieces.found();
}

}  // namespace dap::model
