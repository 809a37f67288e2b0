// SPDX-License-Identifier: BSD-3-Clause
// Vectors imported on a DMDA are viewed, loaded and duplicated as the DMDA's own are: in natural order, as global
// vectors.
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

// The same name on all processes, and no other program's.
std::string shared_file_name() {
  int pid = getpid();
  MPI_Bcast(&pid, 1, MPI_INT, 0, MPI_COMM_WORLD);
  return ::testing::TempDir() + "dap_petsc_view_" + std::to_string(pid);
}

class PetscDmdaView : public ::testing::TestWithParam<int32_t> {
 protected:
  // An imported vector of two or three indices per coordinate, and one of PETSc's own, with the same elements.
  void SetUp() override {
    const int32_t ndim = GetParam();
    std::array<int, 3> grid = {0, 0, 0};
    MPI_Dims_create(world_size(), ndim, grid.data());
    std::array<DAPDim, 3> dims = {};
    for (int32_t d = 0; d < ndim; ++d) {
      const auto at = static_cast<size_t>(d);
      dims[at] = dap_dim_balanced(2 * grid[at] + 1, grid[at]);
    }
    dap_dims_row_major(dims.data(), ndim);
    producer_.make(dap_distribution_describe(dims.data(), ndim, dap_comm_from_mpi(MPI_COMM_WORLD)));
    DAPArray array = producer_.give();
    DAPError error = {};
    ASSERT_EQ(dap_petsc_dmda_import(MPI_COMM_NULL, &array, 1, &dm_, &imported_, &error), DAP_OK) << error.message;
    ASSERT_EQ(DMCreateGlobalVector(dm_, &own_), 0);
    name(imported_);
    name(own_);

    PetscInt first = 0, end = 0;
    ASSERT_EQ(VecGetOwnershipRange(own_, &first, &end), 0);
    for (const Vec vec : {imported_, own_}) {
      use(vec, DAP_ACCESS_WRITE);
      for (PetscInt i = first; i < end; ++i) ASSERT_EQ(VecSetValue(vec, i, 0.5 + i, INSERT_VALUES), 0);
      ASSERT_EQ(VecAssemblyBegin(vec), 0);
      ASSERT_EQ(VecAssemblyEnd(vec), 0);
      use(vec, DAP_ACCESS_WRITE | DAP_ACCESS_END);
    }
  }
  void TearDown() override {
    VecDestroy(&imported_);
    VecDestroy(&own_);
    DMDestroy(&dm_);
    MPI_Barrier(MPI_COMM_WORLD);
    if (world_rank() == 0) std::remove(file_.c_str());
  }

  static void name(Vec vec) { ASSERT_EQ(PetscObjectSetName(reinterpret_cast<PetscObject>(vec), "field"), 0); }

  void use(Vec vec, uint32_t mode) {
    if (vec == imported_) {
      ASSERT_EQ(dap_petsc_vec_access(vec, mode, nullptr), DAP_OK);
    }
  }

  // Without the file beside it that PETSc writes options to.
  PetscViewer open(PetscViewerType type, PetscFileMode mode) {
    PetscViewer viewer = nullptr;
    EXPECT_EQ(PetscViewerCreate(MPI_COMM_WORLD, &viewer), 0);
    EXPECT_EQ(PetscViewerSetType(viewer, type), 0);
    EXPECT_EQ(PetscViewerBinarySkipInfo(viewer), 0);
    EXPECT_EQ(PetscViewerFileSetMode(viewer, mode), 0);
    EXPECT_EQ(PetscViewerFileSetName(viewer, file_.c_str()), 0);
    return viewer;
  }
  void write(Vec vec, PetscViewerType type) {
    PetscViewer viewer = open(type, FILE_MODE_WRITE);
    use(vec, DAP_ACCESS_READ);
    EXPECT_EQ(VecView(vec, viewer), 0);
    use(vec, DAP_ACCESS_READ | DAP_ACCESS_END);
    EXPECT_EQ(PetscViewerDestroy(&viewer), 0);
  }
  // What is written, on rank 0; nothing elsewhere.
  std::string view_of(Vec vec, PetscViewerType type) {
    write(vec, type);
    MPI_Barrier(MPI_COMM_WORLD);
    if (world_rank() != 0) return {};
    std::ostringstream contents;
    contents << std::ifstream(file_, std::ios::binary).rdbuf();
    EXPECT_GT(contents.str().size(), 0U);
    return contents.str();
  }
  void expect_same_elements(Vec vec) {
    Vec difference = nullptr;
    ASSERT_EQ(VecDuplicate(own_, &difference), 0);
    ASSERT_EQ(VecCopy(own_, difference), 0);
    ASSERT_EQ(VecAXPY(difference, -1, vec), 0);
    EXPECT_EQ(norm_of(difference), 0);
    VecDestroy(&difference);
  }

