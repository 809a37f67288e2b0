// SPDX-License-Identifier: BSD-3-Clause
// Transfers by the C++ face: what one process throws, all throw.
#include <gtest/gtest.h>

#include "mpi/line_of_doubles.hpp"
#include "testing/thrown_error.hpp"

using namespace dap::testing;

namespace {

TEST(CppTransfers, MoveAndThrow) {
  const dap::distribution even = rows();
  DAPDim all_on_one = dap_dim_fixed_block(10, world_size(), 10);
  all_on_one.rank_stride = 1;
  const dap::distribution gathered =
      dap::distribution::regular(dap_distribution_describe(&all_on_one, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
  line from(even, 1.0 + world_rank());
  line to(gathered, 0.0);
  dap::array source(&from.described);
  dap::array target(&to.described);
  const dap::plan plan(*even.get(), *gathered.get());
  EXPECT_EQ(plan.count().elements_gotten + plan.count().elements_kept, static_cast<int64_t>(to.values.size()));

  dap::transfer moving(MPI_COMM_WORLD, dap::mpi_plan(MPI_COMM_WORLD, *even.get(), *gathered.get()), source, target);
  moving.start();
  EXPECT_EQ(thrown_by([&] { moving.start(); }).code, DAP_ERROR_ARGUMENT);
  moving.wait();
  for (const double value : to.values) EXPECT_GE(value, 1.0);

  EXPECT_NO_THROW(dap::mpi_redistribute(MPI_COMM_WORLD, target, source));
  for (const double value : from.values) EXPECT_EQ(value, 1.0 + world_rank());
}

// From a world of the last process alone to that of all.
TEST(CppTransfers, GoBetweenWorlds) {
  const bool gives = world_rank() == world_size() - 1;
  const DAPDim whole = dap_dim_whole(10);
  const dap::distribution alone =
      dap::distribution::regular(dap_distribution_describe(&whole, 1, {DAP_COMM_NONE, 0, 0, 0, 1}));
  line from(alone, 5.0);
  line to(rows(), 0.0);
  const dap::plan plan = dap::mpi_plan_between(MPI_COMM_WORLD, gives ? alone.get() : nullptr, to.divided.get());
  dap::transfer moving(MPI_COMM_WORLD, plan, gives ? &from.described : nullptr, &to.described);
  moving.start();
  moving.wait();
  for (const double value : to.values) EXPECT_EQ(value, 5.0);

  from.values.assign(10, 6.0);
  dap::mpi_redistribute_between(MPI_COMM_WORLD, gives ? &from.described : nullptr, &to.described);
  for (const double value : to.values) EXPECT_EQ(value, 6.0);
  EXPECT_EQ(thrown_by([] { static_cast<void>(dap::mpi_plan_between(MPI_COMM_WORLD, nullptr, nullptr)); }).rule,
            DAP_RULE_WORLD_EMPTY);
  EXPECT_EQ(thrown_by([] { dap::mpi_redistribute_between(MPI_COMM_WORLD, nullptr, nullptr); }).rule,
            DAP_RULE_WORLD_EMPTY);
}

// Around a ring of which each rank has one element, and one of the next rank as halo.
TEST(CppTransfers, FillHalosAndAddThem) {
  DAPDim dim = dap_dim_balanced(world_size(), world_size());
  dim.rank_stride = 1;
  dim.flags |= DAP_DIM_PERIODIC | DAP_DIM_HALO;
  const dap::distribution ring =
      dap::distribution::regular(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)), {0, 1});
  line values(ring, 1.0 + world_rank());
  dap::array array(&values.described);
  ASSERT_EQ(values.values.size(), 2U);

  dap::transfer filling(MPI_COMM_WORLD, dap::mpi_halo_plan(MPI_COMM_WORLD, *ring.get()), array, array);
  filling.start();
  filling.wait();
  EXPECT_EQ(values.values[1], 1.0 + (world_rank() + 1) % world_size());

  const DAPHaloOptions reverse{DAP_HALO_REVERSE, {}};
  const DAPTransferOptions adds{{1, 0}, {1, 0}, 0, 0, {}};
  dap::transfer adding(MPI_COMM_WORLD, dap::mpi_halo_plan(MPI_COMM_WORLD, *ring.get(), &reverse), array, array, &adds);
  adding.start();
  adding.wait();
  EXPECT_EQ(values.values[0], 2.0 * (1.0 + world_rank()));
}

TEST(CppTransfers, OfHalosThrowOnAllRanksWhatIsWrongOnOne) {
  const dap::distribution divided = rows();
  const DAPHaloOptions unknown{world_rank() == world_size() - 1 ? uint64_t{1} << 20 : 0, {}};
  const DAPError details =
      thrown_by([&] { static_cast<void>(dap::mpi_halo_plan(MPI_COMM_WORLD, *divided.get(), &unknown)); });
  EXPECT_EQ(details.rule, DAP_RULE_EXCHANGE_OPTIONS);
  EXPECT_EQ(details.rank, world_size() - 1);
}

}  // namespace
