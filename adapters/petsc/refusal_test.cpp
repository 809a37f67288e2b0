// SPDX-License-Identifier: BSD-3-Clause
// Arrays that no Vec can be made of: refused on all ranks alike, with a sentence that names what was found, and left
// alone.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscRefusal : public ::testing::Test {
 protected:
  ~PetscRefusal() override { dap_simple_release(&array_); }

  DAPDistribution describe(std::vector<DAPDim> &dims) {
    dap_dims_row_major(dims.data(), static_cast<int32_t>(dims.size()));
    return dap_distribution_describe(dims.data(), static_cast<int32_t>(dims.size()), dap_comm_from_mpi(MPI_COMM_WORLD));
  }

  void make(std::vector<DAPDim> dims, const std::vector<int64_t> &halo = {}) { producer_.make(describe(dims), halo); }

  // Balanced, 4 elements per rank, in memory of the test's choice.
  void make_with(uint64_t flags, DAPType type, int64_t stride, uint64_t byte_offset) {
    std::vector<DAPDim> dims = {dap_dim_balanced(4 * world_size(), world_size())};
    make_from(describe(dims), flags, type, stride, byte_offset);
  }

  void make_from(const DAPDistribution &description, uint64_t flags = 0, DAPType type = {DAP_TYPE_FLOAT, 64, 1},
                 int64_t stride = 1, uint64_t byte_offset = 0) {
    const DAPDistribution *distribution = nullptr;
    DAPError error = {};
    const int32_t status = description.local != nullptr
                               ? dap_distribution_create(&description, &distribution, &error)
                               : dap_distribution_create_regular(&description, nullptr, &distribution, &error);
    ASSERT_EQ(status, DAP_OK) << error.message;
    producer_.adopt(distribution, flags, type, stride, byte_offset);
    dap_distribution_release(distribution);
  }

  // The lowest failing rank speaks for all.
  void expect_refused(int32_t code, int32_t rule, const std::string &sentence) {
    array_ = producer_.give();
    Vec vec = nullptr;
    DAPError error = {};
    EXPECT_EQ(dap_petsc_vec_import(MPI_COMM_WORLD, &array_, &vec, &error), code);
    EXPECT_EQ(error.rule, rule);
    EXPECT_EQ(std::string(error.message), "hand-made: " + sentence);
    EXPECT_EQ(vec, nullptr);
    ASSERT_NE(array_.release, nullptr) << "still the caller's";
    EXPECT_EQ(dap_array_validate(&array_, nullptr), DAP_OK);
  }
  void expect_unsupported(const std::string &sentence) {
    expect_refused(DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, sentence);
  }

  hand_made producer_;
  DAPArray array_ = {};
};

