// SPDX-License-Identifier: BSD-3-Clause
// Views: what examples look like, and what is refused with nothing changed.
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "array/tiles.hpp"

namespace {

using namespace dap::array::sample;

std::vector<int64_t> bounds_of(const DAPArray &array, int32_t d) {
  const DAPDim &dim = array.distribution->dims[d];
  return {dim.bounds, dim.bounds + dim.grid_size + 1};
}

TEST(Slices, TakeRowsAndDropAColumn) {
  tiles of;
  held_array column;
  ASSERT_EQ(slice(of.array, {dap_slice_range(3, -1, -1), dap_slice_index(4)}, column), DAP_OK);

  EXPECT_EQ(column.distribution->ndim, 1);
  EXPECT_EQ(column.distribution->num_parts, 2);
  EXPECT_EQ(first_of(column, 0), 34.0);
  EXPECT_EQ(first_of(column, 1), 14.0);
  EXPECT_EQ(column.parts[0].buffer.strides[0], -3);
  EXPECT_EQ(bounds_of(column, 0), (std::vector<int64_t>{0, 2, 4}));
  EXPECT_NE(column.flags & DAP_FEATURE_STRIDED, 0U);
  EXPECT_EQ(of.array.release, nullptr);
}

// Rule 710: parts come in the order of their new coordinates.
TEST(Slices, PutPartsInOrder) {
  tiles of;
  held_array turned;
  ASSERT_EQ(slice(of.array, {dap_slice_all(), all_backwards(6)}, turned), DAP_OK);

  EXPECT_EQ(first_of(turned, 0), 5.0);
  EXPECT_EQ(first_of(turned, 1), 2.0);
  EXPECT_EQ(first_of(turned, 2), 25.0);
  EXPECT_EQ(dap_distribution_validate(turned.distribution, nullptr), DAP_OK);
}

TEST(Permutations, PutPartsInOrderAndKeepTheMemory) {
  tiles of;
  held_array turned;
  ASSERT_EQ(permute(of.array, {1, 0}, turned), DAP_OK);

  EXPECT_EQ(turned.distribution->dims[0].size, 6);
  EXPECT_EQ(first_of(turned, 1), 20.0);
  EXPECT_EQ(first_of(turned, 2), 3.0);
  EXPECT_EQ(turned.parts[1].buffer.shape[0], 3);
  EXPECT_EQ(turned.parts[1].capacity, 48U);
}

TEST(Slices, SayHowTheMemoryLiesAlikeEverywhere) {
  const struct {
    std::vector<DAPSlice> slices;
    bool strided;
  } cases[] = {
      {{dap_slice_all(), dap_slice_all()}, false},
      {{dap_slice_range(1, 3, 1), dap_slice_all()}, false},
      {{dap_slice_index(1), dap_slice_range(1, 5, 1)}, false},
      {{dap_slice_range(1, 2, 1), dap_slice_range(1, 5, 1)}, false},
      {{dap_slice_index(1), dap_slice_index(1)}, false},
      {{dap_slice_range(0, 4, 2), dap_slice_all()}, true},
      {{dap_slice_all(), dap_slice_range(0, 3, 1)}, true},
      {{dap_slice_all(), dap_slice_index(1)}, true},
  };
  for (const auto &each : cases) {
    tiles of;
    held_array view;
    ASSERT_EQ(slice(of.array, each.slices, view), DAP_OK);
    EXPECT_EQ((view.flags & DAP_FEATURE_STRIDED) != 0, each.strided) << &each - cases;
  }
}

// Bytes between the elements of a view are not its own.
TEST(Slices, KnowTheirCapacity) {
  tiles of;
  held_array turned, columns, row;
  ASSERT_EQ(slice(of.array, {all_backwards(4), dap_slice_all()}, turned), DAP_OK);
  EXPECT_EQ(turned.parts[0].capacity, 48U) << "all elements are in it";
  ASSERT_EQ(slice(turned, {dap_slice_all(), dap_slice_range(0, 2, 1)}, columns), DAP_OK);
  EXPECT_EQ(columns.parts[0].capacity, 0U);
  tiles again;
  ASSERT_EQ(slice(again.array, {dap_slice_index(0), dap_slice_all()}, row), DAP_OK);
  EXPECT_EQ(row.parts[0].capacity, 24U);
}

TEST(Slices, OfHugeDimensionsAreCountedRight) {
  constexpr int64_t huge = INT64_C(1) << 62;
  const distribution_ptr distribution = regular({dap_dim_whole(huge), dap_dim_whole(0)}, dap_comm_none());
  std::vector<int64_t> shape{huge, 0};
  std::vector<int64_t> strides{INT64_MIN, INT64_MAX};
  const DAPPart part = part_of(nullptr, shape, strides);
  const DAPSourceDescription given{"huge", {DAP_TYPE_FLOAT, 64, 1}, 0, distribution.get(), &part, nullptr, {}, nullptr};
  DAPSource *source = nullptr;
  ASSERT_EQ(dap_source_create(&given, &source, nullptr), DAP_OK);
  held_array array, view;
  export_to(source_ptr(source), array);
  DAPError error{};

  EXPECT_EQ(slice(array, {dap_slice_range(huge, -1, INT64_MIN), dap_slice_all()}, view, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_SELECTION);
  ASSERT_EQ(slice(array, {dap_slice_range(huge - 1, -1, INT64_MIN), dap_slice_all()}, view, &error), DAP_OK);
  EXPECT_EQ(view.distribution->dims[0].size, 1);
}

TEST(Views, HaveTheNameAndAnIdentityOfTheirOwn) {
  tiles of, others;
  held_array first, second, again;
  export_to(of.source, again);
  ASSERT_EQ(slice(of.array, {dap_slice_all(), dap_slice_index(0)}, first), DAP_OK);
  ASSERT_EQ(slice(again, {dap_slice_all(), dap_slice_index(0)}, second), DAP_OK);

  EXPECT_STREQ(dap_simple_name(&first), "tiles");
  EXPECT_EQ(dap_distribution_same(first.distribution, second.distribution), 0);
  EXPECT_EQ(dap_distribution_same(first.distribution, of.distribution.get()), 0);
}

struct refused_view {
  int32_t code;
  int32_t rule;
  int32_t dim;
  int32_t (*turn)(DAPArray &, DAPArray &, DAPError *);
};

TEST(Views, AreRefusedWithNothingChanged) {
  const refused_view cases[] = {
      {DAP_ERROR_ARGUMENT, 821, 1,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         return slice(a, {dap_slice_all(), dap_slice_index(6)}, o, e);
       }},
      {DAP_ERROR_ARGUMENT, 821, 0,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         return slice(a, {dap_slice_index(-1), dap_slice_all()}, o, e);
       }},
      {DAP_ERROR_ARGUMENT, 821, 0,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         return slice(a, {dap_slice_range(0, 4, 0), dap_slice_all()}, o, e);
       }},
      {DAP_ERROR_ARGUMENT, 1301, 1,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         return slice(a, {dap_slice_all(), {0, 0, 0, 3, 0}}, o, e);
       }},
      {DAP_ERROR_ARGUMENT, 1301, -1,
       [](DAPArray &a, DAPArray &o, DAPError *e) { return slice(a, {dap_slice_all()}, o, e); }},
      {DAP_ERROR_ARGUMENT, 1301, 1,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         return permute(a, {1, 1}, o, e);
       }},
      {DAP_ERROR_ARGUMENT, 1301, 0,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         return permute(a, {2, 0}, o, e);
       }},
      {DAP_ERROR_ARGUMENT, 1301, -1, [](DAPArray &a, DAPArray &o, DAPError *e) { return permute(a, {0}, o, e); }},
      {DAP_ERROR_ARGUMENT, 1301, -1,
       [](DAPArray &a, DAPArray &o, DAPError *e) {
         const int64_t zero = 0;
         return dap_array_replica(&a, 1, &zero, &o, e);
       }},
      {DAP_ERROR_ARGUMENT, 1301, -1,
       [](DAPArray &a, DAPArray &o, DAPError *e) { return dap_array_slice(&a, 2, nullptr, &o, e); }},
      {DAP_ERROR_ARGUMENT, 1301, -1,
       [](DAPArray &a, DAPArray &o, DAPError *e) { return dap_array_permute(&a, 2, nullptr, &o, e); }},
      {DAP_ERROR_ARGUMENT, 1301, -1,
       [](DAPArray &a, DAPArray &, DAPError *e) { return dap_array_drop_halo(&a, nullptr, e); }},
  };
  tiles of;
  for (const refused_view &each : cases) {
    held_array view;
    DAPError error{};
    const DAPArray before = of.array;
    EXPECT_EQ(each.turn(of.array, view, &error), each.code) << error.message;
    EXPECT_EQ(error.rule, each.rule) << error.message;
    EXPECT_EQ(error.dim, each.dim) << error.message;
    EXPECT_EQ(std::memcmp(&before, &of.array, sizeof before), 0);
    EXPECT_EQ(view.release, nullptr);
  }
  EXPECT_EQ(dap_source_num_exports(of.source.get()), 1);
}

