// SPDX-License-Identifier: BSD-3-Clause
// Transfers between two worlds that fill the target's halos, too: of every kind, over a parent and over two groups.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <string>

#include "array/random_halos.hpp"
#include "mpi/placed_worlds.hpp"
#include "mpi/two_groups.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::mpi::testing::two_groups;
using dap::testing::world_rank;
using dap::testing::world_size;

// The same indices, the last dimension in blocks of two that are dealt to the ranks in turn.
plan dealt_alike(const plan &target, int32_t ranks) {
  std::vector<DAPDim> dims;
  for (const planned_dim &each : target.dims) {
    if (each.dim.kind != DAP_KIND_REPLICA) dims.push_back(dap_dim_whole(each.dim.size));
  }
  dims.back().flags = 0;
  dims.back().kind = DAP_KIND_CYCLIC;
  dims.back().grid_size = ranks;
  dims.back().block_size = 2;
  dims.back().first_block = 2;
  plan made;
  made.num_ranks = ranks;
  for (const DAPDim &each : dims) made.dims.push_back(known(each));
  return made;
}

void expect_filled(const plan &source, const index_list &from, const plan &target, const index_list &to,
                   MPI_Comm parent) {
  two_placed_worlds both(source, from, target, to, world_rank());
  const DAPPlanOptions options{nullptr, DAP_PLAN_FILL_HALO, {}};
  ASSERT_EQ(both.make_plan(parent, &options), DAP_OK) << both.error.message;
  ASSERT_EQ(both.bind(parent), DAP_OK) << both.error.message;
  for (const double factor : {1.0, -3.0}) {
    both.fill_source(factor);
    both.clear_target();
    ASSERT_EQ(both.run(), DAP_OK) << both.error.message;
    both.expect_arrived(factor, true);
  }
}

plan boxes_with_halo(int32_t ranks) {
  plan made = boxes_of(ranks);
  for (planned_dim &each : made.dims) each = with_widths(each, 2, 1);
  return made;
}

plan listed_boxes_with_halo(int32_t ranks) {
  plan made = boxes_with_halo(ranks);
  made.lists_boxes = true;
  return made;
}

// A periodic coordinate of one element stores each of them several times.
plan wrapped(int32_t ranks) {
  DAPDim dim = dap_dim_fixed_block(ranks, ranks, 1);
  dim.flags |= DAP_DIM_PERIODIC;
  plan made = rows_of(ranks, with_widths(known(dim), 7, 5));
  made.dims.push_back(with_widths(known(dap_dim_balanced(4, 1)), 1, 2));
  return made;
}

std::vector<named_plan> targets_with_halos() {
  std::vector<named_plan> found{
      {"Boxes", boxes_with_halo}, {"ListedBoxes", listed_boxes_with_halo}, {"Wrapped", wrapped}};
  for (const named_plan &each : valid_plans) {
    uint64_t features = 0;
    for (const planned_dim &dim : each.of(2).dims) features |= dim.dim.flags;
    const bool has_halo = (features & (DAP_DIM_HALO | DAP_DIM_HALO_LIST)) != 0;
    // What nobody owns in an incomplete one has a value in the source nevertheless.
    if (has_halo && (features & DAP_DIM_INCOMPLETE) == 0) found.push_back(each);
  }
  return found;
}

struct BetweenHalos : ::testing::TestWithParam<named_plan> {
  static void expect_filled_by(const index_list &from, const index_list &to, MPI_Comm parent) {
    const plan target = GetParam().of(count(to));
    expect_filled(dealt_alike(target, count(from)), from, target, to, parent);
  }
};

TEST_P(BetweenHalos, AreFilledInAParent) {
  const int32_t size = world_size();
  const int32_t half = size / 2;
  expect_filled_by(ranks_from(0, 1, size), ranks_from(size - 1, -1, size), MPI_COMM_WORLD);
  if (half > 0) expect_filled_by(ranks_from(half, 1, size - half), ranks_from(0, 1, half), MPI_COMM_WORLD);
  if (size > 2) expect_filled_by({2, 0}, {1, 2}, MPI_COMM_WORLD);
}

TEST_P(BetweenHalos, AreFilledByAnotherGroup) {
  if (world_size() < 2) return;
  const int32_t half = world_size() / 2;
  const two_groups groups(half);
  const index_list lower = ranks_from(0, 1, half);
  const index_list upper = ranks_from(half, 1, world_size() - half);
  expect_filled_by(lower, upper, groups.get());
  expect_filled_by(upper, lower, groups.get());
}

INSTANTIATE_TEST_SUITE_P(Targets, BetweenHalos, ::testing::ValuesIn(targets_with_halos()),
                         [](const auto &tested) { return std::string(tested.param.name); });

TEST(BetweenHalosOfRandomWorlds, AreFilled) {
  for (uint64_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE(seed);
    world_drawer drawer(seed);
    const index_list sizes = drawer.shape();
    const index_list from = drawer.some_of(world_size());
    const index_list to = drawer.some_of(world_size());
    const plan source = drawer.valid(count(from), sizes);
    plan target = drawer.valid(count(to), sizes);
    add_halos(drawer, target);
    expect_filled(source, from, target, to, MPI_COMM_WORLD);
    if (HasFatalFailure()) return;
  }
}

// Whoever owns an element on the lowest rank of the source gives it, also to a halo, wherever that process stands.
TEST(BetweenHaloOwners, OfSeveralOwnersTheLowestGives) {
  const int32_t size = world_size();
  const plan all_own_all = [size] {
    plan made = rows_of(size, listed(6, {}));
    made.dims[0].dim.grid_size = size;
    made.dims[0].dim.flags = DAP_DIM_OVERLAPPING;
    made.dims[0].hands.assign(static_cast<size_t>(size), {5, 4, 3, 2, 1, 0});
    return made;
  }();
  const plan target = rows_of(size, with_widths(known(dap_dim_balanced(6, size)), 1, 1));
  two_placed_worlds both(all_own_all, ranks_from(size - 1, -1, size), target, ranks_from(0, 1, size), world_rank());
  const DAPPlanOptions options{nullptr, DAP_PLAN_FILL_HALO, {}};
  both.fill_source(world_rank() == size - 1 ? 2 : 1);  // there is its rank 0
  both.clear_target();
  ASSERT_EQ(both.make_plan(MPI_COMM_WORLD, &options), DAP_OK) << both.error.message;
  ASSERT_EQ(both.bind(MPI_COMM_WORLD), DAP_OK) << both.error.message;
  ASSERT_EQ(both.run(), DAP_OK) << both.error.message;
  both.expect_arrived(2, true);
}

}  // namespace
