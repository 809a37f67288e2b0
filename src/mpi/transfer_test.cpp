// SPDX-License-Identifier: BSD-3-Clause
// Transfers in particular: transposed, combined, converted, several at once, and where nothing has to move.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <cstring>

#include "array/planned_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

constexpr DAPType real{DAP_TYPE_FLOAT, 64, 1};
constexpr DAPType whole{DAP_TYPE_INT, 32, 1};

plan matrix(int64_t rows, int64_t columns, bool by_rows) {
  const int32_t ranks = world_size();
  plan made = rows_of(ranks, known(dap_dim_balanced(rows, by_rows ? ranks : 1)));
  made.dims.push_back(known(dap_dim_balanced(columns, by_rows ? 1 : ranks)));
  return made;
}

template <typename T>
void fill(const stored_array &array, T factor) {
  for (const stored_element &each : array.elements()) {
    const T value = factor * static_cast<T>(*each.ordinal);
    std::memcpy(each.address, &value, sizeof value);
  }
}

template <typename T>
T value_of(const stored_element &each) {
  T value{};
  std::memcpy(&value, each.address, sizeof value);
  return value;
}

struct Transfers : ::testing::Test {
  world sources = world_of(matrix(7, 5, true));
  world targets = world_of(matrix(7, 5, false));
  share &source = *sources[static_cast<size_t>(world_rank())];
  share &target = *targets[static_cast<size_t>(world_rank())];
  DAPError error{};

  int32_t move(stored_array &from, stored_array &to, const DAPPlanOptions *plan = nullptr,
               const DAPTransferOptions *options = nullptr) {
    return dap_mpi_redistribute(MPI_COMM_WORLD, &from.array, &to.array, plan, options, &error);
  }
  DAPPlanCounts count(const share &from, const share &to) {
    DAPPlan *plan = nullptr;
    DAPPlanCounts counts{};
    EXPECT_EQ(dap_mpi_plan_create(MPI_COMM_WORLD, &from.distribution, &to.distribution, nullptr, &plan, &error), DAP_OK)
        << error.message;
    EXPECT_EQ(dap_plan_count(plan, &counts, &error), DAP_OK);
    dap_plan_release(plan);
    return counts;
  }
};

TEST_F(Transfers, MayTranspose) {
  world turned = world_of(matrix(5, 7, true));
  stored_array from(source, {real});
  stored_array to(*turned[static_cast<size_t>(world_rank())], {real, true}, DAP_ARRAY_WRITABLE);
  fill(from, 1.0);
  const std::vector<int32_t> dims{1, 0};
  const DAPPlanOptions options{dims.data(), 0, {}};

  ASSERT_EQ(move(from, to, &options), DAP_OK) << error.message;

  for (const stored_element &each : to.elements()) {
    const int64_t row = *each.ordinal / 7;
    const int64_t column = *each.ordinal % 7;
    EXPECT_EQ(value_of<double>(each), static_cast<double>(column * 5 + row));
  }
}

TEST_F(Transfers, MayScaleAddAndConvert) {
  stored_array from(source, {whole});
  stored_array to(target, {real}, DAP_ARRAY_WRITABLE);
  fill(from, int32_t{3});
  fill(to, 100.0);
  const DAPTransferOptions options{{2, 0}, {0.5, 0}, 0, 0, {}};

  ASSERT_EQ(move(from, to, nullptr, &options), DAP_OK) << error.message;

  for (const stored_element &each : to.elements()) {
    const auto ordinal = static_cast<double>(*each.ordinal);
    EXPECT_EQ(value_of<double>(each), 6 * ordinal + 50 * ordinal);
  }
}

TEST_F(Transfers, TakeSeveralArraysInOneMessage) {
  stored_array from_real(source, {real});
  stored_array from_whole(source, {whole, true});
  stored_array to_real(target, {real, true}, DAP_ARRAY_WRITABLE);
  stored_array to_whole(target, {whole}, DAP_ARRAY_WRITABLE);
  fill(from_real, 0.5);
  fill(from_whole, int32_t{-2});
  DAPPlan *plan = nullptr;
  ASSERT_EQ(dap_plan_create(&source.distribution, &target.distribution, nullptr, &plan, &error), DAP_OK);
  DAPArray *from[] = {&from_real.array, &from_whole.array};
  DAPArray *to[] = {&to_real.array, &to_whole.array};
  DAPTransfer *transfer = nullptr;
  ASSERT_EQ(dap_mpi_transfer_create(MPI_COMM_WORLD, plan, 2, from, to, nullptr, &transfer, &error), DAP_OK)
      << error.message;
  dap_plan_release(plan);

  ASSERT_EQ(dap_mpi_transfer_start(transfer, &error), DAP_OK);
  ASSERT_EQ(dap_mpi_transfer_wait(transfer, &error), DAP_OK) << error.message;
  dap_mpi_transfer_destroy(transfer);

  for (const stored_element &each : to_real.elements()) {
    EXPECT_EQ(value_of<double>(each), 0.5 * static_cast<double>(*each.ordinal));
  }
  for (const stored_element &each : to_whole.elements()) EXPECT_EQ(value_of<int32_t>(each), -2 * *each.ordinal);
}

TEST_F(Transfers, OfAnArrayToItselfMoveNothing) {
  stored_array array(source, {real}, DAP_ARRAY_WRITABLE);
  fill(array, 1.0);

  ASSERT_EQ(move(array, array), DAP_OK) << error.message;

  for (const stored_element &each : array.elements()) {
    EXPECT_EQ(value_of<double>(each), static_cast<double>(*each.ordinal));
  }
  const DAPPlanCounts counts = count(source, source);
  EXPECT_EQ(counts.ranks_given + counts.ranks_gotten, 0);
}

TEST_F(Transfers, AreCounted) {
  const DAPPlanCounts counts = count(source, target);
  int64_t all = counts.elements_gotten + counts.elements_kept;
  int64_t balance = counts.elements_given - counts.elements_gotten;
  MPI_Allreduce(MPI_IN_PLACE, &all, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
  MPI_Allreduce(MPI_IN_PLACE, &balance, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
  EXPECT_EQ(all, 35);
  EXPECT_EQ(balance, 0);
}

TEST_F(Transfers, AskForNothingThatTheDistributionsTell) {
  world lists = world_of(rows_of(world_size(), listed(35, dealt(35, world_size()))));
  const DAPDistribution &listed_here = lists[static_cast<size_t>(world_rank())]->distribution;
  DAPPlan *plan = nullptr;
  EXPECT_EQ(dap_plan_create(&listed_here, &listed_here, nullptr, &plan, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_TRANSFER_UNKNOWN);
  EXPECT_EQ(plan, nullptr);
}

}  // namespace
