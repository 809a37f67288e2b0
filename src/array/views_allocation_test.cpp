// SPDX-License-Identifier: BSD-3-Clause
// Memory that runs out while a view is made: whenever it does, nothing has changed, and what was made is gone.
#include <gtest/gtest.h>

#include <cstring>
#include <functional>

#include "array/haloed.hpp"
#include "testing/scarce_memory.hpp"

namespace {

using namespace dap::array::sample;

using turn_function = std::function<int32_t(DAPArray &, DAPArray &, DAPError *)>;

// Grants one allocation more each time, until there are enough.
void expect_unchanged_until_it_works(DAPArray &array, const turn_function &turn) {
  for (int64_t enough = 0;; ++enough) {
    held_array view;
    DAPError error{};
    const DAPArray before = array;
    granted = enough;
    const int32_t status = turn(array, view, &error);
    granted = -1;
    if (status == DAP_OK) {
      EXPECT_GT(enough, 3) << "else nothing was scarce";
      EXPECT_EQ(dap_array_validate(&view, nullptr), DAP_OK);
      return;
    }
    ASSERT_EQ(status, DAP_ERROR_MEMORY) << error.message;
    ASSERT_EQ(std::memcmp(&before, &array, sizeof array), 0);
    ASSERT_EQ(view.release, nullptr);
    ASSERT_LT(enough, 1000);
  }
}

TEST(ScarceMemory, LeavesArraysAsTheyWere) {
  const std::vector<turn_function> turns{
      [](DAPArray &a, DAPArray &o, DAPError *e) {
        const std::array<DAPSlice, 2> slices{all_backwards(4), dap_slice_index(4)};
        return dap_array_slice(&a, 2, slices.data(), &o, e);
      },
      [](DAPArray &a, DAPArray &o, DAPError *e) {
        const std::array<int32_t, 2> axes{1, 0};
        return dap_array_permute(&a, 2, axes.data(), &o, e);
      },
      [](DAPArray &a, DAPArray &o, DAPError *e) { return dap_array_replica(&a, 0, nullptr, &o, e); },
  };
  for (const turn_function &turn : turns) {
    tiles of;
    expect_unchanged_until_it_works(of.array, turn);
    EXPECT_EQ(dap_source_num_exports(of.source.get()), 0);
  }
}

TEST(ScarceMemory, LeavesHalosWhereTheyWere) {
  haloed of({2, 1});
  expect_unchanged_until_it_works(of.array,
                                  [](DAPArray &a, DAPArray &o, DAPError *e) { return dap_array_drop_halo(&a, &o, e); });
  EXPECT_EQ(dap_source_num_exports(of.source.get()), 0);
}

TEST(ScarceMemory, LeavesSourcesWithoutExports) {
  haloed of({2, 1});
  dap_simple_release(&of.array);
  DAPRequest request = request_for(DAP_FEATURE_RENUMBERED);
  request.max_ndim = 1;
  DAPArray unused{};
  expect_unchanged_until_it_works(unused, [&](DAPArray &, DAPArray &o, DAPError *e) {
    const int32_t status = dap_source_export(of.source.get(), &request, &o, e);
    EXPECT_EQ(dap_source_num_exports(of.source.get()), status == DAP_OK ? 1 : 0);
    return status;
  });
  EXPECT_EQ(dap_source_num_exports(of.source.get()), 0);
}

}  // namespace
