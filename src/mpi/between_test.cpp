// SPDX-License-Identifier: BSD-3-Clause
// Transfers between two worlds: apart, overlapping, in another order, in two groups; again and again.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include "array/random_worlds.hpp"
#include "mpi/placed_worlds.hpp"
#include "mpi/two_groups.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::mpi::testing::two_groups;
using dap::testing::world_rank;
using dap::testing::world_size;

plan matrix(int32_t ranks, bool by_rows) {
  plan made = rows_of(ranks, known(dap_dim_balanced(9, by_rows ? ranks : 1)));
  made.dims.push_back(known(dap_dim_balanced(7, by_rows ? 1 : ranks)));
  return made;
}

// Rows on some ranks to columns on others, several times.
void expect_arrival(const index_list &from, const index_list &to, MPI_Comm parent) {
  int own = 0;
  MPI_Comm_rank(parent, &own);
  two_placed_worlds both(matrix(count(from), true), from, matrix(count(to), false), to, own);
  ASSERT_EQ(both.make_plan(parent), DAP_OK) << both.error.message;
  ASSERT_EQ(both.bind(parent), DAP_OK) << both.error.message;
  for (const double factor : {1.0, -2.0, 3.0}) {
    both.fill_source(factor);
    both.clear_target();
    ASSERT_EQ(both.run(), DAP_OK) << both.error.message;
    both.expect_arrived(factor);
  }
}

TEST(Between, WorldsThatAreApart) {
  const int32_t half = world_size() / 2;
  if (half == 0) return;
  expect_arrival(ranks_from(0, 1, half), ranks_from(half, 1, world_size() - half), MPI_COMM_WORLD);
  expect_arrival(ranks_from(1, 2, half), ranks_from(0, 2, world_size() - half), MPI_COMM_WORLD);
}

TEST(Between, WorldsOfTheSameProcessesInAnotherOrder) {
  const int32_t size = world_size();
  expect_arrival(ranks_from(0, 1, size), ranks_from(size - 1, -1, size), MPI_COMM_WORLD);
  index_list rotated = ranks_from(1, 1, size - 1);
  rotated.push_back(0);
  expect_arrival(rotated, ranks_from(0, 1, size), MPI_COMM_WORLD);
  expect_arrival(ranks_from(0, 1, size), rotated, MPI_COMM_WORLD);
}

TEST(Between, WorldsThatOverlapAndLeaveProcessesOut) {
  const int32_t size = world_size();
  expect_arrival({size - 1}, {0}, MPI_COMM_WORLD);
  expect_arrival(ranks_from(0, 1, (size + 1) / 2), ranks_from(0, 1, size), MPI_COMM_WORLD);
  if (size < 3) return;
  expect_arrival({2, 0}, {1, 2}, MPI_COMM_WORLD);
  expect_arrival({0, 2, 1}, {2}, MPI_COMM_WORLD);
}

TEST(Between, WorldsInAParentOfAnotherOrder) {
  MPI_Comm turned = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, 0, -world_rank(), &turned);
  const int32_t half = (world_size() + 1) / 2;
  expect_arrival(ranks_from(0, 1, half), ranks_from(world_size() - half, 1, half), turned);
  MPI_Comm_free(&turned);
}

TEST(Between, WorldsInTwoGroups) {
  if (world_size() < 2) return;
  const int32_t half = world_size() / 2;
  const two_groups groups(half);
  const index_list lower = ranks_from(0, 1, half);
  const index_list upper = ranks_from(half, 1, world_size() - half);
  for (const bool upwards : {true, false}) {
    const index_list &from = upwards ? lower : upper;
    const index_list &to = upwards ? upper : lower;
    two_placed_worlds both(matrix(count(from), true), from, matrix(count(to), false), to, world_rank());
    ASSERT_EQ(both.make_plan(groups.get()), DAP_OK) << both.error.message;
    ASSERT_EQ(both.bind(groups.get()), DAP_OK) << both.error.message;
    for (const double factor : {2.0, 5.0}) {
      both.fill_source(factor);
      both.clear_target();
      ASSERT_EQ(both.run(), DAP_OK) << both.error.message;
      both.expect_arrived(factor);
    }
  }
}

