// SPDX-License-Identifier: BSD-3-Clause
// Views of boxes of which one has no elements: wherever it starts, and wherever a list puts it, nothing of it is taken.
#include <gtest/gtest.h>

#include "array/tiles.hpp"

namespace {

using namespace dap::array::sample;

// 10 × 10 doubles on one process, in a box around all of them and one without elements.
struct with_empty_box {
  std::array<DAPDim, 2> dims{dap_dim_whole(10), dap_dim_whole(10)};
  std::array<DAPLocalDim, 4> local{};
  std::array<int64_t, 8> bounds{0, 10, 0, 10, 0, 0, 0, 3};
  std::array<int64_t, 2> ranks{0, 0};
  DAPBoxes boxes{{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr}, 2, bounds.data(), ranks.data()};
  std::array<double, 100> values{};
  std::vector<int64_t> shape{10, 10};
  std::vector<int64_t> strides{10, 1};
  std::vector<int64_t> none{0, 3};
  std::vector<int64_t> none_strides{3, 1};
  std::array<DAPPart, 2> parts{part_of(values.data(), shape, strides), part_of(values.data(), none, none_strides)};
  DAPDistribution distribution{};
  DAPArray array{};
  static inline char space = 0;

  with_empty_box() {
    for (DAPDim &dim : dims) {
      dim.kind = DAP_KIND_BOX;
      dim.flags = 0;
    }
    local[0].num_owned = local[1].num_owned = 10;
    local[3].num_owned = 3;
    distribution = dap_distribution_describe(dims.data(), 2, comm_of(0, 1));
    distribution.num_parts = 2;
    distribution.local = local.data();
    distribution.flags = DAP_FEATURE_BOXES | DAP_FEATURE_PARTS;
    distribution.id_space = &space;
    distribution.id = 1;
    array.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    array.release = [](DAPArray *self) { self->release = nullptr; };
    array.flags = distribution.flags;
    array.distribution = &distribution;
    array.parts = parts.data();
    array.type_code = DAP_TYPE_FLOAT;
    array.type_bits = 64;
    array.type_lanes = 1;
  }
  with_empty_box(const with_empty_box &) = delete;
  with_empty_box &operator=(const with_empty_box &) = delete;

  void list(std::array<int64_t, 4> where) {
    std::copy(where.begin(), where.end(), bounds.begin() + 4);
    distribution.extensions = &boxes.header;
  }
};

// What somebody else finds, who has a copy.
int32_t validate_copy(const DAPDistribution &distribution, DAPError *error) {
  const DAPDistribution copy = distribution;
  return dap_distribution_validate(&copy, error);
}

void expect_one_row(with_empty_box &of) {
  DAPError error{};
  ASSERT_EQ(dap_array_validate(&of.array, &error), DAP_OK) << error.message;
  held_array row;
  ASSERT_EQ(slice(of.array, {dap_slice_index(6), dap_slice_all()}, row, &error), DAP_OK) << error.message;

  EXPECT_EQ(row.distribution->num_parts, 1);
  EXPECT_EQ(validate_copy(*row.distribution, &error), DAP_OK) << error.message;
}

TEST(EmptyBoxes, StartAnywhere) {
  with_empty_box of;
  of.local[2].start = INT64_MIN;
  expect_one_row(of);
}

TEST(EmptyBoxes, AreListedAnywhere) {
  with_empty_box of;
  of.list({5, 9, 2, 2});
  expect_one_row(of);
}

TEST(EmptyBoxes, LieAnywhereWhereTheyAreThin) {
  with_empty_box of;
  of.local[2].num_owned = 9;
  of.local[3].num_owned = 0;
  of.none = {9, 0};
  of.list({0, 0, 0, 3});
  expect_one_row(of);
}

TEST(EmptyBoxes, StayWhereNoDimensionGoes) {
  with_empty_box of;
  of.list({5, 9, 2, 2});
  held_array turned;
  DAPError error{};
  ASSERT_EQ(slice(of.array, {dap_slice_all(), all_backwards(10)}, turned, &error), DAP_OK) << error.message;

  EXPECT_EQ(turned.distribution->num_parts, 2);
  EXPECT_EQ(validate_copy(*turned.distribution, &error), DAP_OK) << error.message;
}

}  // namespace
