// SPDX-License-Identifier: BSD-3-Clause
// Covers against counting: what is told as a gap is one, what is told as claimed twice is claimed by those two.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

#include "model/cover.hpp"
#include "model/drawn_dims.hpp"

namespace {

using namespace dap::model;

RC_GTEST_PROP(CoverOfLine, FindsTheLowestOfBothKinds, ()) {
  const int64_t start = draw(-3, 3);
  const int64_t stop = start + draw(0, 12);
  std::vector<claim> claims;
  for (int64_t n = start == stop ? 0 : draw(0, 6); n > 0; --n) {
    const int64_t first = draw(start, stop - 1);
    claims.push_back({first, draw(1, stop - first), static_cast<int64_t>(claims.size())});
  }
  line_cover expected;
  for (int64_t i = start; i < stop; ++i) {
    std::vector<int64_t> owners;
    for (const claim &each : claims) {
      if (i >= each.first && i < each.first + each.count) owners.push_back(each.claimant);
    }
    if (owners.empty() && !expected.gap) expected.gap = i;
    if (owners.size() > 1 && !expected.doubled) expected.doubled = {i, owners[0], owners[1]};
  }
  const line_cover found = cover_of_line({start, stop}, claims);
  RC_ASSERT(found.gap == expected.gap);
  RC_ASSERT(found.doubled.has_value() == expected.doubled.has_value());
  if (found.doubled) RC_ASSERT(found.doubled->index == expected.doubled->index);
}

bool has(const std::vector<range> &boxes, size_t box, const std::vector<int64_t> &index) {
  bool inside = true;
  for (size_t d = 0; d < index.size(); ++d) {
    const range &spanned = boxes[box * index.size() + d];
    inside = inside && index[d] >= spanned.start && index[d] < spanned.stop;
  }
  return inside;
}

RC_GTEST_PROP(CoverOfBoxes, FindsWhatIsThere, ()) {
  const auto ndim = static_cast<size_t>(draw(1, 3));
  std::vector<range> region;
  for (size_t d = 0; d < ndim; ++d) {
    const int64_t start = draw(0, 2);
    region.push_back({start, start + draw(1, 3)});
  }
  std::vector<range> boxes;
  for (int64_t n = draw(0, 6); n > 0; --n) {
    for (size_t d = 0; d < ndim; ++d) {
      const int64_t start = draw(0, 4);
      boxes.push_back({start, draw(start, 6)});
    }
  }
  const auto owners_of = [&](const std::vector<int64_t> &index) {
    std::vector<int64_t> owners;
    for (size_t box = 0; box < boxes.size() / ndim; ++box) {
      if (has(boxes, box, index)) owners.push_back(static_cast<int64_t>(box));
    }
    return owners;
  };
  bool gap = false;
  bool doubled = false;
  for (int64_t at = 0; at < 27; ++at) {
    const std::vector<int64_t> digits{at % 3, at / 3 % 3, at / 9};
    std::vector<int64_t> index;
    for (size_t d = 0; d < ndim; ++d) index.push_back(region[d].start + digits[d]);
    if (!has(region, 0, index)) continue;
    gap = gap || owners_of(index).empty();
    doubled = doubled || owners_of(index).size() > 1;
  }

  const box_cover found = cover_of_boxes(region, boxes);

  RC_ASSERT(found.gap.has_value() == gap);
  RC_ASSERT(found.doubled.has_value() == doubled);
  if (gap) RC_ASSERT(has(region, 0, *found.gap) && owners_of(*found.gap).empty());
  if (!doubled) return;
  const auto owners = owners_of(found.doubled->index);
  RC_ASSERT(has(region, 0, found.doubled->index));
  RC_ASSERT(found.doubled->box < found.doubled->other);
  RC_ASSERT(std::count(owners.begin(), owners.end(), found.doubled->box) == 1);
  RC_ASSERT(std::count(owners.begin(), owners.end(), found.doubled->other) == 1);
}

}  // namespace
