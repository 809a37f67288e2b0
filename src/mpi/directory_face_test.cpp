// SPDX-License-Identifier: BSD-3-Clause
// Directories by the C++ face: what one process throws, all throw.
#include <gtest/gtest.h>

#include <dap/mpi.hpp>
#include <vector>

#include "testing/mpi_environment.hpp"
#include "testing/thrown_error.hpp"

namespace {

using dap::testing::thrown_by;
using dap::testing::world_rank;
using dap::testing::world_size;

// 2³⁰ elements a rank, in runs.
TEST(CppDirectory, KeepsRunsAsTheyAre) {
  const int64_t length = int64_t{1} << 30;
  DAPDim dim = dap_dim_unstructured(length * world_size(), world_size(), 0);
  dim.rank_stride = 1;
  const int64_t other = world_size() - 1 - world_rank();
  const int64_t run[] = {other * length, length};
  DAPLocalDim local{};
  local.coordinate = world_rank();
  local.num_owned = local.num_indices = length;
  local.index_form = DAP_INDEX_RUNS;
  local.num_runs = 1;
  local.indices = run;
  DAPDistribution described = dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
  described.num_parts = 1;
  described.local = &local;
  const dap::distribution made = dap::distribution::create(described);
  dap::directory directory(MPI_COMM_WORLD, *made.get());
  std::vector<int64_t> positions;
  const auto owners = directory.find({other * length, other * length + 17, 0, dim.size - 1}, &positions);
  EXPECT_EQ(owners[0].rank, world_rank());
  EXPECT_EQ(owners[1].rank, world_rank());
  EXPECT_EQ(owners[2].rank, world_size() - 1);
  EXPECT_EQ(owners[3].rank, 0);
  EXPECT_EQ(owners[3].part, 0);
  EXPECT_EQ(positions, (std::vector<int64_t>{0, 17, 0, length - 1}));
}

TEST(CppDirectory, ThrowsOnAllRanksWhatIsWrongOnOne) {
  DAPDim dim = dap_dim_balanced(3, 1);
  const dap::distribution made =
      dap::distribution::regular(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
  dap::directory directory(MPI_COMM_WORLD, *made.get());
  const int64_t index = world_rank() == world_size() - 1 ? 3 : 2;
  const DAPError details = thrown_by([&] { static_cast<void>(directory.find({index})); });
  EXPECT_EQ(details.rule, DAP_RULE_OWNER_INDEX);
  EXPECT_EQ(details.rank, world_size() - 1);
  EXPECT_EQ(directory.find({2}).at(0).rank, 0);
}

}  // namespace
