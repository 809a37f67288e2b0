// SPDX-License-Identifier: BSD-3-Clause
// Each fault on each rank alone: all ranks get the same error, nothing is written, nobody waits for ever, and the
// directory can be asked again.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <string>

#include "array/planned_worlds.hpp"
#include "mpi/owner_oracle.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

constexpr int64_t untouched = -77;

// Lists, in two parts a rank: everything has to be asked for.
plan two_lists(int32_t ranks) {
  plan made = rows_of(ranks, listed(4 * ranks, dealt(4 * ranks, 2 * ranks)));
  made.points_per_rank = 2;
  return made;
}

// What all ranks are told is what rank 0 is told.
void expect_same(int32_t status, const DAPError &error, const std::string &name) {
  std::string first = error.message;
  first.resize(sizeof error.message);
  std::string all = first;
  MPI_Bcast(all.data(), static_cast<int>(all.size()), MPI_CHAR, 0, MPI_COMM_WORLD);
  EXPECT_EQ(first, all) << name;
  int32_t status_of_first = status;
  MPI_Bcast(&status_of_first, 1, MPI_INT32_T, 0, MPI_COMM_WORLD);
  EXPECT_EQ(status, status_of_first) << name;
}

struct question {
  std::vector<int64_t> indices{0, 1};
  std::vector<DAPOwner> owners{2, {untouched, untouched}};
  std::vector<int64_t> positions{untouched, untouched};
  int64_t count = 2;
  const int64_t *passed_indices = indices.data();
  DAPOwner *passed_owners = owners.data();

  int32_t ask(DAPDirectory *of, DAPError *error) {
    return dap_mpi_directory_find(of, count, passed_indices, passed_owners, positions.data(), error);
  }
};

struct fault {
  const char *name;
  int32_t rule;
  void (*bend)(question &);
};

const fault faults[] = {
    {"a negative count", DAP_RULE_ARGUMENT, [](question &of) { of.count = -1; }},
    {"no indices", DAP_RULE_ARGUMENT, [](question &of) { of.passed_indices = nullptr; }},
    {"nowhere to put the owners", DAP_RULE_ARGUMENT, [](question &of) { of.passed_owners = nullptr; }},
    {"an index below", DAP_RULE_OWNER_INDEX, [](question &of) { of.indices[1] = -1; }},
    {"an index above", DAP_RULE_OWNER_INDEX, [](question &of) { of.indices[1] = 4 * world_size(); }},
    {"an index far above", DAP_RULE_OWNER_INDEX, [](question &of) { of.indices[0] = INT64_MAX; }},
};

struct made_directory {
  world all;
  DAPDirectory *directory = nullptr;

  explicit made_directory(const plan &of) : all(world_of(of)) {
    DAPError error{};
    EXPECT_EQ(dap_mpi_directory_create(MPI_COMM_WORLD, &mine().distribution, &directory, &error), DAP_OK)
        << error.message;
  }
  made_directory(const made_directory &) = delete;
  made_directory &operator=(const made_directory &) = delete;
  ~made_directory() { dap_mpi_directory_destroy(directory); }
  [[nodiscard]] share &mine() const { return *all[static_cast<size_t>(world_rank())]; }
};

void expect_told(made_directory &made, const fault &each, int32_t rank) {
  question asked;
  if (world_rank() == rank) each.bend(asked);
  DAPError error{};
  const int32_t status = asked.ask(made.directory, &error);
  EXPECT_EQ(status, DAP_ERROR_ARGUMENT) << each.name << ": " << error.message;
  EXPECT_EQ(error.rule, each.rule) << each.name;
  expect_same(status, error, each.name);
  for (const DAPOwner &owner : asked.owners) EXPECT_EQ(owner.rank, untouched) << each.name;
  for (const int64_t position : asked.positions) EXPECT_EQ(position, untouched) << each.name;
  question again;
  ASSERT_EQ(again.ask(made.directory, &error), DAP_OK) << each.name << ": " << error.message;
  EXPECT_EQ(again.owners[1].rank, 0) << each.name;
}

