// SPDX-License-Identifier: BSD-3-Clause
// Exports keep their Vec alive, and let it go: by sweeping, by reclaiming, from any thread, and without growing.
#include <malloc.h>

#include <atomic>
#include <thread>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

// Any call of the adapter sweeps; this one does nothing else.
void sweep(Vec vec) {
  EXPECT_EQ(dap_petsc_vec_access(vec, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT);
}

// What counts destructions hangs on the Vec, and makes its end everybody's business.
class PetscKeep : public ::testing::Test {
 protected:
  PetscKeep() : vec_(make_vec(MPI_COMM_WORLD, 4)), other_(make_vec(MPI_COMM_WORLD, 1)) {
    count_destruction(vec_, &num_destroyed_);
  }
  ~PetscKeep() override {
    VecDestroy(&vec_);
    VecDestroy(&other_);
    EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr), DAP_OK);
    EXPECT_EQ(num_destroyed_, 1) << "every Vec goes in the end, once";
  }

  // Destroys what can be destroyed, and counts the Vecs of this test among it.
  int reclaim() {
    EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr), DAP_OK);
    return num_destroyed_;
  }

  int num_destroyed_ = 0;
  Vec vec_;
  Vec other_;
};

TEST_F(PetscKeep, MemoryOutlivesItsOwnerUntilItIsReclaimed) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(reclaim(), 0) << "an export lives";

  fill(array, 5);
  ASSERT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);
  for (int64_t i = 0; i < count_of(array); ++i) EXPECT_EQ(elements_of(array)[i], 5);
  ASSERT_EQ(access(array, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  dap_simple_release(&array);
  EXPECT_EQ(num_destroyed_, 0) << "releasing touches no PETSc object";

  EXPECT_EQ(reclaim(), 1);
  int64_t found = -1;
  EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, &found, nullptr), DAP_OK);
  EXPECT_EQ(found, 0);
}

TEST_F(PetscKeep, OwnerDestroysAtOnceWhatWasReleasedBefore) {
  DAPArray array = export_of(vec_);
  EXPECT_EQ(references_to(vec_), 2);
  dap_simple_release(&array);
  sweep(other_);
  EXPECT_EQ(references_to(vec_), 1);

  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(num_destroyed_, 1);
}

TEST_F(PetscKeep, LastReferenceIsLeftToAllProcessesTogetherIfSomethingHangsOnTheVec) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  dap_simple_release(&array);
  sweep(other_);

  EXPECT_EQ(num_destroyed_, world_size() == 1 ? 1 : 0) << "a Vec of one process needs nobody";
  EXPECT_EQ(reclaim(), 1);
}

TEST_F(PetscKeep, ReclaimingLeavesAloneWhatItsOwnerUses) {
  DAPArray array = export_of(vec_);
  dap_simple_release(&array);

  EXPECT_EQ(reclaim(), 0);
  EXPECT_EQ(norm_of(vec_), 4 * world_size());
  DAPArray again = export_of(vec_);
  fill(again, 2);
  EXPECT_EQ(norm_of(vec_), 8 * world_size());

  dap_simple_release(&again);
}

TEST_F(PetscKeep, ExportOnOneRankKeepsTheVecOnAllThatStillHaveIt) {
  DAPArray array = export_of(vec_);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  if (world_rank() != 0) dap_simple_release(&array);

  EXPECT_EQ(reclaim(), 0);
  dap_simple_release(&array);
  EXPECT_EQ(reclaim(), 1);
}

TEST_F(PetscKeep, VecMayDieOnOneRankLongAfterTheOthers) {
  DAPArray array = export_of(vec_);
  if (world_rank() != 0) dap_simple_release(&array);
  sweep(other_);  // all ranks but the first give their reference back
  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(num_destroyed_, world_rank() == 0 ? 0 : 1);

  for (int64_t i = 0; array.release != nullptr && i < count_of(array); ++i) EXPECT_EQ(elements_of(array)[i], 1);
  dap_simple_release(&array);
  EXPECT_EQ(reclaim(), 1);
}

TEST_F(PetscKeep, VecsOfOneCommunicatorGoInAnyOrder) {
  MPI_Comm comm = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &comm);
  Vec only = make_vec(comm, 3);  // the only PETSc object on this communicator
  DAPArray array = export_of(only);
  if (world_rank() % 2 == 0) dap_simple_release(&array);
  sweep(other_);
  ASSERT_EQ(VecDestroy(&only), 0);
  dap_simple_release(&array);

  int64_t found = 0;
  EXPECT_EQ(dap_reclaim(comm, &found, nullptr), DAP_OK);
  EXPECT_EQ(MPI_Comm_free(&comm), MPI_SUCCESS);
}

TEST_F(PetscKeep, SequentialVecNeedsNobodyToGo) {
  Vec alone = nullptr;
  int num_destroyed = 0;
  ASSERT_EQ(VecCreateSeq(PETSC_COMM_SELF, 3, &alone), 0);
  count_destruction(alone, &num_destroyed);
  DAPArray array = export_of(alone);
  ASSERT_EQ(VecDestroy(&alone), 0);
  dap_simple_release(&array);
  sweep(other_);

  EXPECT_EQ(num_destroyed, 1);
}

TEST_F(PetscKeep, ManyExportsOfOneVecGrowNothing) {
  const auto step = [&] {
    DAPArray array = {};
    ASSERT_EQ(dap_petsc_vec_export(vec_, nullptr, &array, nullptr), DAP_OK);
    dap_simple_release(&array);
  };
  for (int i = 0; i < 100; ++i) step();
  const size_t before = mallinfo2().uordblks;
  for (int i = 0; i < 10000; ++i) step();
  const size_t after = mallinfo2().uordblks;

  EXPECT_LT(after, before + 4096);
  EXPECT_EQ(references_to(vec_), 2);
  sweep(other_);
  EXPECT_EQ(references_to(vec_), 1);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  EXPECT_EQ(num_destroyed_, 1) << "no custody holds it";
}

TEST_F(PetscKeep, ManyArraysPlacedInOneVecGrowNothing) {
  std::vector<PetscScalar> places(8);
  const auto step = [&](size_t place) {
    ASSERT_EQ(VecPlaceArray(vec_, places.data() + place), 0);
    DAPArray array = export_of(vec_);
    EXPECT_EQ(elements_of(array), places.data() + place);
    dap_simple_release(&array);
    ASSERT_EQ(VecResetArray(vec_), 0);
  };
  for (size_t i = 0; i < 100; ++i) step(i % 4);
  const size_t before = mallinfo2().uordblks;
  for (size_t i = 0; i < 1000; ++i) step(i % 4);

  EXPECT_LT(mallinfo2().uordblks, before + 4096);
}

TEST_F(PetscKeep, ReleaseFromAnotherThreadWhileTheOwnerGoesOn) {
  for (int round = 0; round < 200; ++round) {
    std::vector<DAPArray> arrays;
    for (int i = 0; i < 8; ++i) arrays.push_back(export_of(vec_));
    std::atomic<bool> begin = false;
    std::thread thread([&] {
      while (!begin) std::this_thread::yield();
      for (DAPArray &array : arrays) dap_simple_release(&array);
    });
    begin = true;
    for (int i = 0; i < 8; ++i) {
      DAPArray array = export_of(vec_);
      ASSERT_EQ(VecSet(vec_, i), 0);
      dap_simple_release(&array);
    }
    thread.join();
  }

  sweep(other_);
  EXPECT_EQ(references_to(vec_), 1);
}

}  // namespace
}  // namespace dap::petsc_testing
