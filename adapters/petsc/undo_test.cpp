// SPDX-License-Identifier: BSD-3-Clause
// Imports that run out of memory on one rank, wherever that happens: all ranks return alike, and all arrays are as they
// were.
#include <cstring>

#include "petsc_testing.hpp"
#include "testing/scarce_memory.hpp"

namespace dap::petsc_testing {
namespace {

class PetscUndo : public ::testing::Test {
 protected:
  PetscUndo() {
    DAPDim dim = dap_dim_balanced(4 * world_size(), world_size());
    dap_dims_row_major(&dim, 1);
    producer_.make(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
  }

  // Imports with `allocations` of them on `failing_rank`, and says how often that failed before it went well.
  template <class Import>
  int64_t fail_until_it_works(int failing_rank, Import &&import) {
    for (int64_t allocations = 0;; ++allocations) {
      DAPArray array = producer_.give();
      const DAPArray before = array;
      DAPError error = {};
      if (world_rank() == failing_rank) granted = allocations;
      const int32_t status = import(array, error);
      granted = -1;
      if (status == DAP_OK) return allocations;
      EXPECT_EQ(status, DAP_ERROR_MEMORY) << error.message;
      EXPECT_EQ(std::memcmp(&array, &before, sizeof array), 0) << "the array is the caller's, bit by bit";
      EXPECT_EQ(access(array, DAP_ACCESS_WRITE), DAP_OK) << "and nobody else holds it";
      dap_simple_release(&array);
      EXPECT_EQ(dap_source_num_exports(producer_.source), 0);
      if (HasFailure()) return allocations;
    }
  }

  hand_made producer_;
  Vec vec_ = nullptr;
};

TEST_F(PetscUndo, OfAVec) {
  for (int rank = 0; rank < world_size(); ++rank) {
    const int64_t failures = fail_until_it_works(rank, [&](DAPArray &array, DAPError &error) {
      return dap_petsc_vec_import(MPI_COMM_WORLD, &array, &vec_, &error);
    });
    if (rank == world_rank()) {
      EXPECT_GT(failures, 1) << "one before and one after the array was moved in, at least";
    }
    ASSERT_EQ(VecDestroy(&vec_), 0);
    EXPECT_EQ(dap_source_num_exports(producer_.source), 0);
  }
}

TEST_F(PetscUndo, OfADmda) {
  DM dm = nullptr;
  for (int rank = 0; rank < world_size(); ++rank) {
    const int64_t failures = fail_until_it_works(rank, [&](DAPArray &array, DAPError &error) {
      return dap_petsc_dmda_import(MPI_COMM_WORLD, &array, 1, &dm, &vec_, &error);
    });
    if (rank == world_rank()) {
      EXPECT_GT(failures, 1);
    }
    ASSERT_EQ(VecDestroy(&vec_), 0);
    ASSERT_EQ(DMDestroy(&dm), 0);
  }
}

TEST_F(PetscUndo, OnADmda) {
  DM dm = nullptr;
  const std::vector<PetscInt> widths(static_cast<size_t>(world_size()), 4);
  ASSERT_EQ(DMDACreate1d(MPI_COMM_WORLD, DM_BOUNDARY_NONE, 4 * world_size(), 1, 1, widths.data(), &dm), 0);
  ASSERT_EQ(DMSetUp(dm), 0);
  for (int rank = 0; rank < world_size(); ++rank) {
    const int64_t failures = fail_until_it_works(rank, [&](DAPArray &array, DAPError &error) {
      return dap_petsc_vec_import_on_dmda(dm, &array, &vec_, &error);
    });
    if (rank == world_rank()) {
      EXPECT_GT(failures, 1);
    }
    ASSERT_EQ(VecDestroy(&vec_), 0);
  }
  ASSERT_EQ(DMDestroy(&dm), 0);
}

}  // namespace
}  // namespace dap::petsc_testing
