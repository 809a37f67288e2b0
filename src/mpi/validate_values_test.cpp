// SPDX-License-Identifier: BSD-3-Clause
// Values of halos and replicas: right ones are accepted, in every layout, and one wrong byte is found by all.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <string>

#include "array/broken_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

const memory_layout layouts[] = {
    {},
    {{DAP_TYPE_COMPLEX, 128, 1}, true, false},
    {{DAP_TYPE_INT, 8, 1}, false, true},
    {{DAP_TYPE_OPAQUE, 24, 1}, true, true},
    {{DAP_TYPE_FLOAT, 32, 3}, false, false},
};

int32_t halos(stored_array &mine, DAPError *error) {
  return dap_mpi_validate_halos(MPI_COMM_WORLD, &mine.array, error);
}
int32_t replicas_of(stored_array &mine, DAPError *error) {
  return dap_mpi_validate_replicas(MPI_COMM_WORLD, &mine.array, error);
}

class Values : public ::testing::TestWithParam<named_plan> {
 protected:
  void SetUp() override {
    if (std::string(GetParam().name) == "HugeBoxes") return;
    all = world_of(GetParam().of(world_size()));
  }
  share &mine() { return *all[static_cast<size_t>(world_rank())]; }

  // Of another rank's memory, every rank makes its own picture.
  std::optional<stored_element> find(int32_t rank, const std::function<bool(const stored_element &)> &wanted) {
    const stored_array there(*all[static_cast<size_t>(rank)]);
    for (const stored_element &each : there.elements()) {
      if (wanted(each)) return each;
    }
    return std::nullopt;
  }

  // Spoils what `find` has found, on its own rank.
  void spoil(int32_t rank, const stored_element &found, stored_array &stored) const {
    if (world_rank() != rank) return;
    for (const stored_element &each : stored.elements()) {
      if (each.part == found.part && each.positions == found.positions) stored.spoil(each);
    }
  }

  [[nodiscard]] bool is_owned_by_somebody(int64_t ordinal) {
    for (int32_t rank = 0; rank < world_size(); ++rank) {
      if (find(rank, [&](const auto &each) { return each.halo_dims == 0 && each.ordinal == ordinal; })) return true;
    }
    return false;
  }

  world all;
};

TEST_P(Values, AreAcceptedInEveryLayout) {
  if (all.empty()) return;
  for (const memory_layout &layout : layouts) {
    stored_array stored(mine(), layout, DAP_ARRAY_HALO_CORNERS);
    DAPError error = {};
    EXPECT_EQ(halos(stored, &error), DAP_OK) << error.message;
    if (mine().distribution.num_replica_dims == 0) continue;
    EXPECT_EQ(replicas_of(stored, &error), DAP_OK) << error.message;
  }
}

TEST_P(Values, OfAHaloThatDifferAreFoundByAll) {
  for (int32_t rank = 0; rank < static_cast<int32_t>(all.size()); ++rank) {
    const auto wrong = find(rank, [&](const stored_element &each) {
      return each.halo_dims == 1 && each.ordinal && is_owned_by_somebody(*each.ordinal);
    });
    if (!wrong) continue;
    stored_array stored(mine(), layouts[rank % 5]);
    spoil(rank, *wrong, stored);
    DAPError error = {};

    EXPECT_EQ(halos(stored, &error), DAP_ERROR_INVALID);

    EXPECT_EQ(error.rule, DAP_RULE_HALO_VALUES) << error.message;
    EXPECT_EQ(error.rank, rank) << error.message;
  }
}

TEST_P(Values, AtCornersCountIfTheyAreClaimed) {
  for (int32_t rank = 0; rank < static_cast<int32_t>(all.size()); ++rank) {
    const auto wrong = find(rank, [&](const stored_element &each) {
      return each.halo_dims > 1 && each.ordinal && is_owned_by_somebody(*each.ordinal);
    });
    if (!wrong) continue;
    for (const uint64_t claims : {DAP_ARRAY_HALO_FACES, DAP_ARRAY_HALO_FACES | DAP_ARRAY_HALO_CORNERS}) {
      stored_array stored(mine(), {}, claims);
      spoil(rank, *wrong, stored);
      EXPECT_EQ(halos(stored, nullptr), claims == DAP_ARRAY_HALO_FACES ? DAP_OK : DAP_ERROR_INVALID);
    }
  }
}

TEST_P(Values, BeyondTheEndsMayBeAnything) {
  bool has_ends = false;
  for (int32_t rank = 0; rank < static_cast<int32_t>(all.size()); ++rank) {
    has_ends = has_ends || find(rank, [](const stored_element &each) { return !each.ordinal; });
  }
  if (!has_ends) return;
  stored_array stored(mine(), {}, DAP_ARRAY_HALO_CORNERS);
  for (const stored_element &each : stored.elements()) {
    if (!each.ordinal) stored.spoil(each);
  }
  EXPECT_EQ(halos(stored, nullptr), DAP_OK);
}

TEST_P(Values, OfAReplicaThatDifferAreFoundByAll) {
  if (all.empty() || all[0]->distribution.num_replica_dims == 0) return;
  const auto ndim = static_cast<size_t>(all[0]->distribution.ndim);
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    const auto wrong = find(rank, [](const stored_element &each) { return each.halo_dims == 0; });
    if (!wrong || all[0]->dims[ndim].grid_size == 1) continue;
    stored_array stored(mine());
    spoil(rank, *wrong, stored);
    DAPError error = {};

    EXPECT_EQ(replicas_of(stored, &error), DAP_ERROR_INVALID);

    EXPECT_EQ(error.rule, DAP_RULE_REPLICA_VALUES) << error.message;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Values, ::testing::ValuesIn(valid_plans),
                         [](const auto &each) { return std::string(each.param.name); });

// All ranks own all indices; the lowest is right.
TEST(HaloValues, AreThoseOfTheLowestOwner) {
  const int32_t ranks = world_size();
  plan both = rows_of(ranks + 1, listed(2, {{}, {0}, {0, 1}}));
  if (ranks < 3) return;
  both.num_ranks = ranks;
  both.dims[0].dim.flags = DAP_DIM_OVERLAPPING | DAP_DIM_HALO;
  both.dims[0].halos = {{0, 1}, {}, {}};
  world all = world_of(both);
  stored_array stored(*all[static_cast<size_t>(world_rank())]);
  if (world_rank() == 2) stored.spoil(stored.elements()[0]);
  EXPECT_EQ(halos(stored, nullptr), DAP_OK) << "rank 1 is right, whatever rank 2 has";
  if (world_rank() == 0) stored.spoil(stored.elements()[0]);
  EXPECT_EQ(halos(stored, nullptr), DAP_ERROR_INVALID);
}

TEST(HaloValues, AreToldWithElementPartAndRanks) {
  if (world_size() < 2) return;
  DAPDim rows = dap_dim_balanced(2 * world_size(), world_size());
  world all = world_of(rows_of(world_size(), with_widths(known(rows), 1, 0)));
  stored_array stored(*all[static_cast<size_t>(world_rank())]);
  const DAPName name = {{DAP_EXTENSION_NAME, 0, sizeof(DAPName), nullptr}, world_rank() == 0 ? "relief" : "other"};
  stored.array.extensions = &name.header;
  if (world_rank() == 1) stored.spoil(stored.elements()[0]);
  DAPError error = {};

  EXPECT_EQ(halos(stored, &error), DAP_ERROR_INVALID);

  EXPECT_STREQ(error.message,
               "relief: the halo of part 0 of rank 1 has another value of element (1) than rank 0, which owns it "
               "(rank 1; spec 905)");
}

}  // namespace
