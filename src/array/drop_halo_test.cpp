// SPDX-License-Identifier: BSD-3-Clause
// Halos left out by a view: what stays, what the memory is, and whose identity it has.
#include <gtest/gtest.h>

#include "array/haloed.hpp"

namespace {

using namespace dap::array::sample;

TEST(DropHalo, ShowsTheOwnedElements) {
  haloed of({2, 1});
  held_array view;
  ASSERT_EQ(dap_array_drop_halo(&of.array, &view, nullptr), DAP_OK);

  EXPECT_EQ(view.parts[0].buffer.data, of.values.data());
  EXPECT_EQ(view.parts[0].buffer.byte_offset, 32U);
  EXPECT_EQ(view.parts[0].buffer.shape[0], 3);
  EXPECT_EQ(view.distribution->local[0].start, 4);
  EXPECT_EQ(view.flags, DAP_ARRAY_WRITABLE);
  EXPECT_NE(view.distribution->dims[0].flags & DAP_DIM_PERIODIC, 0U) << "the indices go round as before";
  EXPECT_NE(view.distribution->dims[0].flags & DAP_DIM_BALANCED, 0U);
}

// The bytes in between belong to the halo.
TEST(DropHalo, LeavesGapsInAllButTheFirstDimension) {
  haloed of({0, 0}, {1, 1});
  of.capacity(sizeof of.values);
  held_array view;
  ASSERT_EQ(dap_array_drop_halo(&of.array, &view, nullptr), DAP_OK);

  EXPECT_EQ(view.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED);
  EXPECT_EQ(view.parts[0].capacity, 0U);
}

TEST(DropHalo, MovesOnWhatHasNone) {
  const ten_doubles field;
  held_array array, view;
  export_to(field.source(), array);
  const DAPDistribution *distribution = array.distribution;
  ASSERT_EQ(dap_array_drop_halo(&array, &view, nullptr), DAP_OK);

  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(view.distribution, distribution);
}

TEST(DropHalo, GivesViewsOfOneIdentityOneIdentity) {
  haloed of({2, 1});
  held_array again, a, b;
  export_to(of.source, again);
  ASSERT_EQ(dap_array_drop_halo(&of.array, &a, nullptr), DAP_OK);
  ASSERT_EQ(dap_array_drop_halo(&again, &b, nullptr), DAP_OK);

  EXPECT_EQ(a.distribution, b.distribution);
  EXPECT_EQ(dap_distribution_same(a.distribution, of.distribution.get()), 0);
}

TEST(Slices, KeepTheHalosAndClaimsOfWholeDimensionsAlone) {
  haloed of({2, 1}, {1, 1}), other({2, 1});
  held_array column, gone;
  ASSERT_EQ(slice(of.array, {dap_slice_all(), dap_slice_index(0)}, column), DAP_OK);
  EXPECT_EQ(column.distribution->local[0].halo[0], 2);
  EXPECT_EQ(column.distribution->flags, DAP_FEATURE_HALO);
  EXPECT_NE(column.flags & DAP_ARRAY_HALO_FACES, 0U);

  ASSERT_EQ(slice(other.array, {dap_slice_range(0, 9, 1), dap_slice_all()}, gone), DAP_OK);
  EXPECT_EQ(gone.distribution->flags, 0U);
  EXPECT_EQ(gone.flags & DAP_ARRAY_HALO_FACES, 0U);
  EXPECT_EQ(gone.distribution->dims[0].flags & DAP_DIM_PERIODIC, 0U);
}

}  // namespace
