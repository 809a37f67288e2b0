// SPDX-License-Identifier: BSD-3-Clause
// Validation of distributions by all processes together: the same verdict on all, and that of one process that has all
// descriptions.
#include <dap/mpi.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <array>
#include <cstring>

#include "array/broken_worlds.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

int32_t validate_all(const world &all, DAPError *error) {
  std::vector<const DAPDistribution *> ranks;
  for (const auto &mine : all) ranks.push_back(mine->given());
  return dap_distribution_validate_all(ranks.data(), static_cast<int32_t>(ranks.size()), error);
}

int32_t validate_mine(const world &all, DAPError *error) {
  return dap_mpi_validate_distribution(MPI_COMM_WORLD, all[static_cast<size_t>(world_rank())]->given(), error);
}

class ValidWorlds : public ::testing::TestWithParam<named_plan> {};

TEST_P(ValidWorlds, AreAccepted) {
  DAPError error = {};
  EXPECT_EQ(validate_mine(world_of(GetParam().of(world_size())), &error), DAP_OK) << error.message;
}

INSTANTIATE_TEST_SUITE_P(Every, ValidWorlds, ::testing::ValuesIn(valid_plans),
                         [](const auto &each) { return std::string(each.param.name); });

class BrokenWorlds : public ::testing::TestWithParam<broken_world> {};

TEST_P(BrokenWorlds, AreRefusedAlikeOnAllRanksAndInOneProcess) {
  const broken_world &broken = GetParam();
  if (world_size() < broken.fewest_ranks) return;
  world all = world_of(broken.of(world_size()));
  broken.bend(all);
  DAPError together = {};
  DAPError alone = {};

  EXPECT_EQ(validate_mine(all, &together), broken.code);
  EXPECT_EQ(validate_all(all, &alone), broken.code);

  expect_told(broken, world_size(), together);
  EXPECT_STREQ(together.message, alone.message);
  EXPECT_EQ(together.expected, alone.expected);
  EXPECT_EQ(together.found, alone.found);
}

INSTANTIATE_TEST_SUITE_P(Members, BrokenWorlds, ::testing::ValuesIn(differing_members),
                         [](const auto &each) { return std::string(each.param.name); });
INSTANTIATE_TEST_SUITE_P(Misfits, BrokenWorlds, ::testing::ValuesIn(misfits),
                         [](const auto &each) { return std::string(each.param.name); });

TEST(Validate, NeedsNoErrorToFillOnAnyRank) {
  world all = world_of(scattered(world_size()));
  --all[0]->at(0, 0).num_owned;
  --all[0]->at(0, 0).num_indices;
  DAPError error = {};
  EXPECT_EQ(validate_mine(all, world_rank() == 0 ? nullptr : &error), DAP_ERROR_INVALID);
  EXPECT_EQ(validate_mine(all, nullptr), DAP_ERROR_INVALID);
}

// Lists that do not fit into one message; every index is a run of its own.
TEST(Validate, TakesListsOfAnyLength) {
  const int64_t size = int64_t{20000} * world_size();
  world all = world_of(rows_of(world_size(), listed(size, dealt(size, world_size()), 1)));
  DAPError error = {};
  EXPECT_EQ(validate_mine(all, &error), DAP_OK) << error.message;
  int64_t *list = all.back()->list_of(0, 0);
  list[17000] = list[16999] == 1 ? 2 : 1;
  if (world_size() == 1) return;  // one rank repeats an index: a local rule

  EXPECT_EQ(validate_mine(all, &error), DAP_ERROR_INVALID);

  EXPECT_EQ(error.rule, DAP_RULE_OWNED_TWICE) << error.message;
  EXPECT_EQ(error.rank, world_size() - 1);
}

TEST(Validate, CountsInItsOwnCommunicator) {
  // Split in two, each in reversed order.
  const int half = world_rank() % 2;
  MPI_Comm comm = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, half, -world_rank(), &comm);
  int rank = 0;
  int size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  world all = world_of(scattered(size));
  DAPDistribution &mine = all[static_cast<size_t>(rank)]->distribution;
  mine.comm = dap_comm_from_mpi(comm);
  DAPError error = {};

  EXPECT_EQ(dap_mpi_validate_distribution(comm, &mine, &error), DAP_OK) << error.message;
  EXPECT_EQ(dap_mpi_validate_distribution(MPI_COMM_NULL, &mine, &error), DAP_OK) << error.message;
  if (half == 1) {
    --all[0]->at(0, 0).num_owned;
    --all[0]->at(0, 0).num_indices;
  }
  EXPECT_EQ(dap_mpi_validate_distribution(MPI_COMM_NULL, &mine, &error), half == 1 ? DAP_ERROR_INVALID : DAP_OK);
  EXPECT_EQ(dap_mpi_validate_distribution(MPI_COMM_WORLD, &mine, &error), world_size() == 1 ? DAP_OK : DAP_ERROR_COMM);
  MPI_Comm_free(&comm);
}

TEST(Validate, WithoutACommunicatorIsRefused) {
  world all = world_of(scattered(world_size()));
  const DAPDistribution &mine = all[static_cast<size_t>(world_rank())]->distribution;
  DAPError error = {};
  EXPECT_EQ(dap_mpi_validate_distribution(MPI_COMM_NULL, &mine, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_MISSING);
  EXPECT_EQ(dap_mpi_validate_distribution(MPI_COMM_NULL, nullptr, &error), DAP_ERROR_COMM);
  EXPECT_EQ(dap_mpi_validate(MPI_COMM_NULL, nullptr, &error), DAP_ERROR_COMM);
}

// Wildcards of ours take nobody else's messages.
TEST(Validate, LeavesTheCallersMessagesAlone) {
  const int next = (world_rank() + 1) % world_size();
  std::array<int64_t, 2> sent{world_rank(), 7};
  std::array<MPI_Request, 2> requests{};
  for (int tag = 0; tag < 2; ++tag) {
    MPI_Isend(&sent[static_cast<size_t>(tag)], 1, MPI_INT64_T, next, tag, MPI_COMM_WORLD,
              &requests[static_cast<size_t>(tag)]);
  }

  EXPECT_EQ(validate_mine(world_of(scattered(world_size())), nullptr), DAP_OK);

  int64_t received = 0;
  const int previous = (world_rank() + world_size() - 1) % world_size();
  MPI_Recv(&received, 1, MPI_INT64_T, previous, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  EXPECT_EQ(received, previous);
  MPI_Recv(&received, 1, MPI_INT64_T, previous, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  EXPECT_EQ(received, 7);
  MPI_Waitall(2, requests.data(), MPI_STATUSES_IGNORE);
}

}  // namespace
