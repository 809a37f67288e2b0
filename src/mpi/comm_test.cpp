// SPDX-License-Identifier: BSD-3-Clause
// The communicator an importer works on: given or the distribution's, of this MPI library, of the right size and order.
#include <dap/distribution.h>
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <string>

namespace {

DAPDistribution scalar_on(DAPComm comm) {
  return dap_distribution_describe(nullptr, 0, comm);
}

DAPDistribution scalar_on_world() {
  return scalar_on(dap_comm_from_mpi(MPI_COMM_WORLD));
}

TEST(Comm, ComesFromTheDistributionIfNoneIsGiven) {
  const DAPDistribution distribution = scalar_on_world();
  MPI_Comm comm = MPI_COMM_NULL;

  ASSERT_EQ(dap_mpi_comm(MPI_COMM_NULL, &distribution, &comm, nullptr), DAP_OK);

  EXPECT_EQ(comm, MPI_COMM_WORLD);
}

TEST(Comm, IsTheGivenOneEvenIfTheDistributionHasNone) {
  DAPDistribution distribution = scalar_on_world();
  distribution.comm.kind = DAP_COMM_NONE;
  MPI_Comm given = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &given);
  MPI_Comm comm = MPI_COMM_NULL;

  const int32_t status = dap_mpi_comm(given, &distribution, &comm, nullptr);

  EXPECT_EQ(status, DAP_OK);
  EXPECT_EQ(comm, given);
  MPI_Comm_free(&given);
}

TEST(Comm, IsMissingIfThereIsNone) {
  DAPDistribution distribution = scalar_on_world();
  distribution.comm.kind = DAP_COMM_NONE;
  MPI_Comm comm = MPI_COMM_SELF;
  DAPError error;

  EXPECT_EQ(dap_mpi_comm(MPI_COMM_NULL, &distribution, &comm, &error), DAP_ERROR_COMM);

  EXPECT_EQ(error.code, DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_MISSING);
  EXPECT_EQ(comm, MPI_COMM_SELF) << "outputs are untouched on failure";
}

TEST(Comm, IsMissingIfItsKindIsNotKnown) {
  DAPDistribution distribution = scalar_on_world();
  distribution.comm.kind = 7;
  MPI_Comm comm = MPI_COMM_SELF;
  DAPError error;

  EXPECT_EQ(dap_mpi_comm(MPI_COMM_NULL, &distribution, &comm, &error), DAP_ERROR_COMM);

  EXPECT_EQ(error.rule, DAP_RULE_COMM_MISSING);
  EXPECT_EQ(error.found, 7);
  EXPECT_EQ(comm, MPI_COMM_SELF);
}

TEST(Comm, OfAnotherMpiLibraryIsRefusedByName) {
  DAPDistribution distribution = scalar_on_world();
  distribution.comm.implementation = DAP_MPI_THIS == DAP_MPI_MPICH ? DAP_MPI_OPEN_MPI : DAP_MPI_MPICH;
  MPI_Comm comm = MPI_COMM_NULL;
  DAPError error;

  EXPECT_EQ(dap_mpi_comm(MPI_COMM_NULL, &distribution, &comm, &error), DAP_ERROR_COMM);

  EXPECT_EQ(error.rule, DAP_RULE_COMM_LIBRARY);
  EXPECT_EQ(error.expected, DAP_MPI_THIS);
  EXPECT_NE(std::string(error.message).find(DAP_MPI_THIS == DAP_MPI_MPICH ? "Open MPI" : "MPICH"), std::string::npos);
}

TEST(Comm, OfAnotherMpiLibraryDoesNotMatterIfOneIsGiven) {
  DAPDistribution distribution = scalar_on_world();
  distribution.comm.implementation = DAP_MPI_UNKNOWN;
  MPI_Comm comm = MPI_COMM_NULL;

  EXPECT_EQ(dap_mpi_comm(MPI_COMM_WORLD, &distribution, &comm, nullptr), DAP_OK);

  EXPECT_EQ(comm, MPI_COMM_WORLD);
}

