// SPDX-License-Identifier: BSD-3-Clause
// Gaps and overlaps of rectangles, against counting every element.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <map>

#include "cli/coverage.hpp"

namespace dap::cli {
namespace {

int64_t draw(int64_t low, int64_t high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<int64_t>(low, high + 1));
}

std::map<std::pair<int64_t, int64_t>, int> counts_of(const std::vector<area> &areas) {
  std::map<std::pair<int64_t, int64_t>, int> counts;
  for (const area &each : areas) {
    for (int64_t i = each.down.start; i < each.down.stop; ++i) {
      for (int64_t j = each.across.start; j < each.across.stop; ++j) ++counts[{i, j}];
    }
  }
  return counts;
}

RC_GTEST_PROP(Coverage, CountsAsEveryElementDoes, ()) {
  const area space{{0, draw(0, 9)}, {0, draw(0, 9)}};
  std::vector<area> areas;
  for (int64_t i = draw(0, 6); i > 0 && space.down.stop > 0 && space.across.stop > 0; --i) {
    const int64_t top = draw(0, space.down.stop - 1);
    const int64_t left = draw(0, space.across.stop - 1);
    areas.push_back({{top, draw(top + 1, space.down.stop)}, {left, draw(left + 1, space.across.stop)}});
  }

  const uncovered found = cover(areas, space);

  auto counts = counts_of(areas);
  auto gaps = counts_of(found.gaps);
  auto overlaps = counts_of(found.overlaps);
  for (int64_t i = 0; i < space.down.stop; ++i) {
    for (int64_t j = 0; j < space.across.stop; ++j) {
      const int owned = counts[{i, j}];
      RC_ASSERT((gaps[{i, j}] == (owned == 0 ? 1 : 0)));
      RC_ASSERT((overlaps[{i, j}] == (owned > 1 ? 1 : 0)));
    }
  }
  RC_ASSERT(gaps.size() == static_cast<size_t>(space.down.stop * space.across.stop));
}

TEST(Coverage, OfHugeRectanglesCostsTheirBorders) {
  const int64_t end = INT64_MAX;
  const uncovered found = cover({{{0, end / 2}, {0, end}}}, {{0, end}, {0, end}});

  EXPECT_EQ(found.gaps, (std::vector<area>{{{end / 2, end}, {0, end}}}));
  EXPECT_TRUE(found.overlaps.empty());
}

}  // namespace
}  // namespace dap::cli
