// SPDX-License-Identifier: BSD-3-Clause
// What Vecs and DMDA vectors look like when they are exported.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

void expect_ranges(const DAPArray &array, Vec vec, PetscInt block_size) {
  const DAPDistribution &distribution = *array.distribution;
  PetscInt first = 0;
  PetscInt end = 0;
  PetscInt size = 0;
  ASSERT_EQ(VecGetOwnershipRange(vec, &first, &end), 0);
  ASSERT_EQ(VecGetSize(vec, &size), 0);
  ASSERT_EQ(distribution.num_parts, 1);
  EXPECT_EQ(distribution.dims[0].size, size / block_size);
  EXPECT_EQ(distribution.dims[0].grid_size, distribution.comm.size);
  EXPECT_EQ(distribution.local[0].num_owned, (end - first) / block_size);
  if (first < end) {
    EXPECT_EQ(distribution.local[0].start, first / block_size);
  }
  EXPECT_EQ(elements_of(array), pointer_of(vec));
  EXPECT_EQ(dap_array_validate(&array, nullptr), DAP_OK);
}

TEST(PetscLayout, VecIsOneRangePerRankOnItsOwnMemory) {
  const int rank = world_rank();
  Vec vec = make_vec(MPI_COMM_WORLD, rank % 3 == 1 ? 0 : rank + 1);  // the second rank owns nothing
  DAPArray array = export_of(vec);

  ASSERT_EQ(array.distribution->ndim, 1);
  EXPECT_EQ(array.flags & DAP_MUST_UNDERSTAND, 0U);
  expect_ranges(array, vec, 1);

  dap_simple_release(&array);
  VecDestroy(&vec);
}

TEST(PetscLayout, VecDividedByPetscIsBalancedAndNeedsNoTable) {
  Vec vec = nullptr;
  ASSERT_EQ(VecCreateMPI(MPI_COMM_WORLD, PETSC_DECIDE, 17, &vec), 0);
  DAPArray array = export_of(vec);

  EXPECT_EQ(array.distribution->dims[0].flags, DAP_DIM_BALANCED);
  expect_ranges(array, vec, 1);

  dap_simple_release(&array);
  VecDestroy(&vec);
}

TEST(PetscLayout, BlockSizeIsATrailingDimension) {
  Vec vec = make_vec(MPI_COMM_WORLD, 3 * (world_rank() % 2 + 1), 3);
  DAPArray array = export_of(vec);

  ASSERT_EQ(array.distribution->ndim, 2);
  EXPECT_EQ(array.distribution->dims[1].size, 3);
  EXPECT_EQ(array.distribution->dims[1].grid_size, 1);
  expect_ranges(array, vec, 3);

  dap_simple_release(&array);
  VecDestroy(&vec);
}

TEST(PetscLayout, SequentialVecBelongsToItsProcessAlone) {
  Vec vec = nullptr;
  ASSERT_EQ(VecCreateSeq(PETSC_COMM_SELF, 5, &vec), 0);
  DAPArray array = export_of(vec);

  EXPECT_EQ(array.distribution->comm.size, 1);
  expect_ranges(array, vec, 1);

  dap_simple_release(&array);
  VecDestroy(&vec);
}

TEST(PetscLayout, RanksCountInTheCommunicatorOfTheVec) {
  MPI_Comm halves = MPI_COMM_NULL;  // even and odd ranks, in reverse order
  MPI_Comm_split(MPI_COMM_WORLD, world_rank() % 2, -world_rank(), &halves);
  Vec vec = make_vec(halves, world_rank() + 1);
  DAPArray array = export_of(vec);

  EXPECT_EQ(array.distribution->comm.rank, rank_in(halves));
  EXPECT_EQ(array.distribution->comm.size, size_of(halves));
  int same = MPI_UNEQUAL;
  MPI_Comm_compare(dap_comm_to_mpi(&array.distribution->comm), halves, &same);
  EXPECT_EQ(same, MPI_CONGRUENT);
  expect_ranges(array, vec, 1);

  dap_simple_release(&array);
  VecDestroy(&vec);
  EXPECT_EQ(dap_reclaim(halves, nullptr, nullptr), DAP_OK);
  MPI_Comm_free(&halves);
}

TEST(PetscLayout, ExportsOfOneVecAndOfItsCopiesHaveTheSameShape) {
  Vec vec = make_vec(MPI_COMM_WORLD, 4);
  DAPArray first = export_of(vec);
  DAPArray second = export_of(vec);
  Vec copy = nullptr;
  ASSERT_EQ(VecDuplicate(vec, &copy), 0);
  DAPArray third = export_of(copy);

  EXPECT_TRUE(dap_distribution_same(first.distribution, second.distribution));
  EXPECT_EQ(elements_of(first), elements_of(second));
  EXPECT_EQ(elements_of(third), pointer_of(copy)) << "VecDuplicate copies what hangs on a Vec";
  EXPECT_NE(elements_of(third), elements_of(first));

  dap_simple_release(&first);
  dap_simple_release(&second);
  dap_simple_release(&third);
  VecDestroy(&vec);
  VecDestroy(&copy);
}

TEST(PetscLayout, OtherTypesOfVecAreRefusedByName) {
  Vec parts[1] = {make_vec(MPI_COMM_WORLD, 2)};
  Vec nest = nullptr;
  ASSERT_EQ(VecCreateNest(MPI_COMM_WORLD, 1, nullptr, parts, &nest), 0);
  DAPArray array = {};
  DAPError error = {};

  EXPECT_EQ(dap_petsc_vec_export(nest, nullptr, &array, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_CONSUMER_LIMIT);
  EXPECT_EQ(std::string(error.message),
            "PETSc Vec: its type is \"nest\", only \"seq\" and \"mpi\" can be exported (rank " +
                std::to_string(world_rank()) + "; spec 1110)");
  EXPECT_EQ(array.release, nullptr);

  VecDestroy(&nest);
  VecDestroy(&parts[0]);
}

TEST(PetscLayout, ProviderKeepsToTheRequest) {
  Vec vec = make_vec(MPI_COMM_WORLD, 6, 2);
  DAPRequest request = dap_simple_request(0);
  DAPArray array = {};
  DAPError error = {};

  request.max_ndim = 1;
  EXPECT_EQ(dap_petsc_vec_provider.export_array(vec, &request, &array, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_NDIM);
  EXPECT_EQ(array.release, nullptr);
  request.max_ndim = 2;
  EXPECT_EQ(dap_petsc_vec_provider.export_array(vec, &request, &array, &error), DAP_OK);
  EXPECT_EQ(array.flags & DAP_ARRAY_WRITABLE, 0U) << "it was not asked for";
  DAPArray nothing = {};
  EXPECT_EQ(dap_petsc_vec_export(nullptr, &request, &nothing, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_petsc_vec_provider.export_array(vec, nullptr, &nothing, &error), DAP_ERROR_ARGUMENT);
  EXPECT_STREQ(error.message, "request is NULL (spec 1301)");
  EXPECT_EQ(nothing.release, nullptr);

  dap_simple_release(&array);
  VecDestroy(&vec);
}

}  // namespace
}  // namespace dap::petsc_testing
