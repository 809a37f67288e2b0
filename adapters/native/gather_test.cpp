// SPDX-License-Identifier: BSD-3-Clause
// The whole array on one process: every kind, every owner, and the same verdict everywhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "hard_cases.hpp"
#include "testing/mpi_environment.hpp"

using namespace dap::testing;

namespace {

constexpr double untouched = -99;

// On the root: the whole array; elsewhere nothing.
std::vector<double> gather(DAPNative &array, int32_t root) {
  const DAPDistribution &distribution = *dap_native_array(&array)->distribution;
  std::vector<double> whole;
  if (distribution.comm.rank == root) whole.assign(static_cast<size_t>(num_global(distribution)), untouched);
  DAPError error = {};
  EXPECT_EQ(dap_native_gather(&array, root, whole.data(), &error), DAP_OK) << error.message;
  return whole;
}

void expect_numbered(const std::vector<double> &whole, double plus = 0) {
  for (size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(whole[i], static_cast<double>(i) + plus) << "element " << i;
}

class Gather : public testing::TestWithParam<hard_case> {};

TEST_P(Gather, PutsEveryElementInItsPlaceOnAnyRoot) {
  const auto distribution = GetParam().make(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  ASSERT_EQ(fill_numbered(*array, 1), DAP_OK);

  for (int root = 0; root < world_size(); ++root) expect_numbered(gather(*array, root), 1);
}

INSTANTIATE_TEST_SUITE_P(Hard, Gather, testing::ValuesIn(hard_cases()),
                         [](const auto &tested) { return tested.param.name; });

TEST(GatherOn, ASubCommunicatorIsAmongItsProcesses) {
  MPI_Comm half = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, world_rank() % 2, world_rank(), &half);
  {
    const auto distribution = make_rows(dap_comm_from_mpi(half));
    const auto array = make_native(*distribution);
    ASSERT_EQ(fill_numbered(*array, world_rank() % 2), DAP_OK);

    expect_numbered(gather(*array, 0), world_rank() % 2);
  }
  MPI_Comm_free(&half);
}

TEST(GatherOn, AReorderedCommunicatorCountsItsRanks) {
  MPI_Comm reversed = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, 0, -world_rank(), &reversed);
  {
    const auto distribution = make_rows(dap_comm_from_mpi(reversed));
    const auto array = make_native(*distribution);
    ASSERT_EQ(fill_numbered(*array), DAP_OK);

    const auto whole = gather(*array, 0);

    EXPECT_EQ(whole.empty(), world_rank() != world_size() - 1);
    expect_numbered(whole);
  }
  MPI_Comm_free(&reversed);
}

TEST(GatherOfReplicas, TakesTheCanonicalCopyWhereverItIs) {
  const auto &cases = hard_cases();
  const auto found =
      std::find_if(cases.begin(), cases.end(), [](const auto &each) { return each.name == "ReplicasAcrossRanks"; });
  ASSERT_NE(found, cases.end());
  const auto distribution = found->make(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  ASSERT_EQ(fill_numbered(*array, 100 * world_rank()), DAP_OK);

  expect_numbered(gather(*array, 0), 100 * (world_size() - 1));
}

// Index 1 of 4 belongs to all, 0 to nobody, 2 and 3 to rank 0, which lists 1 in both of its parts.
distribution_owner make_overlapping(DAPComm comm) {
  DAPDim dim = dap_dim_whole(4);
  dim.kind = DAP_KIND_BOX;
  dim.flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;
  auto description = dap_distribution_describe(&dim, 1, comm);
  DAPLocalDim local[2] = {};
  local[0].start = 1;
  local[0].num_owned = comm.rank == 0 ? 3 : 1;
  local[1].start = 1;
  local[1].num_owned = 1;
  description.flags = DAP_FEATURE_PARTS;
  description.num_parts = comm.rank == 0 ? 2 : 1;
  description.local = local;
  const DAPDistribution *made = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_distribution_create(&description, &made, &error), DAP_OK) << error.message;
  return distribution_owner(made);
}

TEST(GatherOfOverlappingOwners, TakesTheLowestRanksFirstPartAndLeavesGapsAlone) {
  const auto distribution = make_overlapping(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  ASSERT_EQ(fill_numbered(*array, 100 * world_rank()), DAP_OK);
  if (world_rank() == 0) *static_cast<double *>(dap_native_array(array.get())->parts[1].buffer.data) = 55;

  const auto whole = gather(*array, 0);

  if (world_rank() == 0) {
    EXPECT_EQ(whole, (std::vector<double>{untouched, 1, 2, 3}));
  }
}

TEST(GatherRefused, WithoutACommunicator) {
  auto comm = dap_comm_from_mpi(MPI_COMM_WORLD);
  comm.kind = DAP_COMM_NONE;
  const auto distribution = make_rows(comm);
  const auto array = make_native(*distribution);
  DAPError error = {};

  EXPECT_EQ(dap_native_gather(array.get(), 0, nullptr, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_MISSING);
}

TEST(GatherRefused, WithACommunicatorOfAnotherMpiLibrary) {
  auto comm = dap_comm_from_mpi(MPI_COMM_WORLD);
  comm.implementation = DAP_MPI_UNKNOWN;
  const auto distribution = make_rows(comm);
  const auto array = make_native(*distribution);
  DAPError error = {};

  EXPECT_EQ(dap_native_gather(array.get(), 0, nullptr, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_LIBRARY);
}

TEST(GatherRefused, EverywhereIfTheRanksOfOneProcessDoNotMatch) {
  if (world_size() < 2) GTEST_SKIP() << "needs a process with another rank";
  auto comm = dap_comm_from_mpi(MPI_COMM_WORLD);
  if (comm.rank < 2) comm.rank = 1 - comm.rank;
  const auto distribution = make_rows(comm);
  const auto array = make_native(*distribution);
  DAPError error = {};

  EXPECT_EQ(dap_native_gather(array.get(), 0, nullptr, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_SIZE);
}

TEST(GatherRefused, EverywhereIfTheRootHasNoPlaceForTheResult) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  DAPError error = {};

  EXPECT_EQ(dap_native_gather(array.get(), 0, nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(error.rank, 0);
}

TEST(GatherRefused, EverywhereIfTheRootIsNoRankOrNotTheSame) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  DAPError error = {};
  std::vector<double> whole(static_cast<size_t>(num_global(*distribution)));

  EXPECT_EQ(dap_native_gather(array.get(), world_size(), nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.found, world_size());
  if (world_size() < 2) return;
  EXPECT_EQ(dap_native_gather(array.get(), world_rank(), whole.data(), &error), DAP_ERROR_DISAGREEMENT);
  EXPECT_EQ(error.rule, DAP_RULE_DISAGREEMENT);
}

TEST(GatherRefused, EverywhereIfTheArraysAreNotAlike) {
  if (world_size() < 2) return;
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution, world_rank() == 1 ? DAPType{DAP_TYPE_FLOAT, 32, 1} : float64);
  std::vector<double> whole(static_cast<size_t>(num_global(*distribution)), untouched);
  DAPError error = {};

  EXPECT_EQ(dap_native_gather(array.get(), 0, whole.data(), &error), DAP_ERROR_DISAGREEMENT);

  EXPECT_EQ(error.rank, 1);
  EXPECT_NE(std::string(error.message).find("in the element type"), std::string::npos) << error.message;
  EXPECT_EQ(std::count(whole.begin(), whole.end(), untouched), static_cast<std::ptrdiff_t>(whole.size()));
}

TEST(GatherRefused, EverywhereIfSomebodyIsWritingSomewhere) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  const auto writer = share(*array);
  const bool writes = world_rank() == world_size() - 1;
  if (writes) {
    ASSERT_EQ(dap_native_access(writer.get(), DAP_ACCESS_WRITE, nullptr), DAP_OK);
  }
  std::vector<double> whole(static_cast<size_t>(num_global(*distribution)));
  DAPError error = {};

  EXPECT_EQ(dap_native_gather(array.get(), 0, whole.data(), &error), DAP_ERROR_BUSY);
  EXPECT_EQ(error.rank, world_size() - 1);

  if (writes) {
    ASSERT_EQ(dap_native_access(writer.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK);
  }
  EXPECT_EQ(dap_native_gather(array.get(), 0, whole.data(), nullptr), DAP_OK) << "nothing was left open";
}

// One byte of memory, seen 2^31 times by each process: a stride of 0 makes it cheap.
TEST(GatherRefused, EverywhereIfTheElementsAreMoreThanMpiCounts) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD), int64_t{1} << 31);
  unsigned char byte = 1;
  int64_t shape = int64_t{1} << 31;
  int64_t stride = 0;
  DAPPart part = {};
  part.buffer = {&byte, DAP_DEVICE_CPU, 0, 1, DAP_TYPE_UINT, 8, 1, &shape, &stride, 0};
  DAPSourceDescription description = {};
  description.name = "one byte";
  description.type = {DAP_TYPE_UINT, 8, 1};
  description.flags = DAP_FEATURE_STRIDED;
  description.distribution = distribution.get();
  description.parts = &part;
  DAPNative *adopted = nullptr;
  DAPError error = {};
  ASSERT_EQ(dap_native_adopt(&description, &adopted, &error), DAP_OK) << error.message;
  const native_owner array(adopted);

  EXPECT_EQ(dap_native_gather(array.get(), 0, &byte, &error), DAP_ERROR_OVERFLOW);
  EXPECT_EQ(error.rule, DAP_RULE_SIZE_OVERFLOW);
  EXPECT_EQ(error.rank, 0);
  EXPECT_STREQ(error.message,
               "one byte: the root would receive 2147483648 elements or more, and MPI counts to 2147483647 (rank 0; "
               "spec 711)");
}

}  // namespace
