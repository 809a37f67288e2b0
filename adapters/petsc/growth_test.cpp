// SPDX-License-Identifier: BSD-3-Clause
// Programs that make, export and destroy a Vec in every step: nothing is left over, whenever each rank releases.
#include <malloc.h>

#include <deque>
#include <functional>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr int num_steps = 100;  // its own allocator is not counted here, and slow; it looks for leaks at the end
#else
constexpr int num_steps = 2000;
#endif
constexpr size_t at_most = 16384;  // bytes: less than the smallest block for each step

class PetscGrowth : public ::testing::Test {
 protected:
  PetscGrowth() { EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr), DAP_OK); }

  // One step: the export is released when `delay` later ones have been made, and no call comes between the last use and
  // the end of a Vec.
  void step(const std::function<Vec()> &make, size_t delay) {
    Vec vec = make();
    exports_.push_back(export_of(vec));
    if (exports_.size() > delay) release_oldest();
    ASSERT_EQ(VecDestroy(&vec), 0);
  }
  void release_oldest() {
    dap_simple_release(&exports_.front());
    exports_.pop_front();
  }

  void expect_no_growth(const std::function<Vec()> &make, size_t delay) {
    for (int i = 0; i < 200; ++i) step(make, delay);
    const size_t before = mallinfo2().uordblks;
    for (int i = 0; i < num_steps; ++i) step(make, delay);
    EXPECT_LT(mallinfo2().uordblks, before + at_most);

    while (!exports_.empty()) release_oldest();
    Vec other = make_vec(MPI_COMM_WORLD, 1);
    EXPECT_EQ(dap_petsc_vec_access(other, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT) << "any call sweeps";
    VecDestroy(&other);
    int64_t found = -1;
    EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, &found, nullptr), DAP_OK);
    EXPECT_EQ(found, world_size() > 1 ? 1 : 0) << "the reference on the communicator, and no Vec";
  }
  // In the rhythm of every rank.
  void expect_no_growth_in_any_rhythm(const std::function<Vec()> &make) {
    expect_no_growth(make, 0);
    expect_no_growth(make, static_cast<size_t>(3 * world_rank()));
  }

  std::deque<DAPArray> exports_;
};

TEST_F(PetscGrowth, OfVecs) {
  expect_no_growth_in_any_rhythm([] { return make_vec(MPI_COMM_WORLD, 4); });
}

TEST_F(PetscGrowth, OfGlobalVectorsOfADmda) {
  DM dm = nullptr;
  ASSERT_EQ(DMDACreate1d(MPI_COMM_WORLD, DM_BOUNDARY_NONE, 4 * world_size(), 1, 1, nullptr, &dm), 0);
  ASSERT_EQ(DMSetUp(dm), 0);
  expect_no_growth_in_any_rhythm([&] {
    Vec vec = nullptr;
    EXPECT_EQ(DMCreateGlobalVector(dm, &vec), 0);
    return vec;
  });
  PetscInt references = 0;
  EXPECT_EQ(PetscObjectGetReference(reinterpret_cast<PetscObject>(dm), &references), 0);
  EXPECT_EQ(references, 1);
  ASSERT_EQ(DMDestroy(&dm), 0);
}

// Destroying these may concern other processes, so all processes together do it.
class PetscDiesTogether : public ::testing::Test {
 protected:
  // Destroyed by its owner, released, swept; and then reclaimed.
  void expect_left_to_reclaim(Vec vec) {
    EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr), DAP_OK);
    DAPArray array = export_of(vec);
    ASSERT_EQ(VecDestroy(&vec), 0);
    dap_simple_release(&array);
    Vec other = make_vec(MPI_COMM_WORLD, 1);
    EXPECT_EQ(dap_petsc_vec_access(other, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT) << "any call sweeps";
    VecDestroy(&other);
    int64_t found = -1;
    EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, &found, nullptr), DAP_OK);
    EXPECT_EQ(found, world_size() > 1 ? 2 : 0) << "the Vec, and the reference on the communicator";
  }
};

TEST_F(PetscDiesTogether, VecWithTheLastReferenceToItsDmda) {
  DM dm = nullptr;
  Vec vec = nullptr;
  ASSERT_EQ(DMDACreate1d(MPI_COMM_WORLD, DM_BOUNDARY_NONE, 4 * world_size(), 1, 1, nullptr, &dm), 0);
  ASSERT_EQ(DMSetUp(dm), 0);
  ASSERT_EQ(DMCreateGlobalVector(dm, &vec), 0);
  ASSERT_EQ(DMDestroy(&dm), 0);
  expect_left_to_reclaim(vec);
}

TEST_F(PetscDiesTogether, GhostedVec) {
  const PetscInt ghost = 2 * ((world_rank() + 1) % world_size());
  Vec vec = nullptr;
  ASSERT_EQ(VecCreateGhost(MPI_COMM_WORLD, 2, PETSC_DETERMINE, world_size() > 1 ? 1 : 0, &ghost, &vec), 0);
  expect_left_to_reclaim(vec);
}

TEST_F(PetscDiesTogether, VecThatSomethingElseHangsOn) {
  Vec vec = make_vec(MPI_COMM_WORLD, 4);
  Vec hanging = make_vec(MPI_COMM_WORLD, 4);
  ASSERT_EQ(PetscObjectCompose(reinterpret_cast<PetscObject>(vec), "other", reinterpret_cast<PetscObject>(hanging)), 0);
  ASSERT_EQ(VecDestroy(&hanging), 0);
  expect_left_to_reclaim(vec);
}

TEST_F(PetscDiesTogether, VecWithTheLastReferenceToItsMapping) {
  Vec vec = make_vec(MPI_COMM_WORLD, 1);
  const PetscInt index = world_rank();
  ISLocalToGlobalMapping mapping = nullptr;
  ASSERT_EQ(ISLocalToGlobalMappingCreate(MPI_COMM_WORLD, 1, 1, &index, PETSC_COPY_VALUES, &mapping), 0);
  ASSERT_EQ(VecSetLocalToGlobalMapping(vec, mapping), 0);
  ASSERT_EQ(ISLocalToGlobalMappingDestroy(&mapping), 0);
  expect_left_to_reclaim(vec);
}

}  // namespace
}  // namespace dap::petsc_testing
