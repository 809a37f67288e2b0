// SPDX-License-Identifier: BSD-3-Clause
// Distributions in the ranks of a parent: where ranks are, what is heard of the global members, and what becomes of it.
#include "transfer/placed.hpp"

#include <gtest/gtest.h>

#include "array/planned_worlds.hpp"
#include "model/grid.hpp"
#include "world/globals.hpp"
#include "world/written_globals.hpp"

namespace {

using namespace dap::array::sample;
using namespace dap::transfer;

TEST(RankMaps, FindRanksInTheParentAndBack) {
  const rank_map downwards = rank_map::spaced(3, 8, -3);
  const rank_map anywhere = rank_map::listed({5, 0, 9});
  for (const rank_map &map : {downwards, anywhere}) {
    EXPECT_EQ(map.count(), 3);
    for (int64_t rank = 0; rank < 3; ++rank) EXPECT_EQ(map.rank_at(map.parent_of(rank)), rank);
    for (const int64_t parent : {1, 3, 4, 11, -1}) EXPECT_EQ(map.rank_at(parent), -1);
  }
  EXPECT_EQ(downwards.parent_of(2), 2);
  EXPECT_EQ(anywhere.parent_of(2), 9);
  EXPECT_TRUE(downwards.is_spaced());
  EXPECT_FALSE(anywhere.is_spaced());
}

TEST(WrittenGlobals, AreReadAsTheyWereWritten) {
  for (const named_plan &each : valid_plans) {
    const world made = world_of(each.of(4));
    const dap::world::words written = dap::world::globals_of(made[0]->distribution);
    dap::world::written_distribution read;
    ASSERT_TRUE(dap::world::read_globals(written, read)) << each;
    // Which kind of communicator it was is not kept.
    DAPError error{};
    EXPECT_EQ(dap::world::compare_globals(read.distribution, written, {0, 0}, &error), DAP_OK) << each << error.message;
  }
}

TEST(WrittenGlobals, AreRefusedWhenTheyAreCutOrLonger) {
  for (const named_plan &each : valid_plans) {
    const world made = world_of(each.of(3));
    dap::world::words written = dap::world::globals_of(made[0]->distribution);
    for (size_t length = 0; length < written.size(); ++length) {
      dap::world::written_distribution read;
      EXPECT_FALSE(dap::world::read_globals(std::span(written).first(length), read)) << each << " cut to " << length;
    }
    written.push_back(7);
    dap::world::written_distribution read;
    EXPECT_FALSE(dap::world::read_globals(written, read)) << each;
  }
}

// Numbers that would make a reader take more than there is.
TEST(WrittenGlobals, AreRefusedWhenACountIsWrong) {
  for (const named_plan &each : valid_plans) {
    const world made = world_of(each.of(3));
    const dap::world::words written = dap::world::globals_of(made[0]->distribution);
    for (size_t place = 0; place < written.size(); ++place) {
      for (const int64_t wrong : {INT64_MAX, INT64_MIN, int64_t{-1}, int64_t{1} << 40}) {
        dap::world::words bent = written;
        bent[place] = wrong;
        dap::world::written_distribution read;
        static_cast<void>(dap::world::read_globals(bent, read));  // must come back, with whatever answer
      }
    }
  }
}

// The world's ranks are where `parents` says.
seen_world seen(const DAPDistribution &distribution, rank_map ranks) {
  return {nullptr, std::move(ranks), dap::world::globals_of(distribution)};
}

TEST(PlacedDistributions, HaveTheirPointsWhereTheWorldHasThem) {
  const rank_map maps[] = {rank_map::spaced(4, 2, 1), rank_map::spaced(4, 1, 3), rank_map::spaced(4, 9, -1),
                           rank_map::spaced(4, 10, -3), rank_map::listed({7, 0, 3, 10})};
  for (const named_plan &each : valid_plans) {
    const world made = world_of(each.of(4));
    for (const rank_map &map : maps) {
      for (int32_t rank = 0; rank < 4; ++rank) {
        const DAPDistribution &own = made[static_cast<size_t>(rank)]->distribution;
        const auto parent = static_cast<int32_t>(map.parent_of(rank));
        std::shared_ptr<const DAPDistribution> placed;
        DAPError error{};
        const std::shared_ptr<const DAPDistribution> kept(&own, [](const DAPDistribution *) {});
        ASSERT_EQ(place(seen(own, map), kept, {parent, 11}, placed, &error), DAP_OK) << each << error.message;
        EXPECT_EQ(placed->comm.rank, parent);
        if (own.ndim > 0 && own.dims[0].kind == DAP_KIND_BOX) continue;
        EXPECT_EQ(dap::model::points_of_rank(*placed, parent), dap::model::points_of_rank(own, rank)) << each;
      }
    }
  }
}

TEST(PlacedDistributions, NeedNoTableWhereRanksAreSpaced) {
  plan pairs = rows_of(4, known(dap_dim_balanced(16, 8)));
  pairs.points_per_rank = 2;
  const world made = world_of(pairs);
  std::shared_ptr<const DAPDistribution> placed;
  for (const int64_t stride : {1, -1}) {
    ASSERT_EQ(place(seen(made[0]->distribution, rank_map::spaced(4, 5, stride)), nullptr, {0, 9}, placed, nullptr),
              DAP_OK);
    EXPECT_EQ(placed->ranks, nullptr);
  }
  ASSERT_EQ(place(seen(made[0]->distribution, rank_map::spaced(4, 1, 2)), nullptr, {0, 9}, placed, nullptr), DAP_OK);
  EXPECT_EQ(placed->num_ranks, 4);  // two points a rank cannot be stretched
}

TEST(PlacedDistributions, RefuseWhatIsNone) {
  const world made = world_of(rows_of(4, known(dap_dim_balanced(16, 4))));
  std::shared_ptr<const DAPDistribution> placed;
  seen_world other = seen(made[0]->distribution, rank_map::spaced(3, 0, 1));  // a rank too few
  EXPECT_EQ(place(other, nullptr, {8, 9}, placed, nullptr), DAP_ERROR_LIBRARY);
  other = seen(made[0]->distribution, rank_map::spaced(4, 0, 1));
  other.globals.pop_back();
  EXPECT_EQ(place(other, nullptr, {8, 9}, placed, nullptr), DAP_ERROR_LIBRARY);
}

}  // namespace