TEST(Slices, AwayFromAnUnknownOwnerAreRefused) {
  bendable_array bent;
  held_array view;
  DAPError error{};
  const DAPSlice all = dap_slice_all();

  EXPECT_EQ(slice(bent.array, {all, all, dap_slice_index(3)}, view, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_STREQ(error.message,
               "dimension 2: not all processes know the owner of index 3 (kind 3): take a range of one index instead, "
               "which leaves the dimension (rank 4; spec 823)");
  EXPECT_NE(bent.array.release, nullptr);
}

// The indices 4 … 7 of three lists, as in the specification: side by side, two apart, and neither.
TEST(Slices, ShowWhatIsEquallySpaced) {
  const std::array<std::array<int64_t, 4>, 3> lists{{{3, 4, 5, 9}, {3, 7, 9, 4}, {4, 9, 5, 7}}};
  const std::array<int64_t, 3> strides{1, 2, 0};
  for (size_t which = 0; which < 3; ++which) {
    bendable_array bent;
    DAPDim dim = dap_dim_unstructured(10, 1, 0);
    dim.flags = DAP_DIM_INCOMPLETE;
    DAPLocalDim local{0, 0, 4, {0, 0}, 4, 0, lists[which].data(), DAP_INDEX_INT64, 0, {0, 0}};
    bent.distribution.ndim = 1;
    bent.distribution.num_replica_dims = 0;
    bent.distribution.dims = &dim;
    bent.distribution.comm = comm_of(0, 1);
    bent.distribution.num_parts = 1;
    bent.distribution.local = &local;
    bent.shapes[0] = {4};
    bent.strides[0] = {1};
    bent.parts[0] = part_of(bent.values[0].data(), bent.shapes[0], bent.strides[0]);
    held_array view;
    DAPError error{};

    const int32_t status = slice(bent.array, {dap_slice_range(4, 8, 1)}, view, &error);

    EXPECT_EQ(status, strides[which] == 0 ? DAP_ERROR_UNSUPPORTED : DAP_OK) << error.message;
    if (status == DAP_OK) {
      EXPECT_EQ(view.parts[0].buffer.strides[0], strides[which]);
    } else {
      EXPECT_EQ(error.rule, DAP_RULE_SPACING);
    }
  }
}

TEST(Replicas, AreReadOnlyUnlessThereIsNoOther) {
  bendable_array bent;
  bent.array.flags |= DAP_ARRAY_WRITABLE;
  held_array kept, one;
  const int64_t keep = DAP_REPLICA_KEEP;
  ASSERT_EQ(dap_array_replica(&bent.array, 1, &keep, &kept, nullptr), DAP_OK);
  EXPECT_NE(kept.flags & DAP_ARRAY_WRITABLE, 0U);
  EXPECT_EQ(kept.distribution->num_replica_dims, 1);

  ASSERT_EQ(dap_array_replica(&kept, 1, nullptr, &one, nullptr), DAP_OK);

  EXPECT_EQ(one.flags & DAP_ARRAY_WRITABLE, 0U);
  EXPECT_EQ(one.flags & DAP_FEATURE_REPLICAS, 0U);
  EXPECT_EQ(one.distribution->num_replica_dims, 0);
  EXPECT_EQ(one.distribution->num_parts, 1);
  EXPECT_EQ(one.parts[0].buffer.data, bent.values[0].data());
}

TEST(Replicas, ThatDoNotExistAreRefused) {
  bendable_array bent;
  held_array view;
  DAPError error{};
  const int64_t third = 2;

  EXPECT_EQ(dap_array_replica(&bent.array, 1, &third, &view, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_COORDINATE);
  EXPECT_EQ(error.dim, 3);
}

}  // namespace
