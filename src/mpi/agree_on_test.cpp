// SPDX-License-Identifier: BSD-3-Clause
// Agreement on what all processes have to pass alike: rules 750, 1150 and 1302.
#include <dap/distribution.h>
#include <dap/mpi.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

namespace {

// A valid array of four kinds of dimensions, with a rank table; without parts, so that every rank may show the same.
struct described_array {
  int rank = 0;
  int size = 1;
  std::array<int64_t, 2> bounds{0, 7};
  std::vector<int64_t> table;
  std::array<DAPDim, 4> dims{};
  DAPDistribution distribution{};
  DAPArray array{};

  described_array() {
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    dims[0] = dap_dim_irregular(bounds.data(), 1);
    dims[1] = dap_dim_balanced(9, 1);
    dims[1].kind = DAP_KIND_CYCLIC;
    dims[1].flags = 0;
    dims[1].block_size = 3;
    dims[1].first_block = 2;
    dims[2] = dap_dim_unstructured(5, 1, 1);
    dims[3].kind = DAP_KIND_REPLICA;
    dims[3].grid_size = size;
    dims[3].rank_stride = 1;
    for (int64_t r = 0; r < size; ++r) table.push_back(size - 1 - r);
    distribution = dap_distribution_describe(dims.data(), 3, dap_comm_from_mpi(MPI_COMM_WORLD));
    distribution.num_replica_dims = 1;
    distribution.num_ranks = size;
    distribution.ranks = table.data();
    distribution.flags = DAP_FEATURE_CYCLIC | DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_REPLICAS | DAP_FEATURE_RANK_TABLE;
    array.type_code = DAP_TYPE_FLOAT;
    array.type_bits = 64;
    array.type_lanes = 1;
    array.flags = distribution.flags | DAP_ARRAY_WRITABLE;
    array.distribution = &distribution;
  }
  described_array(const described_array &) = delete;
  described_array &operator=(const described_array &) = delete;
};

struct difference {
  const char *name;
  std::function<void(described_array &)> bend;
  int32_t dim;
  const char *words;
};

std::ostream &operator<<(std::ostream &out, const difference &each) {
  return out << each.name;
}

class Differences : public ::testing::TestWithParam<difference> {};

TEST_P(Differences, OnOneRankAreToldOnAll) {
  for (int32_t odd = 1;; ++odd) {
    described_array mine;
    if (odd >= mine.size) break;
    if (mine.rank == odd) GetParam().bend(mine);
    DAPError error = {};

    EXPECT_EQ(dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, 0, &error), DAP_ERROR_DISAGREEMENT);

    EXPECT_EQ(error.code, DAP_ERROR_DISAGREEMENT);
    EXPECT_EQ(error.rule, DAP_RULE_DISAGREEMENT);
    EXPECT_EQ(error.rank, odd);
    EXPECT_EQ(error.dim, GetParam().dim);
    EXPECT_NE(std::string(error.message).find(GetParam().words), std::string::npos) << error.message;
  }
}

using Mine = described_array;
const difference differences[] = {
    {"Type", [](Mine &m) { m.array.type_bits = 32; }, -1, "in the element type,"},
    {"Writable", [](Mine &m) { m.array.flags &= ~DAP_ARRAY_WRITABLE; }, -1, "in the flags,"},
    {"Feature", [](Mine &m) { m.distribution.flags |= DAP_FEATURE_PARTS; }, -1, "in the flags,"},
    {"Ndim", [](Mine &m) { m.distribution.ndim = 2; }, -1, "in the number of dimensions,"},
    {"RankOffset", [](Mine &m) { m.distribution.rank_offset = 1; }, -1, "in the grid of ranks,"},
    {"RankTable", [](Mine &m) { m.table[0] = 0; }, -1, "in the grid of ranks,"},
    {"Size", [](Mine &m) { m.dims[2].size = 6; }, 2, "in kind, size, grid, bounds or flags,"},
    {"Base", [](Mine &m) { m.dims[2].index_base = 0; }, 2, "in kind, size, grid, bounds or flags,"},
    {"Periodic", [](Mine &m) { m.dims[0].flags |= DAP_DIM_PERIODIC; }, 0, "in kind, size, grid, bounds or flags,"},
    {"Boundary", [](Mine &m) { m.dims[1].boundary[1] = 1; }, 1, "in kind, size, grid, bounds or flags,"},
    {"Bounds", [](Mine &m) { m.bounds[1] = 8; }, 0, "in kind, size, grid, bounds or flags,"},
    {"FixedBlock",
     [](Mine &m) {
       m.dims[0].bounds = nullptr;
       m.dims[0].block_size = 7;
     },
     0, "in kind, size, grid, bounds or flags,"},
    {"CyclicBlock", [](Mine &m) { m.dims[1].block_size = 4; }, 1, "in kind, size, grid, bounds or flags,"},
    {"CutBlock", [](Mine &m) { m.dims[1].first_block = 3; }, 1, "in kind, size, grid, bounds or flags,"},
    {"FirstCoordinate", [](Mine &m) { m.dims[1].first_coordinate = 1; }, 1, "in kind, size, grid, bounds or flags,"},
    {"RankStride", [](Mine &m) { m.dims[3].rank_stride = -1; }, 3, "in kind, size, grid, bounds or flags,"},
};

