// SPDX-License-Identifier: BSD-3-Clause
// Global vectors of a DMDA, exported in natural indices.
#include <functional>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

constexpr PetscInt sizes[3] = {13, 11, 9};  // of x, y, z: enough for 6 ranks along any of them

struct dmda_case {
  const char *name;
  PetscInt ndim;
  PetscInt dof;
  DMBoundaryType boundary[3];
};

class PetscDmda : public ::testing::TestWithParam<dmda_case> {
 protected:
  void SetUp() override {
    const auto [name, ndim, dof, b] = GetParam();
    const MPI_Comm comm = MPI_COMM_WORLD;
    const auto [x, y, z] = sizes;
    const PetscInt any = PETSC_DECIDE;
    if (ndim == 1) {
      ASSERT_EQ(DMDACreate1d(comm, b[0], x, dof, 1, nullptr, &dm_), 0);
    }
    if (ndim == 2) {
      ASSERT_EQ(DMDACreate2d(comm, b[0], b[1], DMDA_STENCIL_STAR, x, y, any, any, dof, 1, nullptr, nullptr, &dm_), 0);
    }
    if (ndim == 3) {
      ASSERT_EQ(DMDACreate3d(comm, b[0], b[1], b[2], DMDA_STENCIL_STAR, x, y, z, any, any, any, dof, 1, nullptr,
                             nullptr, nullptr, &dm_),
                0);
    }
    ASSERT_EQ(DMSetUp(dm_), 0);
    ASSERT_EQ(DMCreateGlobalVector(dm_, &vec_), 0);
  }
  void TearDown() override {
    VecDestroy(&vec_);
    DMDestroy(&dm_);
  }

  // Writes its natural number into every element, in PETSc's own way: ((z · Y + y) · X + x) · dof + component.
  void number_elements() {
    const PetscInt dof = GetParam().dof;
    PetscInt x = 0, y = 0, z = 0, m = 1, n = 1, p = 1;
    ASSERT_EQ(DMDAGetCorners(dm_, &x, &y, &z, &m, &n, &p), 0);
    PetscScalar *data = nullptr;
    ASSERT_EQ(VecGetArray(vec_, &data), 0);
    const PetscInt rows = GetParam().ndim > 1 ? sizes[1] : 1;
    PetscScalar *next = data;
    for (PetscInt k = z; k < z + p; ++k) {
      for (PetscInt j = y; j < y + n; ++j) {
        for (PetscInt i = x; i < x + m; ++i) {
          for (PetscInt c = 0; c < dof; ++c) *next++ = ((k * rows + j) * sizes[0] + i) * dof + c;
        }
      }
    }
    ASSERT_EQ(VecRestoreArray(vec_, &data), 0);
  }

  DM dm_ = nullptr;
  Vec vec_ = nullptr;
};

// The natural number of the element at place `index` of a part, counted by the array alone.
int64_t natural_number(const DAPArray &array, int64_t index) {
  const DAPDistribution &distribution = *array.distribution;
  int64_t number = 0;
  int64_t unit = 1;
  for (int32_t d = distribution.ndim; d-- > 0;) {
    const DAPLocalDim &local = distribution.local[d];
    number += (local.start + index % local.num_owned) * unit;
    index /= local.num_owned;
    unit *= distribution.dims[d].size;
  }
  return number;
}

TEST_P(PetscDmda, IsExportedInNaturalIndicesSlowestFirst) {
  number_elements();
  DAPArray array = export_of(vec_);
  const DAPDistribution &distribution = *array.distribution;
  const auto &parameter = GetParam();

  ASSERT_EQ(distribution.ndim, parameter.ndim + (parameter.dof > 1 ? 1 : 0));
  for (PetscInt d = 0; d < parameter.ndim; ++d) {
    const DAPDim &dim = distribution.dims[parameter.ndim - 1 - d];
    EXPECT_EQ(dim.size, sizes[d]);
    EXPECT_EQ((dim.flags & DAP_DIM_PERIODIC) != 0, parameter.boundary[d] == DM_BOUNDARY_PERIODIC);
  }
  if (parameter.dof > 1) {
    EXPECT_EQ(distribution.dims[parameter.ndim].size, parameter.dof);
  }
  EXPECT_EQ(dap_array_validate(&array, nullptr), DAP_OK);
  EXPECT_EQ(elements_of(array), pointer_of(vec_));
  ASSERT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);
  for (int64_t i = 0; i < count_of(array); ++i) {
    ASSERT_EQ(elements_of(array)[i], static_cast<PetscScalar>(natural_number(array, i)));
  }
  EXPECT_EQ(access(array, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);

  dap_simple_release(&array);
}

TEST_P(PetscDmda, LocalVectorIsAVecOfThisProcess) {
  Vec local = nullptr;
  ASSERT_EQ(DMCreateLocalVector(dm_, &local), 0);
  DAPArray array = export_of(local);

  EXPECT_EQ(array.distribution->comm.size, 1);
  EXPECT_EQ(elements_of(array), pointer_of(local));

  dap_simple_release(&array);
  VecDestroy(&local);
}

constexpr DMBoundaryType none = DM_BOUNDARY_NONE, periodic = DM_BOUNDARY_PERIODIC, ghosted = DM_BOUNDARY_GHOSTED;
INSTANTIATE_TEST_SUITE_P(, PetscDmda,
                         ::testing::Values(dmda_case{"OneDimension", 1, 1, {periodic, none, none}},
                                           dmda_case{"TwoDimensions", 2, 1, {none, none, none}},
                                           dmda_case{"TwoDimensionsPeriodic", 2, 1, {periodic, ghosted, none}},
                                           dmda_case{"TwoDimensionsTwoUnknowns", 2, 2, {none, periodic, none}},
                                           dmda_case{"ThreeDimensions", 3, 1, {none, none, periodic}},
                                           dmda_case{"ThreeDimensionsTwoUnknowns", 3, 2, {none, none, none}}),
                         [](const auto &each) { return std::string(each.param.name); });

}  // namespace
}  // namespace dap::petsc_testing
