// SPDX-License-Identifier: BSD-3-Clause
// Lists long enough to be sorted by digits, in all forms.
#include "transfer/sorted_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace dap::transfer {
namespace {

DAPDim listed(int64_t size, int64_t index_base) {
  DAPDim dim{};
  dim.kind = DAP_KIND_UNSTRUCTURED;
  dim.size = size;
  dim.grid_size = 1;
  dim.index_base = index_base;
  return dim;
}

template <typename Integer>
DAPLocalDim part_of(const std::vector<Integer> &list, int64_t num_halo) {
  DAPLocalDim local{};
  local.num_indices = static_cast<int64_t>(list.size());
  local.num_owned = local.num_indices - num_halo;
  local.indices = list.data();
  local.index_form = sizeof(Integer) == 8 ? DAP_INDEX_INT64 : DAP_INDEX_INT32;
  return local;
}

// Every `step`th index, in any order; the last ones are halo.
template <typename Integer>
std::vector<Integer> shuffled(size_t count, int64_t step, int64_t base) {
  std::vector<Integer> list;
  for (size_t i = 0; i < count; ++i) list.push_back(static_cast<Integer>(base + static_cast<int64_t>(i) * step));
  std::shuffle(list.begin(), list.end(), std::mt19937_64(7));
  return list;
}

template <typename Integer>
void expect_sorted(const std::vector<Integer> &list, int64_t size, int64_t base) {
  constexpr int64_t num_halo = 5;

  const auto found = sorted_runs_of(listed(size, base), part_of(list, num_halo));

  size_t next = 0;
  std::vector<int> seen(list.size() - num_halo, 0);
  for (const placed_run &run : found) {
    if (next > 0) {
      EXPECT_LT(found[next - 1].first, run.first);
    }
    ++next;
    for (int64_t i = 0; i < run.count; ++i) {
      const auto position = static_cast<size_t>(run.position + i);
      ASSERT_LT(position, seen.size());
      EXPECT_EQ(run.first + i + base, int64_t{list[position]});
      ++seen[position];
    }
  }
  EXPECT_EQ(seen, std::vector<int>(seen.size(), 1));
}

TEST(SortedRuns, OfListsOf32Bits) {
  expect_sorted(shuffled<int32_t>(5000, 3, 1), 15000, 1);
}

TEST(SortedRuns, OfListsOf64Bits) {
  expect_sorted(shuffled<int64_t>(5000, 1, -7), 5000, -7);
}

TEST(SortedRuns, OfIndicesThatDoNotFitIn32Bits) {
  expect_sorted(shuffled<int64_t>(3000, (int64_t{1} << 40) + 1, 0), INT64_MAX, 0);
}

TEST(SortedRuns, OfAFewElements) {
  expect_sorted(shuffled<int32_t>(9, 2, 0), 20, 0);
  expect_sorted(shuffled<int64_t>(9, int64_t{1} << 50, 0), INT64_MAX, 0);
}

TEST(SortedRuns, JoinWhatIsStoredAsItIsNumbered) {
  const std::vector<int64_t> list{7, 8, 9, 0, 1, 2};

  const auto found = sorted_runs_of(listed(10, 0), part_of(list, 0));

  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].first, 0);
  EXPECT_EQ(found[0].position, 3);
  EXPECT_EQ(found[0].count, 3);
  EXPECT_EQ(found[1].position, 0);
}

TEST(SortedRuns, OfRunsThatDescend) {
  std::vector<int64_t> runs;
  for (int64_t run = 999; run >= 0; --run) runs.insert(runs.end(), {run << 33, 1000});
  DAPLocalDim local = part_of(runs, 0);
  local.index_form = DAP_INDEX_RUNS;
  local.num_runs = 1000;
  local.num_indices = local.num_owned = 1000000;

  const auto found = sorted_runs_of(listed(INT64_MAX, 0), local);

  ASSERT_EQ(found.size(), 1000U);
  for (size_t run = 0; run < found.size(); ++run) {
    EXPECT_EQ(found[run].first, static_cast<int64_t>(run) << 33);
    EXPECT_EQ(found[run].position, static_cast<int64_t>(999 - run) * 1000);
    EXPECT_EQ(found[run].count, 1000);
  }
}

}  // namespace
}  // namespace dap::transfer