INSTANTIATE_TEST_SUITE_P(OneAtATime, Differences, ::testing::ValuesIn(differences),
                         [](const auto &each) { return std::string(each.param.name); });

TEST(AgreeOn, IsFineIfAllPassTheSame) {
  described_array mine;
  EXPECT_EQ(dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, 42, nullptr), DAP_OK);
}

TEST(AgreeOn, OverlooksWhatIsLocalOrNotUsed) {
  described_array mine;
  mine.distribution.id = static_cast<uint64_t>(mine.rank) + 1;
  mine.distribution.id_space = &mine;
  mine.distribution.comm.value += mine.rank;
  mine.dims[3].size = mine.rank;  // of a replica dimension
  mine.dims[2].block_size = mine.rank;

  EXPECT_EQ(dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, 42, nullptr), DAP_OK);
}

TEST(AgreeOn, ComparesTheListOfAllBoxes) {
  described_array mine;
  const std::array<int64_t, 2> box{0, mine.rank == 1 ? 3 : 4};
  const int64_t owner = 0;
  const DAPBoxes boxes = {{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr}, 1, box.data(), &owner};
  mine.dims[0] = dap_dim_whole(4);
  mine.dims[0].kind = DAP_KIND_BOX;
  mine.distribution.ndim = 1;
  mine.distribution.num_replica_dims = 0;
  mine.distribution.extensions = &boxes.header;
  DAPError error = {};

  const int32_t status = dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, 0, &error);

  EXPECT_EQ(status, mine.size > 1 ? DAP_ERROR_DISAGREEMENT : DAP_OK);
  if (mine.size > 1) {
    EXPECT_NE(std::string(error.message).find("rank 1 differs from rank 0 in the list of boxes"), std::string::npos)
        << error.message;
  }
}

TEST(AgreeOn, TellsOfOtherArgumentsFirst) {
  described_array mine;
  const bool last = mine.rank > 0 && mine.rank == mine.size - 1;
  if (last) mine.array.type_bits = 32;
  DAPError error = {};

  const int32_t status = dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, last ? 1 : 0, &error);

  if (mine.size == 1) {
    EXPECT_EQ(status, DAP_OK);
    return;
  }
  EXPECT_EQ(status, DAP_ERROR_DISAGREEMENT);
  EXPECT_EQ(error.rank, mine.size - 1);
  EXPECT_STREQ(error.message,
               ("rank " + std::to_string(mine.size - 1) +
                " differs from rank 0 in the other arguments, expected the same on all processes (rank " +
                std::to_string(mine.size - 1) + "; spec 1302)")
                   .c_str());
}

TEST(AgreeOn, BeginsWithTheArraysName) {
  described_array mine;
  if (mine.size == 1) return;
  const DAPName name = {{DAP_EXTENSION_NAME, 0, sizeof(DAPName), nullptr}, "relief"};
  mine.array.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  mine.array.extensions = &name.header;
  if (mine.rank == 1) mine.array.type_bits = 32;
  DAPError error = {};

  EXPECT_EQ(dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, 0, &error), DAP_ERROR_DISAGREEMENT);

  EXPECT_EQ(std::string(error.message).find("relief: rank 1 differs"), 0U) << error.message;
}

// Whoever fails has nothing to compare, and his failure is what counts.
TEST(AgreeOn, IsToldOfAFailureBeforeADifference) {
  described_array mine;
  DAPError error = {};
  if (mine.rank == 0) mine.array.type_bits = 32;
  const bool fails = mine.rank == mine.size - 1;
  if (fails) dap_simple_fail(&error, DAP_ERROR_INVALID, 806, 1, mine.rank, 0, 0, "broken");

  const int32_t status =
      dap_mpi_agree_on(MPI_COMM_WORLD, fails ? DAP_ERROR_INVALID : DAP_OK, fails ? nullptr : &mine.array, 0, &error);

  EXPECT_EQ(status, DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, 806);
}

TEST(AgreeOn, TakesPlainAgreementForOneWithoutAnArray) {
  described_array mine;
  DAPError error = {};

  const int32_t status = mine.rank == 0 ? dap_mpi_agree_on(MPI_COMM_WORLD, DAP_OK, &mine.array, 0, &error)
                                        : dap_mpi_agree(MPI_COMM_WORLD, DAP_OK, &error);

  EXPECT_EQ(status, mine.size > 1 ? DAP_ERROR_DISAGREEMENT : DAP_OK) << "calls that do not belong together";
}

}  // namespace
