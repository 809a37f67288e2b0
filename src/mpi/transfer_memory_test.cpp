// SPDX-License-Identifier: BSD-3-Clause
// Memory that runs out on one rank, at each allocation of what makes plans, binds them and finds owners: all are told,
// nothing is leaked, nothing is made, and nobody waits for ever.
#include <dap/mpi.h>

#include "mpi/placed_worlds.hpp"
#include "mpi/scarce_on_each_rank.hpp"

namespace {

using namespace dap::array::sample;
using dap::mpi::testing::expect_told_of_memory;
using dap::mpi::testing::on_each_rank_alone;
using dap::testing::world_rank;
using dap::testing::world_size;

share &here(const world &all) {
  return *all[static_cast<size_t>(world_rank())];
}

plan dealt_list(int32_t ranks) {
  return rows_of(ranks, listed(3 * ranks, dealt(3 * ranks, ranks)));
}

plan even_rows(int32_t ranks) {
  return rows_of(ranks, known(dap_dim_balanced(3 * ranks, ranks)));
}

// Listed and by widths.
plan haloed_grid(int32_t ranks) {
  plan made = rows_of(ranks, listed_with_halo(3 * ranks, ranks, 1));
  planned_dim columns = with_widths(known(dap_dim_balanced(3, 1)), 1, 2);
  columns.dim.flags |= DAP_DIM_PERIODIC;
  made.dims.push_back(columns);
  return made;
}

plan haloed_boxes(int32_t ranks) {
  plan made = boxes_of(ranks);
  for (planned_dim &each : made.dims) each = with_widths(each, 1, 1);
  return made;
}

// What is made while memory is scarce, or is not.
struct made_transfer {
  DAPPlan *plan = nullptr;
  DAPTransfer *transfer = nullptr;

  made_transfer() = default;
  made_transfer(const made_transfer &) = delete;
  made_transfer &operator=(const made_transfer &) = delete;
  ~made_transfer() {
    dap_mpi_transfer_destroy(transfer);
    dap_plan_release(plan);
  }
  // `make_plan`(out, error).
  template <typename Make>
  void expect_planned(int32_t scarce, Make &&make_plan) {
    expect_told_of_memory(scarce, 5, [&](DAPError *e) {
      EXPECT_EQ(plan, nullptr);
      return make_plan(&plan, e);
    });
  }
  void expect_bound(int32_t scarce, DAPArray *source, DAPArray *target, const DAPTransferOptions *options) {
    expect_told_of_memory(scarce, 3, [&](DAPError *e) {
      EXPECT_EQ(transfer, nullptr);
      return dap_mpi_transfer_create(MPI_COMM_WORLD, plan, 1, &source, &target, options, &transfer, e);
    });
    ASSERT_EQ(dap_mpi_transfer_start(transfer, nullptr), DAP_OK);
    ASSERT_EQ(dap_mpi_transfer_wait(transfer, nullptr), DAP_OK);
  }
};

TEST(TransferMemory, OfOneCallIsToldOnAllRanks) {
  const world sources = world_of(dealt_list(world_size()));
  const world targets = world_of(even_rows(world_size()));
  stored_array from(here(sources));
  stored_array to(here(targets), {}, DAP_ARRAY_WRITABLE);
  on_each_rank_alone([&](int32_t rank) {
    expect_told_of_memory(rank, 5, [&](DAPError *e) {
      return dap_mpi_redistribute(MPI_COMM_WORLD, &from.array, &to.array, nullptr, nullptr, e);
    });
  });
}

void expect_halos_told(const plan &planned) {
  const DAPTransferOptions adds{{1, 0}, {1, 0}, 0, 0, {}};
  const world all = world_of(planned);
  stored_array array(here(all), {}, DAP_ARRAY_WRITABLE);
  for (const DAPHaloOptions &halos : {DAPHaloOptions{DAP_HALO_CORNERS, {}}, DAPHaloOptions{DAP_HALO_REVERSE, {}}}) {
    on_each_rank_alone([&](int32_t rank) {
      made_transfer made;
      made.expect_planned(rank, [&](DAPPlan **out, DAPError *e) {
        return dap_mpi_halo_plan_create(MPI_COMM_WORLD, &here(all).distribution, &halos, out, e);
      });
      made.expect_bound(rank, &array.array, &array.array, halos.flags == DAP_HALO_REVERSE ? &adds : nullptr);
    });
  }
}

TEST(TransferMemory, OfListedHalosIsToldOnAllRanks) {
  expect_halos_told(haloed_grid(world_size()));
}

TEST(TransferMemory, OfHalosAroundBoxesIsToldOnAllRanks) {
  expect_halos_told(haloed_boxes(world_size()));
}

// From the lower ranks to the upper ones.
TEST(TransferMemory, OfTransfersBetweenWorldsIsToldOnAllRanks) {
  const int32_t givers = (world_size() + 1) / 2;
  const int32_t getters = world_size() / 2 + 1;
  placed_world source(rows_of(givers, known(dap_dim_balanced(8, givers))), ranks_from(0, 1, givers), world_rank());
  placed_world target(rows_of(getters, listed(8, dealt(8, getters))), ranks_from(world_size() - 1, -1, getters),
                      world_rank(), DAP_ARRAY_WRITABLE);
  on_each_rank_alone([&](int32_t rank) {
    DAPPlanOptions options{};
    options.flags = rank % 2 == 0 ? DAP_PLAN_FILL_HALO : 0;
    made_transfer made;
    made.expect_planned(rank, [&](DAPPlan **out, DAPError *e) {
      return dap_mpi_plan_create_between(MPI_COMM_WORLD, source.distribution(), target.distribution(), &options, out,
                                         e);
    });
    made.expect_bound(rank, source.array(), target.array(), nullptr);
  });
}

TEST(TransferMemory, OfDirectoriesIsToldOnAllRanks) {
  plan two_lists = rows_of(world_size(), listed(4 * world_size(), dealt(4 * world_size(), 2 * world_size())));
  two_lists.points_per_rank = 2;
  const world all = world_of(two_lists);
  on_each_rank_alone([&](int32_t rank) {
    DAPDirectory *made = nullptr;
    expect_told_of_memory(rank, 5, [&](DAPError *e) {
      EXPECT_EQ(made, nullptr);
      return dap_mpi_directory_create(MPI_COMM_WORLD, &here(all).distribution, &made, e);
    });
    const int64_t indices[] = {0, 2};
    DAPOwner owners[2] = {{-7, -7}, {-7, -7}};
    expect_told_of_memory(rank, 5, [&](DAPError *e) {
      EXPECT_EQ(owners[0].rank, -7);
      return dap_mpi_directory_find(made, 2, indices, owners, nullptr, e);
    });
    EXPECT_EQ(owners[0].rank, 0);
    dap_mpi_directory_destroy(made);
  });
}

}  // namespace
