// SPDX-License-Identifier: BSD-3-Clause
// Is each index owned exactly once? Of a line by ranges, and of a space by boxes (spec 832 and 833).
#include "model/cover.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

namespace dap::model {

namespace {

// Cuts a region at the borders of the boxes that meet it until each piece is inside one of them, or in none.
class cutter {
 public:
  cutter(std::size_t ndim, std::span<const range> boxes, wanted_findings wanted)
      : ndim_(ndim), boxes_(boxes), wanted_(wanted) {}

  // `meeting`: the boxes that have an element in common with the region, which is not empty; ascending.
  void cut(std::vector<range> region, const std::vector<std::size_t> &meeting) {
    if (is_done()) return;
    if (meeting.empty()) {
      if (!found_.gap) found_.gap = lowest_of(region);
      return;
    }
    const auto covering = find_cover(region, meeting);
    if (covering == meeting.end()) {
      const auto [dim, at] = middle_border(region, meeting);
      const range whole = region[dim];
      region[dim] = {whole.start, at};
      cut(region, meeting_along(meeting, dim, region[dim]));
      region[dim] = {at, whole.stop};
      cut(region, meeting_along(meeting, dim, region[dim]));
    } else if (meeting.size() > 1 && !found_.doubled) {
      found_.doubled = doubled_in(region, *covering, *covering == meeting.front() ? meeting[1] : meeting.front());
    }
  }

  [[nodiscard]] box_cover found() && { return std::move(found_); }

  [[nodiscard]] const range &along(std::size_t box, std::size_t dim) const { return boxes_[box * ndim_ + dim]; }

 private:
  struct border {
    std::size_t dim;
    int64_t at;
  };

  [[nodiscard]] bool is_done() const noexcept {
    return (found_.gap || !wanted_.gap) && (found_.doubled || !wanted_.doubled);
  }

  [[nodiscard]] static std::vector<int64_t> lowest_of(const std::vector<range> &region) {
    std::vector<int64_t> index;
    for (const range &spanned : region) index.push_back(spanned.start);
    return index;
  }

  [[nodiscard]] std::vector<std::size_t>::const_iterator find_cover(const std::vector<range> &region,
                                                                    const std::vector<std::size_t> &meeting) const {
    return std::find_if(meeting.begin(), meeting.end(), [&](std::size_t box) {
      for (std::size_t d = 0; d < ndim_; ++d) {
        if (along(box, d).start > region[d].start || along(box, d).stop < region[d].stop) return false;
      }
      return true;
    });
  }

  // One of the two covers the region, and the other meets it.
  [[nodiscard]] doubly_boxed doubled_in(const std::vector<range> &region, std::size_t a, std::size_t b) const {
    doubly_boxed found{lowest_of(region), static_cast<int64_t>(std::min(a, b)), static_cast<int64_t>(std::max(a, b))};
    for (std::size_t d = 0; d < ndim_; ++d) {
      found.index[d] = std::max({found.index[d], along(a, d).start, along(b, d).start});
    }
    return found;
  }

  // Of the borders inside the region, the middle one along the dimension that has most; a box that meets the region and
  // does not cover it has one.
  [[nodiscard]] border middle_border(const std::vector<range> &region, const std::vector<std::size_t> &meeting) const {
    std::size_t dim = 0;
    std::vector<int64_t> most;
    for (std::size_t d = 0; d < ndim_; ++d) {
      std::vector<int64_t> inside;
      for (const std::size_t box : meeting) {
        if (along(box, d).start > region[d].start) inside.push_back(along(box, d).start);
        if (along(box, d).stop < region[d].stop) inside.push_back(along(box, d).stop);
      }
      if (inside.size() <= most.size()) continue;
      most = std::move(inside);
      dim = d;
    }
    const auto middle = most.begin() + static_cast<std::ptrdiff_t>(most.size() / 2);
    std::nth_element(most.begin(), middle, most.end());
    return {dim, *middle};
  }

  [[nodiscard]] std::vector<std::size_t> meeting_along(const std::vector<std::size_t> &meeting, std::size_t dim,
                                                       const range &stretch) const {
    std::vector<std::size_t> found;
    for (const std::size_t box : meeting) {
      if (along(box, dim).start < stretch.stop && stretch.start < along(box, dim).stop) found.push_back(box);
    }
    return found;
  }

  std::size_t ndim_;
  std::span<const range> boxes_;
  wanted_findings wanted_;
  box_cover found_;
};

}  // namespace

line_cover cover_of_line(const range &region, std::span<claim> claims) {
  std::sort(claims.begin(), claims.end(), [](const claim &a, const claim &b) {
    return std::tie(a.first, a.claimant, a.count) < std::tie(b.first, b.claimant, b.count);
  });
  line_cover found;
  int64_t reached = region.start;
  int64_t last = 0;  // who reached it
  for (const claim &next : claims) {
    if (next.first > reached && !found.gap) found.gap = reached;
    if (next.first < reached && !found.doubled) {
      found.doubled = {next.first, std::min(last, next.claimant), std::max(last, next.claimant)};
    }
    if (next.first + next.count <= reached) continue;
    reached = next.first + next.count;
    last = next.claimant;
  }
  if (reached < region.stop && !found.gap) found.gap = reached;
  return found;
}

box_cover cover_of_boxes(std::span<const range> region, std::span<const range> boxes, wanted_findings wanted) {
  const std::size_t ndim = region.size();
  cutter pieces(ndim, boxes, wanted);
  std::vector<std::size_t> meeting;
  for (std::size_t box = 0; box < boxes.size() / ndim; ++box) {
    bool meets = true;
    for (std::size_t d = 0; d < ndim; ++d) {
      const range &spanned = pieces.along(box, d);
      meets = meets && std::max(spanned.start, region[d].start) < std::min(spanned.stop, region[d].stop);
    }
    if (meets) meeting.push_back(box);
  }
  pieces.cut({region.begin(), region.end()}, meeting);
  return std::move(pieces).found();
}

}  // namespace dap::model
