// SPDX-License-Identifier: BSD-3-Clause
// Arrays as global vectors of a DMDA that was there before: the same memory, the same DMDA, and no array that is
// divided otherwise.
#include <array>
#include <cstring>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

struct dmda_case {
  const char *name;
  int32_t ndim;
  PetscInt dof;
  std::array<DMBoundaryType, 3> boundary;  // of x, y, z
};

std::vector<PetscInt> widths_of(const std::vector<int64_t> &bounds) {
  std::vector<PetscInt> widths;
  for (size_t c = 0; c + 1 < bounds.size(); ++c) widths.push_back(static_cast<PetscInt>(bounds[c + 1] - bounds[c]));
  return widths;
}

class PetscOnDmda : public ::testing::Test {
 protected:
  ~PetscOnDmda() override {
    VecDestroy(&vec_);
    DMDestroy(&dm_);
    dap_simple_release(&array_);
  }

  // A DMDA of two or three indices per coordinate, and the dimensions of an array that is divided alike.
  void make(const dmda_case &wanted) {
    const auto [name, ndim, dof, boundary] = wanted;
    std::array<int, 3> grid = {0, 0, 0};
    MPI_Dims_create(world_size(), ndim, grid.data());
    std::array<std::vector<PetscInt>, 3> widths;  // of x, y, z
    std::array<PetscInt, 3> sizes = {1, 1, 1}, processes = {1, 1, 1};
    bounds_.resize(3);
    for (int32_t d = 0; d < ndim; ++d) {
      const auto at = static_cast<size_t>(d), axis = static_cast<size_t>(ndim - 1 - d);
      auto &bounds = bounds_[at] = {0};
      for (int c = 0; c < grid[at]; ++c) bounds.push_back(bounds.back() + 2 + (c + d) % 2);
      widths[axis] = widths_of(bounds);
      sizes[axis] = static_cast<PetscInt>(bounds.back());
      processes[axis] = grid[at];
      dims_.push_back(dap_dim_irregular(bounds.data(), grid[at]));
      if (boundary[axis] == DM_BOUNDARY_PERIODIC) dims_.back().flags |= DAP_DIM_PERIODIC;
    }
    if (dof > 1) dims_.push_back(dap_dim_whole(dof));
    create_dm(wanted, sizes, processes, widths);
    ASSERT_EQ(DMSetUp(dm_), 0);
  }
  void create_dm(const dmda_case &wanted, const std::array<PetscInt, 3> &n, const std::array<PetscInt, 3> &p,
                 const std::array<std::vector<PetscInt>, 3> &l) {
    const auto [name, ndim, dof, b] = wanted;
    const MPI_Comm comm = MPI_COMM_WORLD;
    constexpr auto star = DMDA_STENCIL_STAR;
    if (ndim == 1) {
      ASSERT_EQ(DMDACreate1d(comm, b[0], n[0], dof, 1, l[0].data(), &dm_), 0);
    } else if (ndim == 2) {
      ASSERT_EQ(DMDACreate2d(comm, b[0], b[1], star, n[0], n[1], p[0], p[1], dof, 1, l[0].data(), l[1].data(), &dm_),
                0);
    } else {
      ASSERT_EQ(DMDACreate3d(comm, b[0], b[1], b[2], star, n[0], n[1], n[2], p[0], p[1], p[2], dof, 1, l[0].data(),
                             l[1].data(), l[2].data(), &dm_),
                0);
    }
  }