TEST(DirectoryFaults, OfQuestionsAreToldOnAllRanks) {
  for (const bool asks : {true, false}) {
    made_directory made(asks ? two_lists(world_size())
                             : rows_of(world_size(), known(dap_dim_fixed_block(4 * world_size(), world_size(), 4))));
    for (const fault &each : faults) {
      for (int32_t rank = 0; rank < world_size(); ++rank) expect_told(made, each, rank);
    }
  }
}

TEST(DirectoryFaults, ANullDirectoryIsRefusedHereAndNow) {
  question asked;
  EXPECT_EQ(asked.ask(nullptr, nullptr), DAP_ERROR_ARGUMENT);
  dap_mpi_directory_destroy(nullptr);
}

TEST(DirectoryFaults, PositionsNeedNotBeWanted) {
  made_directory made(two_lists(world_size()));
  const int64_t indices[] = {1};
  DAPOwner owner{};
  ASSERT_EQ(dap_mpi_directory_find(made.directory, world_rank() == 0 ? 1 : 0, world_rank() == 0 ? indices : nullptr,
                                   world_rank() == 0 ? &owner : nullptr, nullptr, nullptr),
            DAP_OK);
  if (world_rank() == 0) {
    EXPECT_EQ(owner.rank, 0);
    EXPECT_EQ(owner.part, 1);
  }
}

struct bent_world {
  const char *name;
  int32_t code;
  void (*bend)(share &);
  bool alone = true;  // whether one rank alone notices
};

const bent_world bent_worlds[] = {
    {"no distribution", DAP_ERROR_ARGUMENT, [](share &of) { of.is_null = true; }},
    {"another major", DAP_ERROR_VERSION, [](share &of) { of.distribution.version.major = 9; }},
    {"an index that is none", DAP_ERROR_INVALID, [](share &of) { of.list_of(0, 0)[0] = -1; }},
    {"another size", DAP_ERROR_DISAGREEMENT, [](share &of) { ++of.dims[0].size; }, false},
    {"another place", DAP_ERROR_COMM, [](share &of) { ++of.distribution.comm.size; }},
};

TEST(DirectoryFaults, OfDistributionsAreToldOnAllRanks) {
  for (const bent_world &each : bent_worlds) {
    if (!each.alone && world_size() == 1) continue;
    for (int32_t rank = 0; rank < world_size(); ++rank) {
      const world all = world_of(two_lists(world_size()));
      share &mine = *all[static_cast<size_t>(world_rank())];
      if (world_rank() == rank) each.bend(mine);
      DAPDirectory *made = nullptr;
      DAPError error{};
      const int32_t status = dap_mpi_directory_create(MPI_COMM_WORLD, mine.given(), &made, &error);
      EXPECT_EQ(status, each.code) << each.name << ": " << error.message;
      EXPECT_EQ(made, nullptr);
      expect_same(status, error, each.name);
    }
  }
}

// A grid point that owns elements, and has no part.
TEST(DirectoryFaults, OfMissingPartsAreToldOnAllRanks) {
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    plan drawn = rows_of(world_size(), listed(4 * world_size(), dealt(4 * world_size(), world_size())));
    drawn.dims.push_back(known(dap_dim_balanced(3, 3)));
    drawn.points_per_rank = 3;
    const world all = world_of(drawn);
    share &mine = *all[static_cast<size_t>(world_rank())];
    if (world_rank() == rank) mine.drop_last_part();
    DAPDirectory *made = nullptr;
    DAPError error{};
    ASSERT_EQ(dap_mpi_directory_create(MPI_COMM_WORLD, &mine.distribution, &made, &error), DAP_OK) << error.message;
    const int64_t index[] = {rank, 2};
    DAPOwner owner{untouched, untouched};
    const int32_t status = dap_mpi_directory_find(made, 1, index, &owner, nullptr, &error);
    EXPECT_EQ(status, DAP_ERROR_INVALID) << error.message;
    EXPECT_EQ(error.rule, DAP_RULE_POINT_MISSING);
    EXPECT_EQ(owner.rank, untouched);
    expect_same(status, error, "a missing part");
    dap_mpi_directory_destroy(made);
  }
}

}  // namespace
