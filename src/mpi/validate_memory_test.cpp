// SPDX-License-Identifier: BSD-3-Clause
// Memory that runs out on one rank, wherever it does: all are told, and nobody waits for ever.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include "array/broken_worlds.hpp"
#include "mpi/scarce_on_each_rank.hpp"
#include "mpi/stored_world.hpp"

namespace {

using namespace dap::array::sample;
using dap::mpi::testing::expect_told_of_memory;
using dap::mpi::testing::on_each_rank_alone;
using dap::testing::world_rank;
using dap::testing::world_size;

plan listed_columns(int32_t ranks) {
  plan made = rows_of(ranks, listed_with_halo(3 * ranks, ranks, 0));
  made.dims.push_back(known(dap_dim_balanced(2, 1)));
  return made;
}

TEST(ScarceMemory, OnOneRankIsToldOnAll) {
  world all = world_of(listed_columns(world_size()));
  const DAPDistribution &mine = all[static_cast<size_t>(world_rank())]->distribution;
  on_each_rank_alone([&](int32_t rank) {
    expect_told_of_memory(rank, 5,
                          [&](DAPError *e) { return dap_mpi_validate_distribution(MPI_COMM_WORLD, &mine, e); });
  });
}

TEST(ScarceMemory, WhileHalosAreComparedIsToldOnAll) {
  for (const auto planned : {listed_columns, boxes_of}) {
    plan made = planned(world_size());
    if (!made.boxes.empty()) made.dims[0] = with_widths(made.dims[0], 1, 1);
    world all = world_of(made);
    stored_array stored(*all[static_cast<size_t>(world_rank())]);
    on_each_rank_alone([&](int32_t rank) {
      expect_told_of_memory(rank, 5,
                            [&](DAPError *e) { return dap_mpi_validate_halos(MPI_COMM_WORLD, &stored.array, e); });
    });
  }
}

}  // namespace
