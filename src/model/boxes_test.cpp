// SPDX-License-Identifier: BSD-3-Clause
// Tests of boxes and of lists of them.
#include "model/boxes.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <ostream>
#include <vector>

#include "model/sample_boxes.hpp"

namespace dap::model {

// Lets a failing comparison show what was found.
void PrintTo(const coverage &found, std::ostream *out) {
  *out << (found.overlaps ? "overlaps" : "disjoint") << (found.has_gaps ? ", gaps" : ", complete");
}

}  // namespace dap::model

namespace {

using namespace dap::model;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();
constexpr int64_t smallest = std::numeric_limits<int64_t>::min();
constexpr coverage exact{false, false};
constexpr coverage gaps{false, true};
constexpr coverage overlap{true, false};
constexpr coverage both{true, true};

// The example of the header: 4 × 6, [0,4)×[0,2) on rank 0 and [0,4)×[2,6) on rank 1.
sample::boxes two_halves() {
  return {{0, 4, 0, 2, 0, 4, 2, 6}, {0, 1}, 2};
}

TEST(Boxes, APartLiesWithinTheIndexSpace) {
  const DAPDim dim = sample::dim_of_kind(DAP_KIND_BOX, 10, 1);

  EXPECT_EQ(box_range(dim, sample::range_part(0, 3, 7, 2, 2)), (range{3, 10}));
  EXPECT_EQ(box_range(dim, sample::range_part(0, 10, 0, 1, 1)), (range{10, 10}));
  EXPECT_EQ(box_range(dim, sample::range_part(0, 4, 7)), std::nullopt);
  EXPECT_EQ(box_range(dim, sample::range_part(0, -1, 3)), std::nullopt);
  EXPECT_EQ(box_range(dim, sample::range_part(0, 3, -1)), std::nullopt);
  EXPECT_EQ(box_range(dim, sample::range_part(0, 3, 2, -1, 0)), std::nullopt);
  EXPECT_EQ(box_range(dim, sample::range_part(0, 3, 2, 0, -1)), std::nullopt);
  EXPECT_EQ(box_range(dim, sample::range_part(0, largest, largest)), std::nullopt);
  EXPECT_EQ(box_range(dim, sample::range_part(0, 11, 0, 1, 0)), std::nullopt);
}

TEST(Boxes, APartWithoutElementsAndHaloLiesNowhere) {
  EXPECT_EQ(box_range(sample::dim_of_kind(DAP_KIND_BOX, 10, 1), sample::range_part(0, smallest, 0)), (range{0, 0}));
}

TEST(Boxes, AListIsWrongWhereABoxLeavesTheIndexSpace) {
  const auto dims = sample::box_dims({4, 6});
  sample::boxes boxes = two_halves();
  EXPECT_EQ(find_misplaced(boxes.list(), dims, 2), std::nullopt);

  boxes.bounds[7] = 7;
  EXPECT_EQ(find_misplaced(boxes.list(), dims, 2), (misplaced_box{1, 1}));
  boxes.bounds[7] = 1;
  EXPECT_EQ(find_misplaced(boxes.list(), dims, 2), (misplaced_box{1, 1}));
  boxes.bounds[0] = smallest;
  EXPECT_EQ(find_misplaced(boxes.list(), dims, 2), (misplaced_box{0, 0}));
}

TEST(Boxes, AListIsWrongWhereARankIsNone) {
  EXPECT_EQ(find_misplaced(two_halves().list(), sample::box_dims({4, 6}), 1), (misplaced_box{1, 2}));
  EXPECT_EQ(find_misplaced(sample::boxes{{}, {-1}, 0}.list(), {}, 1), (misplaced_box{0, 0}));
}

TEST(Boxes, TheListHasThePartsOfARankInTheirOrder) {
  const sample::boxes boxes{{0, 2, 5, 8, 2, 5, 8, 8}, {0, 1, 0, 0}, 1};
  const DAPLocalDim first = sample::range_part(0, 0, 2);
  const DAPLocalDim second = sample::range_part(0, 2, 3);
  const DAPLocalDim nothing = sample::range_part(0, 0, 0);
  const auto has = [&](const std::vector<DAPLocalDim> &parts) {
    return list_has_parts(boxes.list(), 0, static_cast<int64_t>(parts.size()), parts.data());
  };

  EXPECT_TRUE(has({first, second, nothing}));
  EXPECT_FALSE(has({second, first, nothing}));
  EXPECT_FALSE(has({first, second}));
  EXPECT_FALSE(has({first, second, nothing, nothing}));
  EXPECT_TRUE(list_has_parts(boxes.list(), 7, 0, nullptr));
}

TEST(Boxes, CoverageSeesGapsAndOverlaps) {
  const auto dims = sample::box_dims({4, 6});
  sample::boxes boxes = two_halves();
  EXPECT_EQ(coverage_of(boxes.list(), dims), exact);

  boxes.bounds[6] = 3;
  EXPECT_EQ(coverage_of(boxes.list(), dims), gaps);
  boxes.bounds[6] = 1;
  EXPECT_EQ(coverage_of(boxes.list(), dims), overlap);
  boxes.bounds[5] = 3;
  EXPECT_EQ(coverage_of(boxes.list(), dims), both);
}

TEST(Boxes, ACornerIsEnough) {
  const auto dims = sample::box_dims({4, 4});

  EXPECT_EQ(coverage_of(sample::boxes{{0, 4, 0, 3, 0, 3, 3, 4}, {0, 0}, 2}.list(), dims), gaps);
  EXPECT_EQ(coverage_of(sample::boxes{{0, 4, 0, 4, 3, 4, 3, 4}, {0, 0}, 2}.list(), dims), overlap);
}

TEST(Boxes, EmptyBoxesCoverNothing) {
  EXPECT_EQ(coverage_of(sample::boxes{{0, 9, 3, 3, 3, 3}, {0, 0, 1}, 1}.list(), sample::box_dims({9})), exact);
  EXPECT_EQ(coverage_of(sample::boxes{{3, 3}, {0}, 1}.list(), sample::box_dims({9})), gaps);
}

TEST(Boxes, WithoutElementsOrDimensionsThereIsStillAnAnswer) {
  EXPECT_EQ(coverage_of(sample::boxes{{}, {}, 2}.list(), sample::box_dims({4, 0})), exact);
  EXPECT_EQ(coverage_of(sample::boxes{{}, {}, 1}.list(), sample::box_dims({4})), gaps);
  EXPECT_EQ(coverage_of(sample::boxes{{}, {}, 0}.list(), {}), gaps);
  EXPECT_EQ(coverage_of(sample::boxes{{}, {0}, 0}.list(), {}), exact);
  EXPECT_EQ(coverage_of(sample::boxes{{}, {0, 1}, 0}.list(), {}), overlap);
}

TEST(Boxes, VolumesBeyondAllIntegersAreNoTrouble) {
  const auto dims = sample::box_dims({largest, largest, largest});
  sample::boxes boxes{{0, largest, 0, largest, 0, 7, 0, largest, 0, largest, 7, largest}, {0, 1}, 3};
  EXPECT_EQ(coverage_of(boxes.list(), dims), exact);

  boxes.bounds[11] = largest - 1;
  EXPECT_EQ(coverage_of(boxes.list(), dims), gaps);
}

}  // namespace
