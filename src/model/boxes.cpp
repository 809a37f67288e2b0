// SPDX-License-Identifier: BSD-3-Clause
// Kind `x`: every part is a box of the index space, and DAPBoxes lists all of them, if somebody knows them (spec 8).
#include "model/boxes.hpp"

#include <vector>

#include "model/cover.hpp"

namespace dap::model {

namespace {

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
  if (dims.empty()) return {boxes.size() > 1, boxes.size() == 0};  // one element, in every box
  std::vector<range> space;
  for (const DAPDim &dim : dims) {
    if (dim.size == 0) return {false, false};
    space.push_back({0, dim.size});
  }
  std::vector<range> all;
  for (int64_t box = 0; box < boxes.size(); ++box) {
    for (std::size_t d = 0; d < dims.size(); ++d) all.push_back(boxes.along(box, d));
  }
  const box_cover found = cover_of_boxes(space, all);
  return {found.doubled.has_value(), found.gap.has_value()};
}

}  // namespace dap::model