  hand_made producer_;
  DM dm_ = nullptr;
  Vec imported_ = nullptr;
  Vec own_ = nullptr;
  std::string file_ = shared_file_name();
};

TEST_P(PetscDmdaView, BinaryIsInNaturalOrder) {
  EXPECT_EQ(view_of(imported_, PETSCVIEWERBINARY), view_of(own_, PETSCVIEWERBINARY));
}

TEST_P(PetscDmdaView, TextIsInNaturalOrder) {
  EXPECT_EQ(view_of(imported_, PETSCVIEWERASCII), view_of(own_, PETSCVIEWERASCII));
}

TEST_P(PetscDmdaView, LoadingTakesNaturalOrder) {
  write(own_, PETSCVIEWERBINARY);
  use(imported_, DAP_ACCESS_OVERWRITE);
  ASSERT_EQ(VecSet(imported_, -1), 0);
  PetscViewer viewer = open(PETSCVIEWERBINARY, FILE_MODE_READ);
  EXPECT_EQ(VecLoad(imported_, viewer), 0);
  EXPECT_EQ(PetscViewerDestroy(&viewer), 0);
  expect_same_elements(imported_);
  use(imported_, DAP_ACCESS_OVERWRITE | DAP_ACCESS_END);

  EXPECT_EQ(producer_.memory[0], *pointer_of(own_)) << "into the memory of the array";
}

TEST_P(PetscDmdaView, CopiesAreGlobalVectorsWithMemoryOfTheirOwn) {
  Vec copy = nullptr;
  Vec second = nullptr;
  use(imported_, DAP_ACCESS_READ);
  ASSERT_EQ(VecDuplicate(imported_, &copy), 0);
  ASSERT_EQ(VecCopy(imported_, copy), 0);
  use(imported_, DAP_ACCESS_READ | DAP_ACCESS_END);
  ASSERT_EQ(VecDuplicate(copy, &second), 0);
  ASSERT_EQ(VecCopy(copy, second), 0);
  producer_.let_go();
  ASSERT_EQ(VecDestroy(&imported_), 0);
  EXPECT_EQ(producer_.num_destroyed, 1) << "copies do not keep the array";

  for (const Vec each : {copy, second}) {
    DM dm = nullptr;
    ASSERT_EQ(VecGetDM(each, &dm), 0);
    EXPECT_EQ(dm, dm_);
    name(each);
    EXPECT_EQ(view_of(each, PETSCVIEWERBINARY), view_of(own_, PETSCVIEWERBINARY));
    expect_same_elements(each);
    EXPECT_EQ(dap_petsc_vec_access(each, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT) << "not imported";
  }
  VecDestroy(&copy);
  VecDestroy(&second);
}

TEST_P(PetscDmdaView, TypeIsThatOfTheOwnVectors) {
  VecType imported = nullptr, own = nullptr;
  ASSERT_EQ(VecGetType(imported_, &imported), 0);
  ASSERT_EQ(VecGetType(own_, &own), 0);
  EXPECT_STREQ(imported, own);
}

INSTANTIATE_TEST_SUITE_P(Dimensions, PetscDmdaView, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace dap::petsc_testing