TEST_F(PetscRefusal, OtherScalars) {
  make_with(0, {DAP_TYPE_FLOAT, 32, 1}, 1, 0);
  expect_unsupported(
      "the element type (code, bits, lanes) is (2, 32, 1), PetscScalar is (2, 64, 1) (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, Integers) {
  make_with(0, {DAP_TYPE_INT, 64, 1}, 1, 0);
  expect_unsupported(
      "the element type (code, bits, lanes) is (0, 64, 1), PetscScalar is (2, 64, 1) (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, Halos) {
  make({dap_dim_balanced(4 * world_size(), world_size())}, {1, 1});
  expect_unsupported("the array uses the feature \"halo\" (bit 36), which PETSc cannot express (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, Strides) {
  make_with(DAP_FEATURE_STRIDED, {DAP_TYPE_FLOAT, 64, 1}, 2, 0);
  expect_unsupported("dimension 0: the stride is 2, PETSc needs 1 (C order without gaps) (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, MisalignedMemory) {
  make_with(0, {DAP_TYPE_FLOAT, 64, 1}, 1, 4);
  expect_unsupported("the first element is 4 bytes off the alignment of PetscScalar (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, CyclicDimensions) {
  std::vector<DAPDim> dims = {dap_dim_balanced(2 * world_size(), world_size())};
  dims[0].flags = 0;
  dims[0].kind = DAP_KIND_CYCLIC;
  dims[0].block_size = 1;
  dims[0].first_block = 1;
  DAPDistribution description = describe(dims);
  DAPLocalDim local = {};
  local.coordinate = world_rank();
  local.start = world_rank();
  local.num_owned = 2;
  description.num_parts = 1;
  description.local = &local;
  make_from(description);
  expect_unsupported("the array uses the feature \"cyclic\" (bit 32), which PETSc cannot express (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, UnstructuredDimensions) {
  std::vector<DAPDim> dims = {dap_dim_unstructured(2 * world_size(), world_size(), 0)};
  DAPDistribution description = describe(dims);
  const int64_t indices[2] = {world_rank(), world_size() + world_rank()};
  DAPLocalDim local = {};
  local.coordinate = world_rank();
  local.num_owned = 2;
  local.num_indices = 2;
  local.indices = indices;
  local.index_form = DAP_INDEX_INT64;
  description.num_parts = 1;
  description.local = &local;
  make_from(description);
  expect_unsupported(
      "the array uses the feature \"unstructured\" (bit 33), which PETSc cannot express (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, RangesOutOfTheOrderOfTheRanks) {
  if (world_size() == 1) GTEST_SKIP() << "one rank is in order";
  std::vector<DAPDim> dims = {dap_dim_balanced(4 * world_size(), world_size())};
  DAPDistribution description = describe(dims);
  dims[0].rank_stride = -1;
  description.rank_offset = world_size() - 1;
  make_from(description);
  const int last = world_size() - 1;
  expect_unsupported("dimension 0: coordinate 1 lies on rank " + std::to_string(last - 1) + " after one on rank " +
                     std::to_string(last) + ", a Vec's ranges are in the order of the ranks (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, UnknownRangesOutOfTheOrderOfTheRanks) {
  if (world_size() == 1) GTEST_SKIP() << "one rank is in order";
  std::vector<DAPDim> dims = {dap_dim_balanced(2 * world_size(), world_size())};
  dims[0].flags = DAP_DIM_UNKNOWN_BOUNDS;
  DAPDistribution description = describe(dims);
  const int coordinate = world_size() - 1 - world_rank();
  dims[0].rank_stride = -1;
  description.rank_offset = world_size() - 1;
  DAPLocalDim local = {};
  local.coordinate = coordinate;
  local.start = 2 * coordinate;
  local.num_owned = 2;
  description.num_parts = 1;
  description.local = &local;
  make_from(description);
  expect_unsupported("dimension 0: the range of this process starts at " + std::to_string(2 * (world_size() - 1)) +
                     ", a Vec's ranges follow each other and need 0 (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, SeveralPartsPerProcess) {
  std::vector<DAPDim> dims = {dap_dim_balanced(4 * world_size(), 2 * world_size())};
  DAPDistribution description = describe(dims);
  description.points_per_rank = 2;
  make_from(description);
  expect_unsupported("the array uses the feature \"parts\" (bit 39), which PETSc cannot express (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, SecondDimensionDivided) {
  if (world_size() == 1) GTEST_SKIP() << "nothing is divided";
  make({dap_dim_whole(2), dap_dim_balanced(2 * world_size(), world_size())});
  expect_unsupported("dimension 1: it is divided over " + std::to_string(world_size()) +
                     " coordinates, a Vec divides the first dimension only (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, DeviceMemory) {
  std::vector<DAPDim> dims = {dap_dim_balanced(world_size(), world_size())};
  const DAPDistribution description = describe(dims);
  const DAPDistribution *distribution = nullptr;
  ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &distribution, nullptr), DAP_OK);
  int64_t one = 1;
  DAPPart part = {};
  part.buffer = {&one, DAP_DEVICE_CUDA, 0, 1, DAP_TYPE_FLOAT, 64, 1, &one, &one, 0};
  producer_.adopt_parts(distribution, DAP_FEATURE_DEVICE, {DAP_TYPE_FLOAT, 64, 1}, {part});
  dap_distribution_release(distribution);
  expect_unsupported("the array uses the feature \"device\" (bit 40), which PETSc cannot express (rank 0; spec 1110)");
}

TEST_F(PetscRefusal, MoreElementsThanPetscCounts) {
  if (sizeof(PetscInt) == 8) GTEST_SKIP() << "PetscInt has 64 bits";
  const int64_t size = int64_t{1} << 33;  // described only: there is no such memory
  std::vector<DAPDim> dims = {dap_dim_balanced(size, world_size())};
  make_from(describe(dims));
  expect_refused(DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW,
                 "the array is 8589934592 elements, PetscInt counts to 2147483647 (rank 0; spec 1010)");
}

TEST_F(PetscRefusal, OneRankThatFailsFailsAllAndNoneIsChanged) {
  const bool is_last = world_rank() == world_size() - 1;
  make_with(0, {DAP_TYPE_FLOAT, 64, 1}, 1, is_last ? 4 : 0);
  expect_unsupported("the first element is 4 bytes off the alignment of PetscScalar (rank " +
                     std::to_string(world_size() - 1) + "; spec 1110)");

  EXPECT_EQ(access(array_, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(access(array_, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  producer_.let_go();
  EXPECT_EQ(producer_.num_destroyed, 0);
  dap_simple_release(&array_);
  EXPECT_EQ(producer_.num_destroyed, 1);
}

TEST_F(PetscRefusal, NothingToImportOnOneRank) {
  make({dap_dim_balanced(world_size(), world_size())});
  if (world_rank() != 0) array_ = producer_.give();
  Vec vec = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_import(MPI_COMM_WORLD, &array_, &vec, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_RELEASED);
  EXPECT_EQ(error.rank, 0);
}

TEST_F(PetscRefusal, CommunicatorOfAnotherSize) {
  if (world_size() == 1) GTEST_SKIP() << "it has the same size";
  make({dap_dim_balanced(world_size(), world_size())});
  array_ = producer_.give();
  Vec vec = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_import(MPI_COMM_SELF, &array_, &vec, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_SIZE);
}

}  // namespace
}  // namespace dap::petsc_testing