// A part of a group may be in no world.
TEST(Between, AWorldThatIsPartOfItsGroup) {
  if (world_size() < 3) return;
  const two_groups groups(1);
  const index_list to{world_size() - 1};
  two_placed_worlds both(matrix(1, true), {0}, matrix(1, false), to, world_rank());
  ASSERT_EQ(both.make_plan(groups.get()), DAP_OK) << both.error.message;
  ASSERT_EQ(both.bind(groups.get()), DAP_OK) << both.error.message;
  both.fill_source(1);
  both.clear_target();
  ASSERT_EQ(both.run(), DAP_OK) << both.error.message;
  both.expect_arrived(1);
}

TEST(Between, GroupsWithBothWorldsAreRefused) {
  if (world_size() < 2) return;
  const two_groups groups(1);
  const index_list all = ranks_from(0, 1, world_size());
  two_placed_worlds both(matrix(world_size(), true), all, matrix(world_size(), false), all, world_rank());
  EXPECT_EQ(both.make_plan(groups.get()), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(both.error.rule, DAP_RULE_WORLD_GROUPS) << both.error.message;
}

// What stays on a process is counted as kept, by ranks of the parent.
TEST(Between, CountsAreThoseOfProcesses) {
  const int32_t size = world_size();
  const plan rows = rows_of(size, known(dap_dim_balanced(3 * size, size)));
  two_placed_worlds both(rows, ranks_from(0, 1, size), rows, ranks_from(size - 1, -1, size), world_rank());
  ASSERT_EQ(both.make_plan(MPI_COMM_WORLD), DAP_OK) << both.error.message;
  DAPPlanCounts counts{};
  ASSERT_EQ(dap_plan_count(both.plan_made, &counts, &both.error), DAP_OK);
  const bool stays = world_rank() == size - 1 - world_rank();
  EXPECT_EQ(counts.elements_kept, stays ? 3 : 0);
  EXPECT_EQ(counts.ranks_given, stays ? 0 : 1);
}

// to = 2 · from + to.
TEST(Between, Combinations) {
  const index_list from{0};
  const index_list to = ranks_from(0, 1, world_size());
  two_placed_worlds both(matrix(1, true), from, matrix(world_size(), false), to, world_rank());
  const DAPTransferOptions options{{2, 0}, {1, 0}, 0, 0, {}};
  both.fill_source(1);
  for (const stored_element &each : both.target.stored->elements()) {
    const auto value = static_cast<double>(*each.ordinal);
    std::memcpy(each.address, &value, sizeof value);
  }
  ASSERT_EQ(both.make_plan(MPI_COMM_WORLD), DAP_OK) << both.error.message;
  ASSERT_EQ(both.bind(MPI_COMM_WORLD, &options), DAP_OK) << both.error.message;
  ASSERT_EQ(both.run(), DAP_OK) << both.error.message;
  both.expect_arrived(3);
}

// The same on all ranks.
TEST(Between, RandomWorldsOnRandomRanks) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    world_drawer drawer(seed);
    const index_list sizes = drawer.shape();
    const index_list from = drawer.some_of(world_size());
    const index_list to = drawer.some_of(world_size());
    const plan source = drawer.valid(count(from), sizes);
    const plan target = drawer.valid(count(to), sizes);
    two_placed_worlds both(source, from, target, to, world_rank());
    ASSERT_EQ(both.make_plan(MPI_COMM_WORLD), DAP_OK) << both.error.message << ", seed " << seed;
    ASSERT_EQ(both.bind(MPI_COMM_WORLD), DAP_OK) << both.error.message << ", seed " << seed;
    both.fill_source(1);
    both.clear_target();
    ASSERT_EQ(both.run(), DAP_OK) << both.error.message << ", seed " << seed;
    both.expect_arrived(1);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
