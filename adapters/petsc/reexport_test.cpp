// SPDX-License-Identifier: BSD-3-Clause
// Imported Vecs that are exported again: the array as it was divided, with access all the way to its producer.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscReexport : public ::testing::Test {
 protected:
  // Two elements in each of three columns on every rank.
  void SetUp() override {
    DAPDim dims[2] = {dap_dim_balanced(2 * world_size(), world_size()), dap_dim_whole(3)};
    dap_dims_row_major(dims, 2);
    producer_.make(dap_distribution_describe(dims, 2, dap_comm_from_mpi(MPI_COMM_WORLD)));
    DAPArray array = producer_.give();
    DAPError error = {};
    ASSERT_EQ(dap_petsc_vec_import(MPI_COMM_WORLD, &array, &vec_, &error), DAP_OK) << error.message;
    total_ = 6 * world_size();
  }
  void TearDown() override { VecDestroy(&vec_); }

  void use(uint32_t mode) { ASSERT_EQ(dap_petsc_vec_access(vec_, mode, nullptr), DAP_OK); }

  hand_made producer_;
  Vec vec_ = nullptr;
  double total_ = 0;
};

TEST_F(PetscReexport, IsTheArrayThatCameIn) {
  DAPArray original = producer_.give();
  DAPArray again = export_of(vec_);

  EXPECT_TRUE(dap_distribution_same(original.distribution, again.distribution));
  EXPECT_EQ(elements_of(again), producer_.memory.data());
  EXPECT_EQ(access(again, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(access(original, DAP_ACCESS_READ), DAP_ERROR_BUSY) << "access reaches the producer";

  dap_simple_release(&again);
  dap_simple_release(&original);
}

TEST_F(PetscReexport, OpeningOfPetscIsLent) {
  DAPArray again = export_of(vec_);
  use(DAP_ACCESS_WRITE);
  ASSERT_EQ(access(again, DAP_ACCESS_WRITE), DAP_OK);
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_WRITE | DAP_ACCESS_END, &error), DAP_ERROR_BUSY);
  EXPECT_EQ(error.rule, DAP_RULE_LENT);
  ASSERT_EQ(access(again, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
  use(DAP_ACCESS_WRITE | DAP_ACCESS_END);

  dap_simple_release(&again);
}

TEST_F(PetscReexport, PetscNoticesWhatIsWrittenThroughIt) {
  DAPArray again = export_of(vec_);
  use(DAP_ACCESS_WRITE);
  fill(again, 1);
  EXPECT_EQ(norm_of(vec_), total_);
  fill(again, 2);
  EXPECT_EQ(norm_of(vec_), 2 * total_);
  use(DAP_ACCESS_WRITE | DAP_ACCESS_END);

  dap_simple_release(&again);
}

TEST_F(PetscReexport, OutlivesVecAndProducer) {
  DAPArray again = export_of(vec_);
  ASSERT_EQ(VecDestroy(&vec_), 0);
  producer_.let_go();

  fill(again, 9);
  EXPECT_EQ(producer_.memory[0], 9);
  EXPECT_EQ(producer_.num_destroyed, 0);
  dap_simple_release(&again);
  EXPECT_EQ(producer_.num_destroyed, 1);
}

TEST_F(PetscReexport, AnotherArrayInItsPlaceIsNotTheProducers) {
  std::vector<PetscScalar> other(6, 1.0);
  ASSERT_EQ(VecPlaceArray(vec_, other.data()), 0);
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ, &error), DAP_ERROR_STALE);
  EXPECT_EQ(error.rule, DAP_RULE_STALE);
  DAPArray placed = export_of(vec_);
  EXPECT_EQ(elements_of(placed), other.data());
  dap_simple_release(&placed);
  ASSERT_EQ(VecResetArray(vec_), 0);
  use(DAP_ACCESS_READ);
  use(DAP_ACCESS_READ | DAP_ACCESS_END);
}

TEST_F(PetscReexport, ExportedVecComesBackThroughTheProtocol) {
  Vec source = make_vec(MPI_COMM_WORLD, 4, 2, 3);
  DAPArray array = export_of(source);
  Vec second = nullptr;
  ASSERT_EQ(dap_petsc_vec_import(MPI_COMM_NULL, &array, &second, nullptr), DAP_OK);
  const double count = 4 * world_size();
  ASSERT_EQ(norm_of(source), 3 * count);

  ASSERT_EQ(dap_petsc_vec_access(second, DAP_ACCESS_WRITE, nullptr), DAP_OK);
  ASSERT_EQ(VecScale(second, 2), 0);
  ASSERT_EQ(dap_petsc_vec_access(second, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK);
  EXPECT_EQ(pointer_of(second), pointer_of(source));
  EXPECT_EQ(norm_of(source), 6 * count);
  ASSERT_EQ(VecDestroy(&source), 0);
  EXPECT_EQ(norm_of(second), 6 * count) << "the memory lives on";

  VecDestroy(&second);
  EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr), DAP_OK);
}

}  // namespace
}  // namespace dap::petsc_testing