  void give(DAPType type = {DAP_TYPE_FLOAT, 64, 1}) {
    const auto ndim = static_cast<int32_t>(dims_.size());
    dap_dims_row_major(dims_.data(), ndim);
    give_as(dap_distribution_describe(dims_.data(), ndim, dap_comm_from_mpi(MPI_COMM_WORLD)), type);
  }
  void give_as(const DAPDistribution &description, DAPType type = {DAP_TYPE_FLOAT, 64, 1}) {
    const DAPDistribution *distribution = nullptr;
    DAPError error = {};
    ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &distribution, &error), DAP_OK) << error.message;
    producer_.adopt(distribution, DAP_ARRAY_WRITABLE, type);
    dap_distribution_release(distribution);
    array_ = producer_.give();
  }

  void import() {
    DAPError error = {};
    ASSERT_EQ(dap_petsc_vec_import_on_dmda(dm_, &array_, &vec_, &error), DAP_OK) << error.message;
    EXPECT_EQ(array_.release, nullptr) << "moved in";
  }
  void expect_refused(int32_t code, int32_t rule, const std::string &sentence) {
    const DAPArray before = array_;
    const PetscInt references = references_to_dm();
    DAPError error = {};
    EXPECT_EQ(dap_petsc_vec_import_on_dmda(dm_, &array_, &vec_, &error), code);
    EXPECT_EQ(error.rule, rule);
    EXPECT_EQ(std::string(error.message), "hand-made: " + sentence);
    EXPECT_EQ(vec_, nullptr);
    EXPECT_EQ(std::memcmp(&array_, &before, sizeof array_), 0) << "still the caller's";
    EXPECT_EQ(references_to_dm(), references);
  }
  void expect_unlike(const std::string &sentence) {
    expect_refused(DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, sentence + " (rank 0; spec 1110)");
  }

  PetscInt references_to_dm() {
    PetscInt count = 0;
    EXPECT_EQ(PetscObjectGetReference(reinterpret_cast<PetscObject>(dm_), &count), 0);
    return count;
  }

  std::vector<std::vector<int64_t>> bounds_;
  std::vector<DAPDim> dims_;
  hand_made producer_;
  DAPArray array_ = {};
  DM dm_ = nullptr;
  Vec vec_ = nullptr;
};

constexpr DMBoundaryType none = DM_BOUNDARY_NONE, periodic = DM_BOUNDARY_PERIODIC, ghosted = DM_BOUNDARY_GHOSTED;

class PetscOnAnyDmda : public PetscOnDmda, public ::testing::WithParamInterface<dmda_case> {
 protected:
  void SetUp() override { make(GetParam()); }
};

TEST_P(PetscOnAnyDmda, VecIsAGlobalVectorOnTheMemoryOfTheArray) {
  give();
  import();
  Vec own = nullptr;
  ASSERT_EQ(DMCreateGlobalVector(dm_, &own), 0);
  DM dm = nullptr;
  PetscInt size = 0, local = 0, block = 0, own_size = 0, own_local = 0, own_block = 0;
  ASSERT_EQ(VecGetDM(vec_, &dm), 0);
  ASSERT_EQ(VecGetSize(vec_, &size), 0);
  ASSERT_EQ(VecGetSize(own, &own_size), 0);
  ASSERT_EQ(VecGetLocalSize(vec_, &local), 0);
  ASSERT_EQ(VecGetLocalSize(own, &own_local), 0);
  ASSERT_EQ(VecGetBlockSize(vec_, &block), 0);
  ASSERT_EQ(VecGetBlockSize(own, &own_block), 0);

  EXPECT_EQ(dm, dm_);
  EXPECT_EQ(pointer_of(vec_), producer_.memory.data());
  EXPECT_EQ(size, own_size);
  EXPECT_EQ(local, own_local);
  EXPECT_EQ(block, own_block);
  VecDestroy(&own);
}

TEST_P(PetscOnAnyDmda, GhostPointsComeFromTheArray) {
  give();
  import();
  Vec own = nullptr, local = nullptr, own_local = nullptr;
  ASSERT_EQ(DMCreateGlobalVector(dm_, &own), 0);
  ASSERT_EQ(DMCreateLocalVector(dm_, &local), 0);
  ASSERT_EQ(VecDuplicate(local, &own_local), 0);
  PetscInt first = 0, count = 0, num_local = 0;
  ASSERT_EQ(VecGetOwnershipRange(own, &first, nullptr), 0);
  ASSERT_EQ(VecGetLocalSize(own, &count), 0);
  ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK);
  for (PetscInt i = 0; i < count; ++i) producer_.memory[static_cast<size_t>(i)] = first + i;
  ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
  for (PetscInt i = first; i < first + count; ++i) ASSERT_EQ(VecSetValue(own, i, i, INSERT_VALUES), 0);
  ASSERT_EQ(VecAssemblyBegin(own), 0);
  ASSERT_EQ(VecAssemblyEnd(own), 0);

  ASSERT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ, nullptr), DAP_OK);
  ASSERT_EQ(DMGlobalToLocal(dm_, vec_, INSERT_VALUES, local), 0);
  ASSERT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);
  ASSERT_EQ(DMGlobalToLocal(dm_, own, INSERT_VALUES, own_local), 0);
  ASSERT_EQ(VecGetLocalSize(local, &num_local), 0);
  for (PetscInt i = 0; i < num_local; ++i) ASSERT_EQ(pointer_of(local)[i], pointer_of(own_local)[i]);

  VecDestroy(&own_local);
  VecDestroy(&local);
  VecDestroy(&own);
}

