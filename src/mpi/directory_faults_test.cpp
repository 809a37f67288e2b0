// SPDX-License-Identifier: BSD-3-Clause
// Each fault on each rank alone: all ranks get the same error, nothing is written, nobody waits for ever, and the
// directory can be asked again.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include "array/planned_worlds.hpp"
#include "mpi/faults_on_each_rank.hpp"
#include "mpi/owner_oracle.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using namespace dap::mpi::testing;
using dap::testing::world_rank;
using dap::testing::world_size;

constexpr int64_t untouched = -77;

// Lists, in two parts a rank: everything has to be asked for.
plan two_lists(int32_t ranks) {
  plan made = rows_of(ranks, listed(4 * ranks, dealt(4 * ranks, 2 * ranks)));
  made.points_per_rank = 2;
  return made;
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
  void expect_untouched() const {
    for (const DAPOwner &owner : owners) EXPECT_EQ(owner.rank, untouched);
    for (const int64_t position : positions) EXPECT_EQ(position, untouched);
  }
};

const fault<question> faults[] = {
    {"a negative count", DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, [](question &of) { of.count = -1; }},
    {"no indices", DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, [](question &of) { of.passed_indices = nullptr; }},
    {"nowhere to put the owners", DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT,
     [](question &of) { of.passed_owners = nullptr; }},
    {"an index below", DAP_ERROR_ARGUMENT, DAP_RULE_OWNER_INDEX, [](question &of) { of.indices[1] = -1; }},
    {"an index above", DAP_ERROR_ARGUMENT, DAP_RULE_OWNER_INDEX,
     [](question &of) { of.indices[1] = 4 * world_size(); }},
    {"an index far above", DAP_ERROR_ARGUMENT, DAP_RULE_OWNER_INDEX, [](question &of) { of.indices[0] = INT64_MAX; }},
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

TEST(DirectoryFaults, OfQuestionsAreToldOnAllRanks) {
  for (const bool asks : {true, false}) {
    made_directory made(asks ? two_lists(world_size())
                             : rows_of(world_size(), known(dap_dim_fixed_block(4 * world_size(), world_size(), 4))));
    with_each(faults, [&](question &asked, DAPError &error, const auto &bend) {
      bend();
      const int32_t status = asked.ask(made.directory, &error);
      question again;
      EXPECT_EQ(again.ask(made.directory, nullptr), DAP_OK);
      EXPECT_EQ(again.owners[1].rank, 0);
      return status;
    });
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

// What a directory is made of.
struct described {
  world all = world_of(two_lists(world_size()));
  share &mine = *all[static_cast<size_t>(world_rank())];
  DAPDirectory *made = nullptr;

  described() = default;
  described(const described &) = delete;
  described &operator=(const described &) = delete;
  ~described() { dap_mpi_directory_destroy(made); }
};

const fault<described> bent_worlds[] = {
    {"no distribution", DAP_ERROR_ARGUMENT, 0, [](described &of) { of.mine.is_null = true; }},
    {"another major", DAP_ERROR_VERSION, 0, [](described &of) { of.mine.distribution.version.major = 9; }},
    {"an index that is none", DAP_ERROR_INVALID, 0, [](described &of) { of.mine.list_of(0, 0)[0] = -1; }},
    {"another size", DAP_ERROR_DISAGREEMENT, 0, [](described &of) { ++of.mine.dims[0].size; }, DAP_OK},
    {"another place", DAP_ERROR_COMM, 0, [](described &of) { ++of.mine.distribution.comm.size; }},
};

TEST(DirectoryFaults, OfDistributionsAreToldOnAllRanks) {
  with_each(bent_worlds, [](described &of, DAPError &error, const auto &bend) {
    bend();
    const int32_t status = dap_mpi_directory_create(MPI_COMM_WORLD, of.mine.given(), &of.made, &error);
    EXPECT_TRUE(status == DAP_OK || of.made == nullptr);
    return status;
  });
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
    expect_told(status, error, DAP_ERROR_INVALID, DAP_RULE_POINT_MISSING);
    EXPECT_EQ(owner.rank, untouched);
    dap_mpi_directory_destroy(made);
  }
}

}  // namespace
