// SPDX-License-Identifier: BSD-3-Clause
// The C++ face of the PETSc adapter: the same objects, with owners and exceptions.
#include <gtest/gtest.h>

#include <dap/petsc.hpp>

#include "petsc_testing.hpp"
#include "testing/mpi_environment.hpp"
#include "testing/thrown_error.hpp"

using namespace dap::testing;

namespace {

struct grid {
  DM dm = nullptr;
  Vec field = nullptr;

  grid() {
    DMDACreate2d(MPI_COMM_WORLD, DM_BOUNDARY_NONE, DM_BOUNDARY_PERIODIC, DMDA_STENCIL_STAR, 12, 13, PETSC_DECIDE,
                 PETSC_DECIDE, 1, 1, nullptr, nullptr, &dm);
    DMSetUp(dm);
    DMCreateGlobalVector(dm, &field);
    VecSet(field, 2.0);
  }
  grid(const grid &) = delete;
  grid &operator=(const grid &) = delete;
  ~grid() {
    VecDestroy(&field);
    DMDestroy(&dm);
  }
};

double norm(Vec vec) {
  double found = 0;
  VecNorm(vec, NORM_1, &found);
  return found;
}

// Doubles it under an opening of its own.
void scale_imported(Vec vec) {
  dap::petsc::vec_opening writing(vec, DAP_ACCESS_WRITE);
  VecScale(vec, 2.0);
  writing.end();
}

TEST(CppPetsc, HandsAFieldFromDmdaToDmda) {
  const grid mine;
  Vec same = dap::petsc::vec_import_on_dmda(mine.dm, dap::petsc::vec_export(mine.field));

  scale_imported(same);

  EXPECT_EQ(norm(mine.field), 4.0 * 12 * 13);
  VecDestroy(&same);
}

TEST(CppPetsc, MakesADmdaOfItsOwn) {
  const grid mine;
  auto [dm, vec] = dap::petsc::dmda_import(dap::petsc::vec_export(mine.field), 1);
  scale_imported(vec);
  EXPECT_EQ(norm(mine.field), 4.0 * 12 * 13);
  VecDestroy(&vec);
  DMDestroy(&dm);
}

TEST(CppPetsc, TakesAFlatArrayAsAVec) {
  const grid mine;
  Vec flat = dap::petsc::vec_import(dap::petsc::vec_export(mine.field).flatten(DAP_FLATTEN_RANK_ORDER));
  scale_imported(flat);
  EXPECT_EQ(norm(mine.field), 4.0 * 12 * 13);
  VecDestroy(&flat);
}

TEST(CppPetsc, ThrowsWhatIsRefused) {
  const grid mine;
  dap::array kept = dap::petsc::vec_export(mine.field);
  const DAPError details = thrown_by([&] { static_cast<void>(dap::petsc::dmda_import(std::move(kept), -1)); });
  EXPECT_EQ(details.code, DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(kept) << "the array is still the caller's";
  EXPECT_EQ(thrown_by([&] { dap::petsc::vec_opening(mine.field, DAP_ACCESS_READ); }).rule, DAP_RULE_ARGUMENT);
}

}  // namespace
