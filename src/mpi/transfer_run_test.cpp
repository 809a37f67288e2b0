// SPDX-License-Identifier: BSD-3-Clause
// Messages that are too long for one request, with requests of a few bytes.
#include "mpi/transfer_run.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "array/planned_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"
#include "transfer/planned.hpp"

namespace {

using namespace dap::array::sample;
using dap::mpi::arrival;
using dap::mpi::message_requests;
using dap::mpi::moved_array;
using dap::mpi::transfer_run;
using dap::testing::world_rank;
using dap::testing::world_size;

void write(const stored_element &each, double value) {
  std::memcpy(each.address, &value, sizeof value);
}

double value_of(const stored_element &each) {
  double value = 0;
  std::memcpy(&value, each.address, sizeof value);
  return value;
}

struct SplitMessages : ::testing::TestWithParam<std::size_t> {
  world sources = world_of(rows_of(world_size(), known(dap_dim_balanced(101, world_size()))));
  world targets = world_of(rows_of(world_size(), dealt_out()));
  share &source = *sources[static_cast<size_t>(world_rank())];
  share &target = *targets[static_cast<size_t>(world_rank())];

  static planned_dim dealt_out() {
    DAPDim dim = dap_dim_balanced(101, world_size());
    dim.flags = 0;
    dim.kind = DAP_KIND_CYCLIC;
    dim.block_size = dim.first_block = 2;
    return known(dim);
  }
};

TEST_P(SplitMessages, ArriveWholeAsOftenAsTheyAreSent) {
  DAPError error{};
  DAPPlan *plan = nullptr;
  ASSERT_EQ(dap_plan_create(&source.distribution, &target.distribution, nullptr, &plan, &error), DAP_OK)
      << error.message;
  stored_array from(source);
  stored_array to(target, {}, DAP_ARRAY_WRITABLE);
  moved_array moved{};
  moved.source = &from.array;
  moved.target = &to.array;
  moved.source_size = moved.target_size = sizeof(double);
  moved.change.from = moved.change.to = {DAP_TYPE_FLOAT, 64, 1};
  moved.change.beta = 1;  // what is taken twice is seen
  for (const stored_element &each : to.elements()) write(each, 0);
  for (const stored_element &each : from.elements()) write(each, static_cast<double>(*each.ordinal));
  double times = 0;
  for (const arrival taken : {arrival::any, arrival::in_order}) {
    transfer_run run(plan->plan->giving, plan->plan->getting, {0}, {moved}, taken, GetParam());
    ASSERT_TRUE(run.reserve());
    ASSERT_EQ(run.begin(MPI_COMM_WORLD, &error), DAP_OK) << error.message;
    for (int again = 0; again < 2; ++again) {
      run.start(false);
      ASSERT_EQ(run.wait(&error), DAP_OK) << error.message;

      times += 1;
      for (const stored_element &each : to.elements()) {
        EXPECT_EQ(value_of(each), times * static_cast<double>(*each.ordinal));
      }
    }
  }
  dap_plan_release(plan);
}

// Less than a header, as much, a part of an element more, and whole messages.
INSTANTIATE_TEST_SUITE_P(Of, SplitMessages, ::testing::Values(1, 7, 8, 21, 64, message_requests::most_bytes));

}  // namespace