TEST(Comm, OfAnotherSizeIsRefusedWithBothNumbers) {
  DAPDistribution distribution = scalar_on_world();
  distribution.comm.size += 1;
  MPI_Comm comm = MPI_COMM_NULL;
  DAPError error;

  EXPECT_EQ(dap_mpi_comm(MPI_COMM_WORLD, &distribution, &comm, &error), DAP_ERROR_COMM);

  EXPECT_EQ(error.rule, DAP_RULE_COMM_SIZE);
  EXPECT_EQ(error.expected, distribution.comm.size);
  EXPECT_EQ(error.found, distribution.comm.size - 1);
}

TEST(Comm, ThatNumbersTheProcessesDifferentlyIsRefused) {
  const DAPDistribution distribution = scalar_on_world();
  const int rank = distribution.comm.rank;
  const int size = distribution.comm.size;
  MPI_Comm reversed = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, 0, -rank, &reversed);
  MPI_Comm comm = MPI_COMM_NULL;
  DAPError error = {};

  const int32_t status = dap_mpi_comm(reversed, &distribution, &comm, &error);

  const bool is_middle = 2 * rank + 1 == size;
  EXPECT_EQ(status, is_middle ? DAP_OK : DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, is_middle ? 0 : DAP_RULE_COMM_SIZE);
  MPI_Comm_free(&reversed);
}

TEST(Comm, OfSomeProcessesServesTheirDistribution) {
  MPI_Comm half = MPI_COMM_NULL;
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_split(MPI_COMM_WORLD, rank % 2, rank, &half);
  const DAPDistribution distribution = scalar_on(dap_comm_from_mpi(half));
  MPI_Comm comm = MPI_COMM_NULL;

  const int32_t status = dap_mpi_comm(MPI_COMM_NULL, &distribution, &comm, nullptr);

  EXPECT_EQ(status, DAP_OK);
  EXPECT_EQ(comm, half);
  MPI_Comm_free(&half);
}

TEST(Comm, NeedsADistributionAndAPlaceForTheResult) {
  const DAPDistribution distribution = scalar_on_world();
  MPI_Comm comm = MPI_COMM_NULL;
  DAPError error;

  EXPECT_EQ(dap_mpi_comm(MPI_COMM_WORLD, nullptr, &comm, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(dap_mpi_comm(MPI_COMM_WORLD, &distribution, nullptr, nullptr), DAP_ERROR_ARGUMENT);
}

TEST(Comm, OfNothingIsNone) {
  const DAPComm value = dap_comm_from_mpi(MPI_COMM_NULL);

  EXPECT_EQ(value.kind, DAP_COMM_NONE);
  EXPECT_EQ(value.size, 1);
  EXPECT_EQ(dap_comm_to_mpi(&value), MPI_COMM_NULL);
}

TEST(Comm, IsRefusedIfItHasTwoGroups) {
  int size = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size < 2) return;  // an intercommunicator needs a process on either side
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm half = MPI_COMM_NULL;
  MPI_Comm both = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, rank == 0 ? 0 : 1, rank, &half);
  MPI_Intercomm_create(half, 0, MPI_COMM_WORLD, rank == 0 ? 1 : 0, 7, &both);
  const DAPDistribution distribution = scalar_on(dap_comm_from_mpi(half));
  MPI_Comm comm = MPI_COMM_NULL;
  DAPError error{};

  EXPECT_EQ(dap_mpi_comm(both, &distribution, &comm, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_SIZE);
  EXPECT_NE(std::string(error.message).find("intercommunicator"), std::string::npos) << error.message;
  EXPECT_EQ(dap_mpi_agree(both, DAP_OK, &error), DAP_ERROR_COMM);
  EXPECT_EQ(comm, MPI_COMM_NULL);

  MPI_Comm_free(&both);
  MPI_Comm_free(&half);
}

TEST(Comm, IsNoneIfItsNumberIsNoHandles) {
  DAPComm value = dap_comm_from_mpi(MPI_COMM_WORLD);
  value.value += int64_t{1} << 32;

  EXPECT_EQ(dap_comm_to_mpi(&value), MPI_COMM_NULL);
}

}  // namespace
