// SPDX-License-Identifier: BSD-3-Clause
// Agreement: all processes return what the lowest failing rank found.
#include <dap/mpi.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <string>

namespace {

struct world {
  int rank = 0;
  int size = 1;
  world() {
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
  }
};

int32_t fail_here(int rank, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_INVALID, 806, 1, rank, 10, rank, "found by %d", rank);
}

TEST(Agree, IsFineIfAllAre) {
  DAPError error = {};
  error.rule = 77;

  EXPECT_EQ(dap_mpi_agree(MPI_COMM_WORLD, DAP_OK, &error), DAP_OK);

  EXPECT_EQ(error.rule, 77) << "the error is untouched";
}

TEST(Agree, TellsEveryProcessWhatTheLowestFailingRankFound) {
  const world here;
  const int lowest = here.size / 2;
  DAPError error = {};
  const int32_t mine = here.rank >= lowest ? fail_here(here.rank, &error) : DAP_OK;

  EXPECT_EQ(dap_mpi_agree(MPI_COMM_WORLD, mine, &error), DAP_ERROR_INVALID);

  EXPECT_EQ(error.code, DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, 806);
  EXPECT_EQ(error.dim, 1);
  EXPECT_EQ(error.rank, lowest);
  EXPECT_EQ(error.found, lowest);
  EXPECT_EQ(std::string(error.message).find("dimension 1: found by " + std::to_string(lowest)), 0U);
}

TEST(Agree, ReturnsTheLowestFailingRanksCodeWhereOthersFailDifferently) {
  const world here;
  const int32_t mine = here.rank == 0 ? DAP_ERROR_BUSY : DAP_ERROR_MEMORY;

  EXPECT_EQ(dap_mpi_agree(MPI_COMM_WORLD, mine, nullptr), DAP_ERROR_BUSY);
}

TEST(Agree, WorksIfNobodyButTheListenerHasAnError) {
  const world here;
  DAPError error = {};
  const bool fails = here.rank == here.size - 1;

  const int32_t status =
      dap_mpi_agree(MPI_COMM_WORLD, fails ? DAP_ERROR_STALE : DAP_OK, here.rank == 0 ? &error : nullptr);

  EXPECT_EQ(status, DAP_ERROR_STALE);
  if (here.rank == 0) {
    EXPECT_EQ(error.code, DAP_ERROR_STALE);
    EXPECT_EQ(error.rank, here.size - 1);
  }
}

TEST(Agree, IgnoresAnErrorThatIsNotOfThisFailure) {
  DAPError error = {};
  fail_here(5, &error);

  EXPECT_EQ(dap_mpi_agree(MPI_COMM_WORLD, DAP_ERROR_BUSY, &error), DAP_ERROR_BUSY);

  EXPECT_EQ(error.code, DAP_ERROR_BUSY);
  EXPECT_EQ(error.rule, 0);
}

TEST(Agree, IsAmongTheProcessesOfTheCommunicatorOnly) {
  const world here;
  const int color = here.rank % 2;
  MPI_Comm half = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, color, here.rank, &half);

  const int32_t status = dap_mpi_agree(half, color == 1 ? DAP_ERROR_BUSY : DAP_OK, nullptr);

  EXPECT_EQ(status, color == 1 ? DAP_ERROR_BUSY : DAP_OK);
  MPI_Comm_free(&half);
}

TEST(Agree, NeedsACommunicator) {
  DAPError error;

  EXPECT_EQ(dap_mpi_agree(MPI_COMM_NULL, DAP_OK, &error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
}

}  // namespace
