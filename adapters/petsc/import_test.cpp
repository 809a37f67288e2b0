// SPDX-License-Identifier: BSD-3-Clause
// Vecs on the memory of another library: what they show, and that both sides see what the other writes.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscImport : public ::testing::Test {
 protected:
  ~PetscImport() override { VecDestroy(&vec_); }

  // One dimension, uneven, with ranks that own nothing.
  void import_uneven(MPI_Comm comm = MPI_COMM_WORLD, uint64_t flags = DAP_ARRAY_WRITABLE) {
    bounds_ = uneven_bounds(size_of(comm));
    DAPDim dim = dap_dim_irregular(bounds_.data(), size_of(comm));
    dap_dims_row_major(&dim, 1);
    producer_.make(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(comm)), {}, flags);
    import(MPI_COMM_NULL);
  }

  void import(MPI_Comm comm) {
    array_ = producer_.give();
    DAPError error = {};
    ASSERT_EQ(dap_petsc_vec_import(comm, &array_, &vec_, &error), DAP_OK) << error.message;
    EXPECT_EQ(array_.release, nullptr) << "moved in";
  }

  // The producer's own writing, announced as it should be.
  void produce(double value) {
    ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK);
    std::fill(producer_.memory.begin(), producer_.memory.end(), value);
    ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
  }

  void open(uint32_t mode) { ASSERT_EQ(dap_petsc_vec_access(vec_, mode, nullptr), DAP_OK); }
  void end(uint32_t mode) { open(mode | DAP_ACCESS_END); }

  PetscReal norm_while_open() {
    open(DAP_ACCESS_READ);
    const PetscReal norm = norm_of(vec_);
    end(DAP_ACCESS_READ);
    return norm;
  }

  double total() const { return static_cast<double>(bounds_.back()); }

  std::vector<int64_t> bounds_;
  hand_made producer_;
  DAPArray array_ = {};
  Vec vec_ = nullptr;
};

TEST_F(PetscImport, VecHasTheRangesAndTheMemoryOfTheArray) {
  import_uneven();
  const auto rank = static_cast<size_t>(world_rank());
  PetscInt first = -1;
  PetscInt end = -1;
  ASSERT_EQ(VecGetOwnershipRange(vec_, &first, &end), 0);

  EXPECT_EQ(first, bounds_[rank]);
  EXPECT_EQ(end, bounds_[rank + 1]);
  if (first < end) {
    EXPECT_EQ(pointer_of(vec_), producer_.memory.data());
  }
}

TEST_F(PetscImport, WhatPetscWritesTheProducerSees) {
  import_uneven();
  open(DAP_ACCESS_WRITE);
  ASSERT_EQ(VecSet(vec_, 8), 0);
  end(DAP_ACCESS_WRITE);

  ASSERT_EQ(producer_.access(DAP_ACCESS_READ), DAP_OK);
  const auto rank = static_cast<size_t>(world_rank());
  const auto count = bounds_[rank + 1] - bounds_[rank];
  for (int64_t i = 0; i < count; ++i) EXPECT_EQ(producer_.memory[static_cast<size_t>(i)], 8);
  EXPECT_EQ(producer_.memory[static_cast<size_t>(count)], 0) << "and nothing beyond";
  ASSERT_EQ(producer_.access(DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  EXPECT_EQ(norm_while_open(), 8 * total());
}

TEST_F(PetscImport, WhatTheProducerWritesPetscSeesOnAllRanks) {
  import_uneven();
  for (int value = 1; value < 50; ++value) {
    produce(value);
    ASSERT_EQ(norm_while_open(), value * total());
  }
}

TEST_F(PetscImport, WithoutOpeningPetscKeepsTheOldNorm) {
  import_uneven();
  produce(2);
  ASSERT_EQ(norm_while_open(), 2 * total());
  produce(3);

  EXPECT_EQ(norm_of(vec_), 2 * total()) << "this is the trap that dap_petsc_vec_access is there for";
  EXPECT_EQ(norm_while_open(), 3 * total());
}

TEST_F(PetscImport, OnlyThoseWithTheOpeningMayUseTheMemory) {
  import_uneven();
  open(DAP_ACCESS_WRITE);
  EXPECT_EQ(producer_.access(DAP_ACCESS_READ), DAP_ERROR_BUSY);
  end(DAP_ACCESS_WRITE);

  ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ, nullptr), DAP_ERROR_BUSY);
  EXPECT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
}

