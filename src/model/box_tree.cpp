// SPDX-License-Identifier: BSD-3-Clause
// Whose box is it? A tree of hulls over a list of boxes, to find the few that meet an index or a region.
#include "model/box_tree.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace dap::model {

box_tree::box_tree(const box_list &boxes) : boxes_(boxes) {
  std::unordered_map<int64_t, int64_t> parts_so_far;
  for (int64_t box = 0; box < boxes.size(); ++box) {
    parts_.push_back(parts_so_far[boxes.rank(box)]++);
    if (!boxes.is_empty(box)) order_.push_back(box);
  }
  if (!order_.empty()) build({0, 0, order_.size()});
}

void box_tree::build(node at) {
  const std::size_t ndim = boxes_.ndim();
  if (hulls_.size() < (at.number + 1) * ndim) hulls_.resize((at.number + 1) * ndim);
  for (std::size_t d = 0; d < ndim; ++d) {
    range hull = boxes_.along(order_[at.begin], d);
    for (std::size_t i = at.begin + 1; i < at.end; ++i) {
      const range box = boxes_.along(order_[i], d);
      hull = {std::min(hull.start, box.start), std::max(hull.stop, box.stop)};
    }
    hulls_[at.number * ndim + d] = hull;
  }
  if (at.is_leaf()) return;
  const std::size_t d = widest(at);
  const auto iterator = [this](std::size_t place) { return order_.begin() + static_cast<std::ptrdiff_t>(place); };
  std::nth_element(iterator(at.begin), iterator(at.middle()), iterator(at.end), [&](int64_t a, int64_t b) {
    return ndim > 0 && boxes_.along(a, d).start < boxes_.along(b, d).start;
  });
  build(at.lower());
  build(at.upper());
}

// The dimension along which the boxes of a node begin farthest apart.
std::size_t box_tree::widest(node at) const noexcept {
  std::size_t found = 0;
  int64_t widest = -1;
  for (std::size_t d = 0; d < boxes_.ndim(); ++d) {
    int64_t lowest = std::numeric_limits<int64_t>::max();
    int64_t highest = 0;
    for (std::size_t i = at.begin; i < at.end; ++i) {
      lowest = std::min(lowest, boxes_.along(order_[i], d).start);
      highest = std::max(highest, boxes_.along(order_[i], d).start);
    }
    if (highest - lowest > widest) {
      widest = highest - lowest;
      found = d;
    }
  }
  return found;
}

box_owner box_tree::owner_of_box(int64_t box) const noexcept {
  return {boxes_.rank(box), parts_[static_cast<std::size_t>(box)]};
}

std::vector<box_owner> box_tree::owners(std::span<const int64_t> index) const {
  std::vector<range> region;
  for (const int64_t at : index) {
    if (at == std::numeric_limits<int64_t>::max()) return {};  // Beyond every size, and so is what comes after it.
    region.push_back({at, at + 1});
  }
  std::vector<box_owner> found;
  for_each_meeting(region, [&](int64_t box) { found.push_back(owner_of_box(box)); });
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<box_owner> box_tree::owner(std::span<const int64_t> index) const {
  const std::vector<box_owner> found = owners(index);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

}  // namespace dap::model