TEST_P(PetscOnAnyDmda, ExportOfAGlobalVectorComesBackOnItsDmda) {
  Vec own = nullptr;
  ASSERT_EQ(DMCreateGlobalVector(dm_, &own), 0);
  array_ = export_of(own);
  import();
  EXPECT_EQ(pointer_of(vec_), pointer_of(own));
  ASSERT_EQ(VecDestroy(&vec_), 0);
  VecDestroy(&own);
}

TEST_P(PetscOnAnyDmda, KeepsTheDmdaAsLongAsItLives) {
  give();
  const PetscInt before = references_to_dm();
  import();
  EXPECT_EQ(references_to_dm(), before + 1);
  producer_.let_go();
  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(references_to_dm(), before);
  EXPECT_EQ(producer_.num_destroyed, 1);

  give();
  import();
  ASSERT_EQ(DMDestroy(&dm_), 0);
  Vec copy = nullptr;
  ASSERT_EQ(VecDuplicate(vec_, &copy), 0) << "which makes a vector of the DMDA";
  ASSERT_EQ(VecDestroy(&copy), 0);
  ASSERT_EQ(VecDestroy(&vec_), 0);
}

INSTANTIATE_TEST_SUITE_P(, PetscOnAnyDmda,
                         ::testing::Values(dmda_case{"OneDimension", 1, 1, {periodic, none, none}},
                                           dmda_case{"OneDimensionThreeUnknowns", 1, 3, {none, none, none}},
                                           dmda_case{"TwoDimensions", 2, 1, {ghosted, periodic, none}},
                                           dmda_case{"TwoDimensionsTwoUnknowns", 2, 2, {none, none, none}},
                                           dmda_case{"ThreeDimensions", 3, 1, {none, none, periodic}},
                                           dmda_case{"ThreeDimensionsTwoUnknowns", 3, 2, {periodic, none, none}}),
                         [](const auto &each) { return std::string(each.param.name); });

class PetscOnDmdaRefusal : public PetscOnDmda {
 protected:
  void SetUp() override { make({"", 2, 1, {periodic, none, none}}); }
};

TEST_F(PetscOnDmdaRefusal, OtherSize) {
  const int64_t size = bounds_[0].back();
  dims_[0] = dap_dim_balanced(size + 1, dims_[0].grid_size);
  give();
  expect_unlike("dimension 0: the size is " + std::to_string(size + 1) + ", that of the DMDA is " +
                std::to_string(size));
}

TEST_F(PetscOnDmdaRefusal, OtherGrid) {
  if (world_size() == 1) GTEST_SKIP() << "there is only one";
  dims_[0] = dap_dim_whole(bounds_[0].back());
  dims_[1] = dap_dim_balanced(bounds_[1].back(), world_size());
  dims_[1].flags |= DAP_DIM_PERIODIC;
  give();
  const auto down = static_cast<int64_t>(bounds_[0].size()) - 1;
  expect_unlike("dimension 0: the number of coordinates is 1, that of the DMDA is " + std::to_string(down));
}

TEST_F(PetscOnDmdaRefusal, OtherRanges) {
  if (dims_[0].grid_size == 1) GTEST_SKIP() << "one range is all";
  const int64_t end = bounds_[0][1];
  std::vector<int64_t> other = bounds_[0];
  other[1] = end - 1;
  dims_[0].bounds = other.data();
  give();
  expect_unlike("dimension 0: coordinate 0 owns [0, " + std::to_string(end - 1) + "), in the DMDA [0, " +
                std::to_string(end) + ")");
}

