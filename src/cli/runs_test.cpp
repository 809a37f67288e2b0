// SPDX-License-Identifier: BSD-3-Clause
// Runs of owned and stored indices, against walks over single elements.
#include "cli/runs.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <optional>

#include "model/drawn_dims.hpp"
#include "model/oracle.hpp"

namespace dap::cli {
namespace {

using model::draw;
using model::range;
using model::oracle::index_list;

constexpr size_t all = 1000;

RC_GTEST_PROP(Runs, OwnWhatIsDealtOut, ()) {
  std::vector<int64_t> bounds;
  const DAPDim dim = model::draw_dim(bounds);
  const int64_t coordinate = draw(0, dim.grid_size - 1);
  const index_list hand = model::oracle::deal(dim)[static_cast<size_t>(coordinate)];
  const int64_t stop = draw(0, dim.size);
  DAPLocalDim local = model::sample::range_part(coordinate, hand.empty() ? 0 : hand.front(), 0);
  local.num_owned = static_cast<int64_t>(hand.size());

  const std::vector<range> runs = owned_runs(dim, local, stop);

  index_list found;
  for (const range &each : runs) {
    RC_ASSERT(each.count() > 0);
    RC_ASSERT((found.empty() || found.back() + 1 < each.start));
    for (int64_t i = each.start; i < each.stop; ++i) found.push_back(i);
  }
  index_list expected;
  for (const int64_t index : hand) {
    if (index < stop) expected.push_back(index);
  }
  RC_ASSERT(found == expected);
}

RC_GTEST_PROP(Runs, StoreWhatAWalkMeets, ()) {
  DAPDim dim = model::sample::balanced(draw(1, 9), draw(1, 4));
  if (draw(0, 1) == 1) dim = model::sample::periodic(dim);
  const range owned = model::owned_range(dim, draw(0, dim.grid_size - 1));
  const int64_t before = draw(0, 12);
  const int64_t after = draw(0, 12);
  const DAPLocalDim local = model::sample::range_part(0, owned.start, owned.count(), before, after);

  const std::vector<segment> segments = stored_segments(dim, local, all);

  std::vector<std::optional<int64_t>> met;
  for (const segment &each : segments) {
    RC_ASSERT(each.position == static_cast<int64_t>(met.size()));
    for (int64_t i = 0; i < each.count; ++i) {
      const int64_t position = each.position + i;
      RC_ASSERT((each.as == storage::owned) == (position >= before && position < before + owned.count()));
      met.push_back(each.as == storage::exterior ? std::nullopt : std::optional<int64_t>(each.index + i));
    }
  }
  RC_ASSERT(met == model::oracle::walk(dim, owned.start, before, before + owned.count() + after));
}

TEST(Runs, OfAListAreInTheOrderOfStorageWithTheHaloLast) {
  const DAPDim dim = model::sample::dim_of_kind(DAP_KIND_UNSTRUCTURED, 10, 3);
  const std::vector<int64_t> indices{3, 4, 5, 9, 2, 6, 7};
  const DAPLocalDim local = model::sample::listed(indices, 4);

  EXPECT_EQ(
      stored_segments(dim, local, all),
      (std::vector<segment>{
          {0, 3, 3, storage::owned}, {3, 9, 1, storage::owned}, {4, 2, 1, storage::halo}, {5, 6, 2, storage::halo}}));
  EXPECT_EQ(owned_runs(dim, local, 10), (std::vector<range>{{3, 6}, {9, 10}}));
}

TEST(Runs, OfMillionsOfBlocksAreWalkedAsFarAsTheyAreAskedFor) {
  const DAPDim dim = model::sample::cyclic(INT64_MAX, 3, 1, 0, 1);
  const DAPLocalDim local = model::sample::range_part(1, 1, INT64_MAX / 3);

  EXPECT_EQ(owned_runs(dim, local, 8), (std::vector<range>{{1, 2}, {4, 5}, {7, 8}}));
  EXPECT_EQ(stored_segments(dim, local, 2).size(), 2U);
}

TEST(Runs, OfAHaloBeyondAllIntegersDoNotOverflow) {
  const DAPDim dim = model::sample::balanced(10, 1);
  const DAPLocalDim local = model::sample::range_part(0, 0, 10, 0, INT64_MAX - 10);

  EXPECT_EQ(stored_segments(dim, local, all),
            (std::vector<segment>{{0, 0, 10, storage::owned}, {10, 10, INT64_MAX - 10, storage::exterior}}));
}

}  // namespace
}  // namespace dap::cli
