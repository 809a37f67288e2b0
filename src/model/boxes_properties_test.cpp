// SPDX-License-Identifier: BSD-3-Clause
// Random boxes in one to three dimensions: coverage and owners are those of a count of every element.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "model/box_tree.hpp"
#include "model/boxes.hpp"
#include "model/drawn_dims.hpp"
#include "model/sample_boxes.hpp"

namespace {

using namespace dap::model;
using index_list = std::vector<int64_t>;

// Cuts a box again and again: disjoint boxes that leave no gap.
std::vector<index_list> draw_partition(const index_list &sizes) {
  index_list whole;
  for (const int64_t size : sizes) whole.insert(whole.end(), {0, size});
  std::vector<index_list> boxes{whole};
  for (int64_t cuts = draw(0, 20); cuts > 0; --cuts) {
    const auto cut = static_cast<std::size_t>(draw(0, static_cast<int64_t>(boxes.size()) - 1));
    const auto along = 2 * static_cast<std::size_t>(draw(0, static_cast<int64_t>(sizes.size()) - 1));
    const int64_t at = draw(boxes[cut][along], boxes[cut][along + 1]);
    boxes.push_back(boxes[cut]);
    boxes[cut][along + 1] = at;
    boxes.back()[along] = at;
  }
  return boxes;
}

// A partition, or one that was spoilt by other boxes, or by some that are missing.
sample::boxes draw_boxes(const index_list &sizes) {
  std::vector<index_list> boxes = draw_partition(sizes);
  for (int64_t more = draw(0, 1) * draw(0, 6); more > 0; --more) {
    index_list box;
    for (const int64_t size : sizes) {
      const int64_t start = draw(0, size);
      box.insert(box.end(), {start, draw(start, size)});
    }
    boxes.push_back(box);
  }
  for (int64_t fewer = draw(0, 1) * draw(0, 3); fewer > 0 && !boxes.empty(); --fewer)
    boxes.erase(boxes.begin() + draw(0, static_cast<int64_t>(boxes.size()) - 1));
  sample::boxes drawn{{}, {}, sizes.size()};
  for (const index_list &box : boxes) {
    drawn.bounds.insert(drawn.bounds.end(), box.begin(), box.end());
    drawn.ranks.push_back(draw(0, 4));
  }
  return drawn;
}

// All indices of an index space, one row and one box too far included.
std::vector<index_list> all_indices(const index_list &sizes) {
  std::vector<index_list> indices{{}};
  for (const int64_t size : sizes) {
    std::vector<index_list> longer;
    for (const index_list &index : indices) {
      for (int64_t i = -1; i <= size; ++i) {
        longer.push_back(index);
        longer.back().push_back(i);
      }
    }
    indices = longer;
  }
  return indices;
}

bool contains(const sample::boxes &boxes, std::size_t box, const index_list &index) {
  const int64_t *bounds = boxes.bounds.data() + box * 2 * boxes.ndim;
  for (std::size_t d = 0; d < boxes.ndim; ++d) {
    if (index[d] < bounds[2 * d] || index[d] >= bounds[2 * d + 1]) return false;
  }
  return true;
}

// The owners of each index.
std::map<index_list, std::vector<box_owner>> count_owners(const sample::boxes &boxes, const index_list &sizes) {
  std::map<index_list, std::vector<box_owner>> owners;
  for (const index_list &index : all_indices(sizes)) {
    std::map<int64_t, int64_t> parts;
    std::vector<box_owner> &found = owners[index];
    for (std::size_t box = 0; box < boxes.ranks.size(); ++box) {
      const int64_t part = parts[boxes.ranks[box]]++;
      if (contains(boxes, box, index)) found.push_back({boxes.ranks[box], part});
    }
    std::sort(found.begin(), found.end());
  }
  return owners;
}

index_list draw_sizes() {
  index_list sizes(static_cast<std::size_t>(draw(1, 3)));
  for (int64_t &size : sizes) size = draw(0, sizes.size() == 1 ? 60 : 9);
  return sizes;
}

RC_GTEST_PROP(RandomBoxes, CoverageIsThatOfEveryElement, ()) {
  const index_list sizes = draw_sizes();
  const sample::boxes boxes = draw_boxes(sizes);

  coverage expected{false, false};
  for (const auto &[index, owners] : count_owners(boxes, sizes)) {
    bool inside = true;
    for (std::size_t d = 0; d < sizes.size(); ++d) inside = inside && index[d] >= 0 && index[d] < sizes[d];
    expected.overlaps = expected.overlaps || owners.size() > 1;
    expected.has_gaps = expected.has_gaps || (inside && owners.empty());
  }
  RC_ASSERT(coverage_of(boxes.list(), sample::box_dims(sizes)) == expected);
}

RC_GTEST_PROP(RandomBoxes, OwnersAreThoseOfEveryElement, ()) {
  const index_list sizes = draw_sizes();
  const sample::boxes boxes = draw_boxes(sizes);
  const box_tree tree(boxes.list());

  for (const auto &[index, owners] : count_owners(boxes, sizes)) {
    RC_ASSERT(tree.owners(index) == owners);
    RC_ASSERT(tree.owner(index).has_value() == !owners.empty());
    if (!owners.empty()) RC_ASSERT(tree.owner(index) == owners.front());
  }
}

RC_GTEST_PROP(RandomBoxes, ARegionMeetsTheBoxesThatHaveAnElementInIt, ()) {
  const index_list sizes = draw_sizes();
  const sample::boxes boxes = draw_boxes(sizes);
  std::vector<range> region;
  for (const int64_t size : sizes) {
    const int64_t start = draw(-1, size);
    region.push_back({start, draw(start, size + 1)});
  }

  std::set<int64_t> expected;
  for (const index_list &index : all_indices(sizes)) {
    bool inside = true;
    for (std::size_t d = 0; d < sizes.size(); ++d)
      inside = inside && index[d] >= region[d].start && index[d] < region[d].stop;
    for (std::size_t box = 0; inside && box < boxes.ranks.size(); ++box) {
      if (contains(boxes, box, index)) expected.insert(static_cast<int64_t>(box));
    }
  }
  std::vector<int64_t> found;
  box_tree(boxes.list()).for_each_meeting(region, [&found](int64_t box) { found.push_back(box); });
  std::sort(found.begin(), found.end());
  RC_ASSERT(found == std::vector<int64_t>(expected.begin(), expected.end()));
}

}  // namespace