TEST_F(PetscOnDmdaRefusal, DmdaIsPeriodicAndTheArrayIsNot) {
  dims_[1].flags &= ~DAP_DIM_PERIODIC;
  give();
  expect_unlike("dimension 1: the array is not periodic, the DMDA is periodic");
}

TEST_F(PetscOnDmdaRefusal, ArrayIsPeriodicAndTheDmdaIsNot) {
  dims_[0].flags |= DAP_DIM_PERIODIC;
  give();
  expect_unlike("dimension 0: the array is periodic, the DMDA is not");
}

TEST_F(PetscOnDmdaRefusal, FirstDimensionFastestInTheRanks) {
  if (world_size() != 4 && world_size() != 6) GTEST_SKIP() << "one dimension alone is divided";
  dims_[0].rank_stride = 1;
  dims_[1].rank_stride = dims_[0].grid_size;
  give_as(dap_distribution_describe(dims_.data(), 2, dap_comm_from_mpi(MPI_COMM_WORLD)));
  expect_unlike("dimension 1: the rank stride is " + std::to_string(dims_[0].grid_size) + ", a DMDA needs 1");
}

TEST_F(PetscOnDmdaRefusal, OneDimensionTooMany) {
  dims_.push_back(dap_dim_whole(1));
  give();
  expect_unlike("the number of dimensions is 3, that of the DMDA is 2");
}

TEST_F(PetscOnDmdaRefusal, OtherScalars) {
  give({DAP_TYPE_FLOAT, 32, 1});
  expect_unlike("the element type (code, bits, lanes) is (2, 32, 1), PetscScalar is (2, 64, 1)");
}

TEST_F(PetscOnDmdaRefusal, DegreesOfFreedom) {
  ASSERT_EQ(DMDestroy(&dm_), 0);
  dims_.clear();
  make({"", 1, 3, {none, none, none}});
  dims_[1] = dap_dim_whole(2);
  give();
  expect_unlike("dimension 1: the size is 2, that of the DMDA is 3");
  dap_simple_release(&array_);
  producer_.let_go();

  dims_.pop_back();
  give();
  expect_unlike("the number of dimensions (degrees of freedom included) is 1, that of the DMDA is 2");
}

TEST_F(PetscOnDmdaRefusal, NoDmdaThatCanBeUsed) {
  give();
  ASSERT_EQ(DMDestroy(&dm_), 0);
  ASSERT_EQ(DMCreate(MPI_COMM_WORLD, &dm_), 0);
  expect_refused(DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, "dm is not a DMDA (rank 0; spec 1301)");

  ASSERT_EQ(DMSetType(dm_, DMDA), 0);
  expect_refused(DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT,
                 "the DMDA is not set up: DMSetUp comes first (rank 0; spec 1301)");

  DAPError error = {};
  EXPECT_EQ(dap_petsc_vec_import_on_dmda(nullptr, &array_, &vec_, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
}

TEST_F(PetscOnDmdaRefusal, VecsOfAnotherType) {
  give();
  ASSERT_EQ(DMSetVecType(dm_, "cuda"), 0);
  expect_unlike("the DMDA makes Vecs of the type \"cuda\", memory of an array makes \"standard\"");
}

TEST_F(PetscOnDmdaRefusal, ArrayOnTheRanksInAnotherOrder) {
  if (world_size() == 1) GTEST_SKIP() << "one rank is in order";
  MPI_Comm reversed = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, 0, -world_rank(), &reversed);
  dap_dims_row_major(dims_.data(), 2);
  give_as(dap_distribution_describe(dims_.data(), 2, dap_comm_from_mpi(reversed)));
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_import_on_dmda(dm_, &array_, &vec_, &error), DAP_ERROR_COMM);
  EXPECT_EQ(error.rule, DAP_RULE_COMM_SIZE);
  EXPECT_NE(array_.release, nullptr);
  MPI_Comm_free(&reversed);
}

}  // namespace
}  // namespace dap::petsc_testing
