// SPDX-License-Identifier: BSD-3-Clause
// Memory that runs out on one rank, wherever it does: all are told, and nobody waits for ever.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include "array/broken_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"
#include "testing/scarce_memory.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

// Grants one allocation more on the last rank until all goes well; how often it did not.
template <typename Call>
int count_failures(Call &&call) {
  for (int failures = 0;; ++failures) {
    DAPError error = {};
    if (world_rank() == world_size() - 1) granted = failures;
    const int32_t status = call(&error);
    granted = -1;
    if (status == DAP_OK) return failures;
    EXPECT_EQ(status, DAP_ERROR_MEMORY) << error.message;
    if (::testing::Test::HasFailure()) return failures;
  }
}

plan listed_columns(int32_t ranks) {
  plan made = rows_of(ranks, listed_with_halo(3 * ranks, ranks, 0));
  made.dims.push_back(known(dap_dim_balanced(2, 1)));
  return made;
}

TEST(ScarceMemory, OnOneRankIsToldOnAll) {
  world all = world_of(listed_columns(world_size()));
  const DAPDistribution &mine = all[static_cast<size_t>(world_rank())]->distribution;
  EXPECT_GT(count_failures([&](DAPError *e) { return dap_mpi_validate_distribution(MPI_COMM_WORLD, &mine, e); }), 5);
}

TEST(ScarceMemory, WhileHalosAreComparedIsToldOnAll) {
  for (const auto planned : {listed_columns, boxes_of}) {
    plan made = planned(world_size());
    if (!made.boxes.empty()) made.dims[0] = with_widths(made.dims[0], 1, 1);
    world all = world_of(made);
    stored_array stored(*all[static_cast<size_t>(world_rank())]);
    EXPECT_GT(count_failures([&](DAPError *e) { return dap_mpi_validate_halos(MPI_COMM_WORLD, &stored.array, e); }), 5);
  }
}

}  // namespace
