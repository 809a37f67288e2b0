// SPDX-License-Identifier: BSD-3-Clause
// Refusals say of which Vec they are, by the name that it has in PETSc, and on which rank.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscNames : public ::testing::Test {
 protected:
  PetscNames() : vec_(make_vec(MPI_COMM_WORLD, 4)) {
    EXPECT_EQ(PetscObjectSetName(reinterpret_cast<PetscObject>(vec_), "velocity"), 0);
  }
  ~PetscNames() override { VecDestroy(&vec_); }

  void expect_message(const DAPError &error, const std::string &sentence) {
    const std::string rank = std::to_string(world_rank());
    EXPECT_EQ(std::string(error.message), sentence + " (rank " + rank + "; spec " + std::to_string(error.rule) + ")");
    EXPECT_EQ(error.rank, world_rank());
  }

  Vec vec_;
};

TEST_F(PetscNames, OfAVecThatCannotBeExported) {
  Vec nest = nullptr;
  ASSERT_EQ(VecCreateNest(MPI_COMM_WORLD, 1, nullptr, &vec_, &nest), 0);
  ASSERT_EQ(PetscObjectSetName(reinterpret_cast<PetscObject>(nest), "stokes"), 0);
  DAPArray array = {};
  DAPError error = {};
  EXPECT_EQ(dap_petsc_vec_export(nest, nullptr, &array, &error), DAP_ERROR_UNSUPPORTED);
  expect_message(error, "stokes: its type is \"nest\", only \"seq\" and \"mpi\" can be exported");
  VecDestroy(&nest);
}

TEST_F(PetscNames, OfAVecThatIsNotAsTheRequestWantsIt) {
  DAPRequest request = {};
  request.version = {DAP_VERSION_MAJOR + 1, 0};
  DAPArray array = {};
  DAPError error = {};
  EXPECT_EQ(dap_petsc_vec_export(vec_, &request, &array, &error), DAP_ERROR_VERSION);
  EXPECT_EQ(std::string(error.message).rfind("velocity: ", 0), 0U) << error.message;
  EXPECT_EQ(error.rank, world_rank());
}

TEST_F(PetscNames, OfAVecThatIsInUse) {
  DAPArray reader = export_of(vec_);
  DAPArray writer = export_of(vec_);
  DAPError error = {};
  ASSERT_EQ(access(reader, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(dap_simple_access(&writer, DAP_ACCESS_WRITE, &error), DAP_ERROR_BUSY);
  expect_message(error, "velocity: cannot open for WRITE while others read");
  EXPECT_EQ(access(reader, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  dap_simple_release(&reader);
  dap_simple_release(&writer);
}

TEST_F(PetscNames, OfAVecWithAnotherArray) {
  DAPArray array = export_of(vec_);
  std::vector<PetscScalar> other(4, 5.0);
  ASSERT_EQ(VecPlaceArray(vec_, other.data()), 0);
  DAPError error = {};
  EXPECT_EQ(dap_simple_access(&array, DAP_ACCESS_READ, &error), DAP_ERROR_STALE);
  expect_message(error, "velocity: its array was replaced after the export (READ)");
  ASSERT_EQ(VecResetArray(vec_), 0);
  dap_simple_release(&array);
}

TEST_F(PetscNames, OfAVecThatWasNotImported) {
  DAPError error = {};
  EXPECT_EQ(dap_petsc_vec_access(vec_, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT);
  expect_message(error, "velocity: the Vec was not imported");
}

TEST_F(PetscNames, OfAnImportedVecIsThatOfTheArray) {
  hand_made producer;
  DAPDim dim = dap_dim_balanced(4 * world_size(), world_size());
  dap_dims_row_major(&dim, 1);
  producer.make(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
  DAPArray array = producer.give();
  Vec imported = nullptr;
  ASSERT_EQ(dap_petsc_vec_import(MPI_COMM_WORLD, &array, &imported, nullptr), DAP_OK);
  DAPArray again = export_of(imported);
  EXPECT_STREQ(dap_simple_name(&again), "hand-made");
  DAPError error = {};
  ASSERT_EQ(producer.access(DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(dap_petsc_vec_access(imported, DAP_ACCESS_READ, &error), DAP_ERROR_BUSY);
  expect_message(error, "hand-made: cannot open for READ while another writes");
  ASSERT_EQ(PetscObjectSetName(reinterpret_cast<PetscObject>(imported), "pressure"), 0);
  EXPECT_EQ(dap_petsc_vec_access(imported, DAP_ACCESS_READ, &error), DAP_ERROR_BUSY);
  expect_message(error, "pressure: hand-made: cannot open for READ while another writes");
  ASSERT_EQ(producer.access(DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);

  dap_simple_release(&again);
  VecDestroy(&imported);
}

TEST_F(PetscNames, OfAnExportedArray) {
  DAPArray array = export_of(vec_);
  EXPECT_STREQ(dap_simple_name(&array), "velocity");
  dap_simple_release(&array);
}

TEST_F(PetscNames, NoneIsInvented) {
  Vec unnamed = make_vec(MPI_COMM_WORLD, 4);
  DAPError error = {};
  // On one rank alone: to invent a name, PETSc would wait for the others.
  if (world_rank() == world_size() - 1) {
    EXPECT_EQ(dap_petsc_vec_access(unnamed, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT);
    expect_message(error, "PETSc Vec: the Vec was not imported");
  }
  MPI_Barrier(MPI_COMM_WORLD);
  VecDestroy(&unnamed);
}

}  // namespace
}  // namespace dap::petsc_testing