TEST_F(PetscImport, ReadOnlyArrayCanBeReadAndNotBeOpenedForWriting) {
  import_uneven(MPI_COMM_WORLD, 0);
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_WRITE, &error), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(error.rule, DAP_RULE_READ_ONLY);
  EXPECT_EQ(norm_while_open(), 0);
}

TEST_F(PetscImport, ArrayIsReleasedOnceWithTheVec) {
  import_uneven();
  producer_.let_go();
  EXPECT_EQ(producer_.num_destroyed, 0);

  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(producer_.num_destroyed, 1);
}

TEST_F(PetscImport, CopiesOfTheVecHaveMemoryOfTheirOwn) {
  import_uneven();
  producer_.let_go();
  Vec copy = nullptr;
  Vec second = nullptr;
  ASSERT_EQ(VecDuplicate(vec_, &copy), 0);
  ASSERT_EQ(VecDuplicate(copy, &second), 0);
  ASSERT_EQ(VecSet(copy, 1), 0);

  EXPECT_EQ(dap_petsc_vec_access(copy, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT) << "not imported";
  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(producer_.num_destroyed, 1) << "copies do not keep the array";
  EXPECT_EQ(norm_of(copy), total());

  VecDestroy(&copy);
  VecDestroy(&second);
}

TEST_F(PetscImport, SubCommunicatorInAnotherOrder) {
  MPI_Comm halves = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, world_rank() % 2, -world_rank(), &halves);
  import_uneven(halves);
  produce(1);

  EXPECT_EQ(norm_while_open(), total());

  VecDestroy(&vec_);
  MPI_Comm_free(&halves);
}

TEST_F(PetscImport, UndividedDimensionsAreTheBlockSize) {
  DAPDim dims[3] = {dap_dim_balanced(2 * world_size() + 1, world_size()), dap_dim_whole(3), dap_dim_whole(2)};
  dap_dims_row_major(dims, 3);
  producer_.make(dap_distribution_describe(dims, 3, dap_comm_from_mpi(MPI_COMM_WORLD)));
  import(MPI_COMM_WORLD);
  PetscInt block_size = 0;
  PetscInt size = 0;
  ASSERT_EQ(VecGetBlockSize(vec_, &block_size), 0);
  ASSERT_EQ(VecGetSize(vec_, &size), 0);

  EXPECT_EQ(block_size, 6);
  EXPECT_EQ(size, 6 * (2 * world_size() + 1));
}

TEST_F(PetscImport, RanksWithoutAPartOwnNothing) {
  const int64_t grid_size = world_size() > 1 ? world_size() - 1 : 1;
  bounds_ = {0, 2 * grid_size};
  DAPDim dim = dap_dim_balanced(2 * grid_size, grid_size);
  dap_dims_row_major(&dim, 1);
  DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
  description.rank_offset = world_size() - grid_size;  // the first rank has none
  producer_.make(description);
  import(MPI_COMM_WORLD);
  produce(4);

  EXPECT_EQ(norm_while_open(), 4 * total());
}

TEST_F(PetscImport, BoundsThatNobodyKnowsAreFoundOut) {
  bounds_ = uneven_bounds(world_size());
  const auto rank = static_cast<size_t>(world_rank());
  DAPDim dim = dap_dim_balanced(bounds_.back(), world_size());
  dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  dap_dims_row_major(&dim, 1);
  DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
  DAPLocalDim local = {};
  local.coordinate = world_rank();
  local.start = bounds_[rank];
  local.num_owned = bounds_[rank + 1] - bounds_[rank];
  description.num_parts = 1;
  description.local = &local;
  const DAPDistribution *distribution = nullptr;
  DAPError error = {};
  ASSERT_EQ(dap_distribution_create(&description, &distribution, &error), DAP_OK) << error.message;
  producer_.adopt(distribution, DAP_ARRAY_WRITABLE);
  dap_distribution_release(distribution);
  import(MPI_COMM_WORLD);
  produce(3);

  EXPECT_EQ(norm_while_open(), 3 * total());
}

}  // namespace
}  // namespace dap::petsc_testing
