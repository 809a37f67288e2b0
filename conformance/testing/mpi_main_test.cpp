// SPDX-License-Identifier: BSD-3-Clause
// The main for tests on several ranks, tried on itself. The disabled tests go wrong on purpose: CMakeLists.txt
// runs them one by one and looks at how the run ends.
#include <gtest/gtest.h>
#include <mpi.h>

#include <stdexcept>

#include "testing/mpi_environment.hpp"

namespace dap::testing {
namespace {

int started = 0;
const environment_hooks counting_hooks{[] { ++started; }, [] { --started; }};

TEST(MpiMain, RunsTheTestsOnEveryRankOfTheWorld) {
  int sum = 0;
  const int one = 1;
  MPI_Allreduce(&one, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);

  EXPECT_EQ(sum, world_size());
  EXPECT_LT(world_rank(), world_size());
}

TEST(MpiMain, InitialisesLibrariesOnceBeforeTheFirstTest) {
  EXPECT_EQ(started, 1);
}

TEST(MpiMain, ASkippedTestIsNoFailureOfTheOthers) {
  if (world_rank() == 0) GTEST_SKIP();

  EXPECT_GT(world_rank(), 0);
}

TEST(DISABLED_MpiMain, FailsOnRankOneAlone) {
  EXPECT_NE(world_rank(), 1) << "planted failure";
}

TEST(DISABLED_MpiMain, ThrowsOnRankOneAlone) {
  if (world_rank() == 1) throw std::runtime_error("planted exception");
}

TEST(DISABLED_MpiMain, RankOneLeavesWhileTheOthersWaitForIt) {
  ASSERT_NE(world_rank(), 1) << "planted failure";
  MPI_Barrier(MPI_COMM_WORLD);
}

TEST(DISABLED_MpiMain, PassesOnEveryRank) {
  EXPECT_GE(world_rank(), 0);
}

}  // namespace
}  // namespace dap::testing
