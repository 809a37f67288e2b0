// SPDX-License-Identifier: BSD-3-Clause
// Access to exported Vecs: PETSc notices every write, on all processes alike.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscAccess : public ::testing::Test {
 protected:
  // The last rank owns nothing, unless it is the only one.
  PetscAccess() : local_(world_size() > 1 && world_rank() == world_size() - 1 ? 0 : 4) {
    vec_ = make_vec(MPI_COMM_WORLD, local_);
    total_ = 4 * (world_size() > 1 ? world_size() - 1 : 1);
  }
  ~PetscAccess() override { VecDestroy(&vec_); }

  PetscInt local_;
  Vec vec_;
  double total_;  // number of elements
};

TEST_F(PetscAccess, RawWriteWithoutOpeningLeavesTheOldNorm) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(norm_of(vec_), total_);
  std::fill_n(elements_of(array), count_of(array), 10.0);

  EXPECT_EQ(norm_of(vec_), total_) << "this is the trap that openings are there for";

  dap_simple_release(&array);
}

TEST_F(PetscAccess, NormIsRightOnAllRanksAfterAForeignWrite) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(norm_of(vec_), total_);

  fill(array, 10);
  EXPECT_EQ(norm_of(vec_), 10 * total_);
  fill(array, 3);
  EXPECT_EQ(norm_of(vec_), 3 * total_);

  dap_simple_release(&array);
}

TEST_F(PetscAccess, ReadingKeepsTheNormThatPetscRemembers) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(norm_of(vec_), total_);
  ASSERT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);
  ASSERT_EQ(access(array, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  PetscBool remembered = PETSC_FALSE;
  PetscReal norm = 0;
  ASSERT_EQ(VecNormAvailable(vec_, NORM_1, &remembered, &norm), 0);

  EXPECT_EQ(remembered, PETSC_TRUE);

  dap_simple_release(&array);
}

TEST_F(PetscAccess, WriteIsNoticedByARankWithoutElementsToo) {
  DAPArray array = export_of(vec_);
  norm_of(vec_);
  fill(array, 2);
  PetscBool remembered = PETSC_TRUE;
  PetscReal norm = 0;
  ASSERT_EQ(VecNormAvailable(vec_, NORM_1, &remembered, &norm), 0);

  EXPECT_EQ(remembered, PETSC_FALSE);

  dap_simple_release(&array);
}

TEST_F(PetscAccess, NormThatPetscTookDuringTheWriteIsForgottenAtItsEnd) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(access(array, DAP_ACCESS_WRITE), DAP_OK);
  ASSERT_EQ(norm_of(vec_), total_);
  std::fill_n(elements_of(array), count_of(array), 4.0);
  ASSERT_EQ(access(array, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);

  EXPECT_EQ(norm_of(vec_), 4 * total_);

  dap_simple_release(&array);
}

TEST_F(PetscAccess, WriterThatIsReleasedWhileOpenLeavesARightNorm) {
  DAPArray array = export_of(vec_);
  norm_of(vec_);
  ASSERT_EQ(access(array, DAP_ACCESS_WRITE), DAP_OK);
  std::fill_n(elements_of(array), count_of(array), 7.0);
  dap_simple_release(&array);

  EXPECT_EQ(norm_of(vec_), 7 * total_);
  DAPArray again = export_of(vec_);
  EXPECT_EQ(access(again, DAP_ACCESS_WRITE), DAP_OK) << "the opening is over";

  dap_simple_release(&again);
}

TEST_F(PetscAccess, ManyOpeningsInOneExport) {
  DAPArray array = export_of(vec_);
  for (int i = 1; i <= 1000; ++i) {
    fill(array, i);
    ASSERT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);
    ASSERT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);
    ASSERT_EQ(access(array, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
    ASSERT_EQ(access(array, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  }

  EXPECT_EQ(norm_of(vec_), 1000 * total_);

  dap_simple_release(&array);
}

TEST_F(PetscAccess, OneWriterExcludesAllOthers) {
  DAPArray first = export_of(vec_);
  DAPArray second = export_of(vec_);
  ASSERT_EQ(access(first, DAP_ACCESS_WRITE), DAP_OK);

  EXPECT_EQ(access(second, DAP_ACCESS_WRITE), DAP_ERROR_BUSY);
  EXPECT_EQ(access(second, DAP_ACCESS_READ), DAP_ERROR_BUSY);
  ASSERT_EQ(access(first, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
  EXPECT_EQ(access(second, DAP_ACCESS_WRITE), DAP_OK);

  dap_simple_release(&first);
  dap_simple_release(&second);
}

TEST_F(PetscAccess, ReadOnlyRequestGivesAnArrayThatCannotBeWritten) {
  const DAPRequest request = dap_simple_request(0);
  DAPArray array = {};
  ASSERT_EQ(dap_petsc_vec_export(vec_, &request, &array, nullptr), DAP_OK);

  EXPECT_EQ(array.flags & DAP_ARRAY_WRITABLE, 0U);
  EXPECT_EQ(array.access(&array, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);

  dap_simple_release(&array);
}

TEST_F(PetscAccess, ReplacedArrayMakesOldExportsStaleAndNewOnesRight) {
  DAPArray before = export_of(vec_);
  norm_of(vec_);
  std::vector<PetscScalar> other(8, 5.0);
  ASSERT_EQ(VecPlaceArray(vec_, other.data()), 0);
  DAPError error = {};

  EXPECT_EQ(before.access(&before, DAP_ACCESS_READ, nullptr, &error), DAP_ERROR_STALE);
  EXPECT_EQ(error.rule, DAP_RULE_STALE);
  EXPECT_EQ(std::string(error.message), "PETSc Vec: its array was replaced after the export (READ) (rank " +
                                            std::to_string(rank_in(MPI_COMM_WORLD)) + "; spec 606)");
  EXPECT_EQ(before.access(&before, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_ERROR_STALE);
  DAPArray placed = export_of(vec_);
  EXPECT_EQ(elements_of(placed), other.data());
  EXPECT_TRUE(dap_distribution_same(before.distribution, placed.distribution)) << "plans stay good";
  fill(placed, 6);
  EXPECT_EQ(norm_of(vec_), 6 * total_);
  dap_simple_release(&placed);

  ASSERT_EQ(VecResetArray(vec_), 0);
  EXPECT_EQ(access(before, DAP_ACCESS_READ), DAP_ERROR_STALE) << "its memory is back, but it was found stale";
  dap_simple_release(&before);
  DAPArray after = export_of(vec_);
  EXPECT_EQ(access(after, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(access(after, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  dap_simple_release(&after);
}

TEST_F(PetscAccess, NewBlockSizeShowsInNewExportsOnly) {
  Vec vec = nullptr;
  ASSERT_EQ(VecCreateMPI(MPI_COMM_WORLD, 4, PETSC_DETERMINE, &vec), 0);
  DAPArray before = export_of(vec);
  ASSERT_EQ(VecSetBlockSize(vec, 2), 0);
  DAPArray after = export_of(vec);

  EXPECT_EQ(before.distribution->ndim, 1);
  EXPECT_EQ(after.distribution->ndim, 2);
  EXPECT_FALSE(dap_distribution_same(before.distribution, after.distribution));
  EXPECT_EQ(access(before, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(access(before, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);

  dap_simple_release(&before);
  dap_simple_release(&after);
  VecDestroy(&vec);
}

}  // namespace
}  // namespace dap::petsc_testing
