// SPDX-License-Identifier: BSD-3-Clause
// DMDAs made of arrays: the same grid, the same memory, and ghost points that PETSc fills from it.
#include <array>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscDmdaImport : public ::testing::TestWithParam<int32_t> {
 protected:
  ~PetscDmdaImport() override {
    VecDestroy(&vec_);
    DMDestroy(&dm_);
    dap_simple_release(&array_);
  }

  // Two or three indices per coordinate, the last dimension periodic.
  void make(int32_t ndim) {
    std::array<int, 3> grid = {0, 0, 0};
    MPI_Dims_create(world_size(), ndim, grid.data());
    for (int32_t d = 0; d < ndim; ++d) {
      auto &bounds = bounds_.emplace_back(std::vector<int64_t>{0});
      for (int c = 0; c < grid[static_cast<size_t>(d)]; ++c) bounds.push_back(bounds.back() + 2 + (c + d) % 2);
      dims_.push_back(dap_dim_irregular(bounds.data(), grid[static_cast<size_t>(d)]));
    }
    dims_.back().flags |= DAP_DIM_PERIODIC;
    dap_dims_row_major(dims_.data(), ndim);
  }

  void give() {
    const auto ndim = static_cast<int32_t>(dims_.size());
    producer_.make(dap_distribution_describe(dims_.data(), ndim, dap_comm_from_mpi(MPI_COMM_WORLD)));
    array_ = producer_.give();
  }

  int32_t import(PetscInt stencil_width, DAPError *error) {
    return dap_petsc_dmda_import(MPI_COMM_NULL, &array_, stencil_width, &dm_, &vec_, error);
  }

  void expect_refused(PetscInt stencil_width, const std::string &sentence) {
    DAPError error = {};
    EXPECT_EQ(import(stencil_width, &error), DAP_ERROR_UNSUPPORTED);
    EXPECT_EQ(error.rule, DAP_RULE_CONSUMER_LIMIT);
    EXPECT_EQ(std::string(error.message), "hand-made: " + sentence);
    EXPECT_EQ(dm_, nullptr);
    EXPECT_NE(array_.release, nullptr) << "still the caller's";
  }

  std::vector<std::vector<int64_t>> bounds_;
  std::vector<DAPDim> dims_;
  hand_made producer_;
  DAPArray array_ = {};
  DM dm_ = nullptr;
  Vec vec_ = nullptr;
};

TEST_P(PetscDmdaImport, HasTheGridAndTheMemoryOfTheArray) {
  make(GetParam());
  give();
  DAPError error = {};
  ASSERT_EQ(import(1, &error), DAP_OK) << error.message;
  EXPECT_EQ(array_.release, nullptr);
  DAPArray again = export_of(vec_);
  const DAPDistribution &distribution = *again.distribution;
  PetscInt first[3] = {}, width[3] = {};
  ASSERT_EQ(DMDAGetCorners(dm_, &first[0], &first[1], &first[2], &width[0], &width[1], &width[2]), 0);

  for (int32_t d = 0; d < GetParam(); ++d) {
    const int32_t axis = GetParam() - 1 - d;
    EXPECT_EQ(first[axis], distribution.local[d].start);
    EXPECT_EQ(width[axis], distribution.local[d].num_owned);
  }
  EXPECT_EQ(pointer_of(vec_), producer_.memory.data());

  dap_simple_release(&again);
}

TEST_P(PetscDmdaImport, GhostPointsComeFromTheArray) {
  make(GetParam());
  give();
  DAPArray watch = producer_.give();  // for the local dimensions
  ASSERT_EQ(import(1, nullptr), DAP_OK);
  // Every element is its own index along the last dimension, which is periodic.
  const DAPLocalDim &last = watch.distribution->local[GetParam() - 1];
  ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK);
  for (int64_t i = 0; i < count_of(watch); ++i) {
    producer_.memory[static_cast<size_t>(i)] = static_cast<double>(last.start + i % last.num_owned);
  }
  ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);

  Vec local = nullptr;
  ASSERT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ, nullptr), DAP_OK);
  ASSERT_EQ(DMCreateLocalVector(dm_, &local), 0);
  ASSERT_EQ(DMGlobalToLocal(dm_, vec_, INSERT_VALUES, local), 0);
  ASSERT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);

  PetscInt first = 0, width = 0, count = 0;
  ASSERT_EQ(DMDAGetGhostCorners(dm_, &first, nullptr, nullptr, &width, nullptr, nullptr), 0);
  ASSERT_EQ(VecGetLocalSize(local, &count), 0);
  const auto size = dims_.back().size;
  const PetscScalar *values = pointer_of(local);
  for (PetscInt i = 0; i < count; ++i) {
    ASSERT_EQ(values[i], static_cast<double>((first + i % width + size) % size));
  }

  VecDestroy(&local);
  dap_simple_release(&watch);
}

TEST_P(PetscDmdaImport, ReleasesTheArrayWithTheVec) {
  make(GetParam());
  give();
  ASSERT_EQ(import(0, nullptr), DAP_OK);
  producer_.let_go();

  EXPECT_EQ(producer_.num_destroyed, 0);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(producer_.num_destroyed, 1);
}

INSTANTIATE_TEST_SUITE_P(Dimensions, PetscDmdaImport, ::testing::Values(1, 2, 3));

using PetscDmdaRefusal = PetscDmdaImport;

TEST_F(PetscDmdaRefusal, StencilWiderThanARange) {
  make(1);
  give();
  expect_refused(3, "dimension 0: coordinate 0 owns 2 indices, a DMDA needs at least 3 (rank 0; spec 1110)");
}

TEST_F(PetscDmdaRefusal, CoordinateWithoutIndices) {
  make(1);
  bounds_[0].assign(bounds_[0].size(), 0);
  bounds_[0].back() = 5;
  dims_[0] = dap_dim_irregular(bounds_[0].data(), world_size());
  dap_dims_row_major(dims_.data(), 1);
  give();
  if (world_size() == 1) GTEST_SKIP() << "the only one has some";
  expect_refused(0, "dimension 0: coordinate 0 owns 0 indices, a DMDA needs at least 1 (rank 0; spec 1110)");
}

TEST_F(PetscDmdaRefusal, MoreThanThreeDimensions) {
  dims_.assign(4, dap_dim_whole(2));
  dims_[0] = dap_dim_balanced(2 * world_size(), world_size());
  dap_dims_row_major(dims_.data(), 4);
  give();
  expect_refused(0, "the number of dimensions is 4, a DMDA needs 3 (rank 0; spec 1110)");
}

TEST_F(PetscDmdaRefusal, FirstDimensionFastestInTheRanks) {
  if (world_size() != 4 && world_size() != 6) GTEST_SKIP() << "one dimension alone is divided";
  make(2);
  std::swap(dims_[0].rank_stride, dims_[1].rank_stride);
  dims_[1].rank_stride = dims_[0].grid_size;
  give();
  expect_refused(1, "dimension 1: the rank stride is " + std::to_string(dims_[0].grid_size) +
                        ", a DMDA needs 1 (rank 0; spec 1110)");
}

TEST_F(PetscDmdaRefusal, RanksOutsideTheGrid) {
  if (world_size() == 1) GTEST_SKIP() << "there are none";
  dims_ = {dap_dim_balanced(12, world_size() - 1)};
  dap_dims_row_major(dims_.data(), 1);
  give();
  expect_refused(1, "the number of grid points is " + std::to_string(world_size() - 1) + ", a DMDA needs " +
                        std::to_string(world_size()) + " (rank 0; spec 1110)");
}

}  // namespace
}  // namespace dap::petsc_testing
