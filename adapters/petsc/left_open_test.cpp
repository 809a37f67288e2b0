// SPDX-License-Identifier: BSD-3-Clause
// Re-exports that are released while they are open: the array behind hears of it in the next call, whatever that is
// about.
#include <atomic>
#include <thread>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscLeftOpen : public ::testing::Test {
 protected:
  PetscLeftOpen() : other_(make_vec(MPI_COMM_WORLD, 1)) { import(); }
  ~PetscLeftOpen() override {
    VecDestroy(&vec_);
    VecDestroy(&other_);
  }

  void import() {
    if (producer_.source == nullptr) {
      DAPDim dim = dap_dim_balanced(4 * world_size(), world_size());
      dap_dims_row_major(&dim, 1);
      producer_.make(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
    }
    DAPArray array = producer_.give();
    DAPError error = {};
    ASSERT_EQ(dap_petsc_vec_import(MPI_COMM_WORLD, &array, &vec_, &error), DAP_OK) << error.message;
  }

  void leave_open(uint32_t mode) {
    DAPArray again = export_of(vec_);
    ASSERT_EQ(access(again, mode), DAP_OK);
    dap_simple_release(&again);
  }

  // A call that has nothing to do with the imported Vec.
  void call_about_another() {
    EXPECT_EQ(dap_petsc_vec_access(other_, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT) << "not imported";
  }
  void expect_busy_until_the_next_call() {
    EXPECT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_ERROR_BUSY);
    call_about_another();
    EXPECT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK);
    EXPECT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
  }

  hand_made producer_;
  Vec vec_ = nullptr;
  Vec other_;
};

TEST_F(PetscLeftOpen, ForWriting) {
  leave_open(DAP_ACCESS_WRITE);
  expect_busy_until_the_next_call();
}

TEST_F(PetscLeftOpen, ForReading) {
  leave_open(DAP_ACCESS_READ);
  leave_open(DAP_ACCESS_READ);
  expect_busy_until_the_next_call();
}

TEST_F(PetscLeftOpen, AnExportHearsOfIt) {
  const uint64_t before = producer_.num_writes();
  leave_open(DAP_ACCESS_WRITE);
  call_about_another();
  EXPECT_EQ(producer_.num_writes(), before + 1) << "the END was given";
}

TEST_F(PetscLeftOpen, AfterTheVecWhileAnotherExportLives) {
  DAPArray open = export_of(vec_);
  DAPArray living = export_of(vec_);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  ASSERT_EQ(access(open, DAP_ACCESS_WRITE), DAP_OK);
  dap_simple_release(&open);
  expect_busy_until_the_next_call();

  producer_.let_go();
  EXPECT_EQ(producer_.num_destroyed, 0);
  dap_simple_release(&living);
  EXPECT_EQ(producer_.num_destroyed, 1) << "at once, with the last export";
}

TEST_F(PetscLeftOpen, ByPetscItselfAtTheEndOfTheVec) {
  DAPArray living = export_of(vec_);
  ASSERT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_WRITE, nullptr), DAP_OK);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  expect_busy_until_the_next_call();

  dap_simple_release(&living);
}

TEST_F(PetscLeftOpen, ByTheLastExportOfAVecThatIsGone) {
  DAPArray open = export_of(vec_);
  ASSERT_EQ(access(open, DAP_ACCESS_WRITE), DAP_OK);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  dap_simple_release(&open);
  EXPECT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK) << "the array has been released with it";
  EXPECT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
}

TEST_F(PetscLeftOpen, OnAnotherThreadWhileTheOwnerSweepsAndDestroys) {
  for (int round = 0; round < 300; ++round) {
    std::vector<DAPArray> arrays;
    for (int i = 0; i < 4; ++i) arrays.push_back(export_of(vec_));
    for (DAPArray &array : arrays) ASSERT_EQ(access(array, DAP_ACCESS_READ), DAP_OK);
    std::atomic<bool> begin = false;
    std::thread first([&] {
      while (!begin) std::this_thread::yield();
      for (size_t i : {0, 1}) dap_simple_release(&arrays[i]);
    });
    std::thread second([&] {
      while (!begin) std::this_thread::yield();
      for (size_t i : {2, 3}) dap_simple_release(&arrays[i]);
    });
    begin = true;
    if (round % 2 == 0) call_about_another();
    ASSERT_EQ(VecDestroy(&vec_), 0);
    for (int i = 0; i < 4; ++i) call_about_another();
    first.join();
    second.join();
    EXPECT_EQ(dap_source_num_exports(producer_.source), 0) << "the array has been released";
    ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE), DAP_OK);
    ASSERT_EQ(producer_.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
    import();
  }
}

}  // namespace
}  // namespace dap::petsc_testing
