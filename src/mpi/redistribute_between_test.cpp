// SPDX-License-Identifier: BSD-3-Clause
// All of a transfer between two worlds in one call: over a parent, over two groups, and what is refused on all ranks.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <array>

#include "array/random_worlds.hpp"
#include "mpi/placed_worlds.hpp"
#include "mpi/two_groups.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::mpi::testing::two_groups;
using dap::testing::world_rank;
using dap::testing::world_size;

// Rows, each with the one below and above it, and columns.
plan rows_with_halo(const index_list &ranks) {
  const int32_t num_ranks = count(ranks);
  plan made = rows_of(num_ranks, with_widths(known(dap_dim_balanced(9, num_ranks)), 1, 1));
  made.dims.push_back(known(dap_dim_whole(7)));
  return made;
}

plan listed_rows(const index_list &ranks) {
  const int32_t num_ranks = count(ranks);
  plan made = rows_of(num_ranks, listed(9, dealt(9, num_ranks)));
  made.dims.push_back(known(dap_dim_whole(7)));
  return made;
}

struct once {
  index_list from;
  index_list to;
  two_placed_worlds both;
  DAPError error{};

  once(index_list sources, index_list targets)
      : from(std::move(sources)),
        to(std::move(targets)),
        both(listed_rows(from), from, rows_with_halo(to), to, world_rank()) {
    both.fill_source(1);
    both.clear_target();
  }
  int32_t move(MPI_Comm parent, uint64_t flags = 0, const DAPTransferOptions *options = nullptr) {
    const DAPPlanOptions asked{nullptr, flags, {}};
    return dap_mpi_redistribute_between(parent, both.source.array(), both.target.array(), &asked, options, &error);
  }
};

void expect_arrival(const index_list &from, const index_list &to, MPI_Comm parent) {
  for (const bool fills_halo : {false, true}) {
    once moved(from, to);
    ASSERT_EQ(moved.move(parent, fills_halo ? DAP_PLAN_FILL_HALO : 0), DAP_OK) << moved.error.message;
    moved.both.expect_arrived(1, fills_halo);
  }
}

TEST(RedistributeBetween, WorldsOfAParent) {
  const int32_t size = world_size();
  const int32_t half = size / 2;
  expect_arrival(ranks_from(0, 1, size), ranks_from(size - 1, -1, size), MPI_COMM_WORLD);
  expect_arrival({size - 1}, {0}, MPI_COMM_WORLD);  // others are in neither
  if (half > 0) expect_arrival(ranks_from(0, 1, half), ranks_from(half, 1, size - half), MPI_COMM_WORLD);
}

TEST(RedistributeBetween, WorldsInTwoGroups) {
  if (world_size() < 2) return;
  const int32_t half = world_size() / 2;
  const two_groups groups(half);
  const index_list lower = ranks_from(0, 1, half);
  const index_list upper = ranks_from(half, 1, world_size() - half);
  expect_arrival(lower, upper, groups.get());
  expect_arrival(upper, lower, groups.get());
  expect_arrival({world_size() - 1}, {0}, groups.get());  // others of their groups are in neither
}

TEST(RedistributeBetween, ScalesOnTheWay) {
  once moved(ranks_from(0, 1, world_size()), {0});
  const DAPTransferOptions options{{2, 0}, {0, 0}, 0, 0, {}};
  ASSERT_EQ(moved.move(MPI_COMM_WORLD, 0, &options), DAP_OK) << moved.error.message;
  moved.both.expect_arrived(2);
}

// All ranks have the same.
void expect_refused(const once &moved, int32_t status, int32_t code, int32_t rule, int32_t rank) {
  std::array<int32_t, 3> own{status, moved.error.rule, moved.error.rank};
  std::array<int32_t, 3> of_first = own;
  MPI_Bcast(of_first.data(), 3, MPI_INT32_T, 0, MPI_COMM_WORLD);
  EXPECT_EQ(own, of_first) << moved.error.message;
  EXPECT_EQ(own, (std::array<int32_t, 3>{code, rule, rank})) << moved.error.message;
}

// It is not taken for a process that is in neither world.
TEST(RedistributeBetween, AnArrayThatWasReleasedIsRefused) {
  const int32_t last = world_size() - 1;
  const auto refuse = [&](MPI_Comm parent, int32_t rank_there) {
    once moved({last}, {0});
    if (world_rank() == last) moved.both.source.array()->release = nullptr;
    expect_refused(moved, moved.move(parent), DAP_ERROR_ARGUMENT, DAP_RULE_RELEASED, rank_there);
  };
  refuse(MPI_COMM_WORLD, last);
  if (world_size() < 2) return;
  refuse(two_groups(last).get(), 0);  // the source's group comes first
}

TEST(RedistributeBetween, WhatFailsInOneWorldIsToldInBoth) {
  const int32_t last = world_size() - 1;
  once read_only({last}, {0});
  if (world_rank() == 0) read_only.both.target.array()->flags &= ~DAP_ARRAY_WRITABLE;
  expect_refused(read_only, read_only.move(MPI_COMM_WORLD), DAP_ERROR_READ_ONLY, DAP_RULE_READ_ONLY, 0);

  once busy({last}, {0});
  if (world_rank() == 0) {
    busy.both.target.array()->access = [](DAPArray *, uint32_t mode, void **, DAPError *error) -> int32_t {
      if ((mode & DAP_ACCESS_END) != 0) return DAP_OK;
      return dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, -1, 0, 0, "somebody writes");
    };
  }
  expect_refused(busy, busy.move(MPI_COMM_WORLD), DAP_ERROR_BUSY, DAP_RULE_BUSY, 0);
}

}  // namespace
