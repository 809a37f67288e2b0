// SPDX-License-Identifier: BSD-3-Clause
// The list of all boxes (rule 824): it is counted, lies within the index space and the ranks, and says of this rank
// what this rank has.
#include <gtest/gtest.h>

#include <functional>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

constexpr int64_t huge = INT64_C(1) << 62;

// The picture of the specification: a 4 × 6 space in the boxes A, C, B; seen by rank 0, which has A and C.
struct listed_boxes {
  std::array<DAPDim, 2> dims{dap_dim_whole(4), dap_dim_whole(6)};
  std::array<DAPLocalDim, 4> local{};
  std::array<int64_t, 12> bounds{0, 2, 0, 4, 0, 4, 4, 6, 2, 4, 0, 4};
  std::array<int64_t, 3> ranks{0, 0, 1};
  DAPBoxes boxes{{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr}, 3, bounds.data(), ranks.data()};
  DAPDistribution description{};

  listed_boxes() {
    for (DAPDim &dim : dims) {
      dim.kind = DAP_KIND_BOX;
      dim.flags = 0;
    }
    const std::array<std::array<int64_t, 2>, 4> owned{{{0, 2}, {0, 4}, {0, 4}, {4, 2}}};
    for (size_t i = 0; i < owned.size(); ++i) {
      local[i].start = owned[i][0];
      local[i].num_owned = owned[i][1];
    }
    description = dap_distribution_describe(dims.data(), 2, comm_of(0, 2));
    description.num_parts = 2;
    description.local = local.data();
    description.extensions = &boxes.header;
  }
  listed_boxes(const listed_boxes &) = delete;
  listed_boxes &operator=(const listed_boxes &) = delete;

  [[nodiscard]] int32_t create(DAPError *error) const {
    const DAPDistribution *made = nullptr;
    const int32_t status = dap_distribution_create(&description, &made, error);
    dap_distribution_release(made);
    return status;
  }
};

// An array of one element has no dimension that could be of this kind.
DAPDistribution without_dimensions(DAPBoxes &boxes) {
  DAPDistribution description = dap_distribution_describe(nullptr, 0, comm_of(1, 2));
  description.extensions = &boxes.header;
  return description;
}

struct refused_list {
  const char *name;
  std::function<void(listed_boxes &)> bend;
  int32_t dim;
  int64_t expected;
  int64_t found;
};

const refused_list cases[] = {
    {"OfBlocks",
     [](listed_boxes &b) {
       b.dims = {dap_dim_whole(0), dap_dim_whole(0)}, b.description.num_parts = 0;
     },
     0, DAP_KIND_BOX, DAP_KIND_BLOCK},
    {"OfNoDimension", [](listed_boxes &b) { b.description = without_dimensions(b.boxes); }, -1, 1, 0},
    {"NegativeCount", [](listed_boxes &b) { b.boxes.num_boxes = -1; }, -1, 0, -1},
    {"BoundsNull", [](listed_boxes &b) { b.boxes.bounds = nullptr; }, -1, 1, 0},
    {"RanksNull", [](listed_boxes &b) { b.boxes.ranks = nullptr; }, -1, 1, 0},
    {"TooManyForMemory", [](listed_boxes &b) { b.boxes.num_boxes = huge; }, -1, 0, huge},
    {"NegativeFirst", [](listed_boxes &b) { b.bounds[8] = -1; }, 0, 4, -1},
    {"EndBeyondTheSize", [](listed_boxes &b) { b.bounds[7] = 7; }, 1, 6, 7},
    {"Falling", [](listed_boxes &b) { b.bounds[8] = huge, b.bounds[9] = INT64_MIN; }, 0, 4, INT64_MIN},
    {"RankBelow", [](listed_boxes &b) { b.ranks[2] = -1; }, -1, 2, -1},
    {"RankBeyond", [](listed_boxes &b) { b.ranks[2] = 2; }, -1, 2, 2},
    {"OneTooFewHere", [](listed_boxes &b) { b.ranks[1] = 1; }, -1, 2, 1},
    {"OneTooManyHere", [](listed_boxes &b) { b.ranks[2] = 0; }, -1, 2, 3},
    {"PartsNotListed", [](listed_boxes &b) { b.boxes.num_boxes = 0; }, -1, 2, 0},
    {"OtherBoundsHere", [](listed_boxes &b) { b.bounds[1] = 3; }, -1, 2, 2},
    {"OtherOrderHere", [](listed_boxes &b) { b.bounds = {0, 4, 4, 6, 0, 2, 0, 4, 2, 4, 0, 4}; }, -1, 2, 2},
};

TEST(BoxLists, ThatAreBrokenAreRefusedWithTheRuleAndTheNumbers) {
  for (const refused_list &broken : cases) {
    listed_boxes bent;
    broken.bend(bent);
    DAPError error{};
    EXPECT_EQ(bent.create(&error), DAP_ERROR_INVALID) << broken.name;
    EXPECT_EQ(error.rule, DAP_RULE_LISTED_BOXES) << broken.name << ": " << error.message;
    EXPECT_EQ(error.dim, broken.dim) << error.message;
    EXPECT_EQ(error.expected, broken.expected) << error.message;
    EXPECT_EQ(error.found, broken.found) << error.message;
  }
}

TEST(BoxLists, AreValidUnlessTheyAreBent) {
  listed_boxes boxes;
  DAPError error{};
  EXPECT_EQ(boxes.create(&error), DAP_OK) << error.message;

  boxes.description.comm.rank = 1;
  boxes.description.num_parts = 1;
  boxes.local[0].start = 2;
  EXPECT_EQ(boxes.create(&error), DAP_OK) << error.message;
}

TEST(BoxLists, PutEmptyBoxesAnywhere) {
  listed_boxes boxes;
  boxes.bounds[4] = boxes.bounds[5] = 3;
  boxes.local[2].start = 1;
  boxes.local[2].num_owned = 0;
  DAPError error{};

  EXPECT_EQ(boxes.create(&error), DAP_OK) << error.message;
}

TEST(BoxLists, MayBeEmptyWhereNobodyHasAPart) {
  listed_boxes boxes;
  boxes.boxes = {{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr}, 0, nullptr, nullptr};
  boxes.description.num_parts = 0;
  boxes.description.local = nullptr;
  DAPError error{};

  EXPECT_EQ(boxes.create(&error), DAP_OK) << error.message;
}

}  // namespace
