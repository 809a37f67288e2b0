// SPDX-License-Identifier: BSD-3-Clause
// Random worlds, the same on all ranks: the verdict is that of one process that has all descriptions.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include "array/random_worlds.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

void expect_same_verdict(const world &all, uint64_t seed) {
  std::vector<const DAPDistribution *> ranks;
  for (const auto &mine : all) ranks.push_back(mine->given());
  DAPError alone = {};
  DAPError together = {};
  const int32_t expected = dap_distribution_validate_all(ranks.data(), world_size(), &alone);
  EXPECT_EQ(dap_mpi_validate_distribution(MPI_COMM_WORLD, ranks[static_cast<size_t>(world_rank())], &together),
            expected)
      << "seed " << seed << ": " << together.message;
  if (expected == DAP_OK) return;
  EXPECT_STREQ(together.message, alone.message) << "seed " << seed;
}

TEST(RandomWorlds, HaveOneVerdict) {
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    world_drawer drawer(seed);
    world all = world_of(drawer.valid(world_size()));
    expect_same_verdict(all, seed);
    if (drawer.bend(all)) expect_same_verdict(all, seed);
  }
}

TEST(RandomWorlds, OfListsAndBoxesHaveOneVerdict) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    world_drawer drawer(seed);
    bool is_right = false;
    expect_same_verdict(world_of(drawer.lists(world_size(), is_right)), seed);
    expect_same_verdict(world_of(drawer.boxes(world_size(), is_right)), seed);
  }
}

}  // namespace
