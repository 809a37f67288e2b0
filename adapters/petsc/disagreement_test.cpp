// SPDX-License-Identifier: BSD-3-Clause
// Imports to which ranks pass different things: all are told, none waits, and nothing has changed.
#include <cstring>

#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

class PetscDisagreement : public ::testing::Test {
 protected:
  ~PetscDisagreement() override {
    EXPECT_EQ(access(array_, DAP_ACCESS_WRITE), DAP_OK) << "nobody else holds the array";
    dap_simple_release(&array_);
    EXPECT_EQ(dap_source_num_exports(producer_.source), 0);
    for (DM &dm : dms_) DMDestroy(&dm);
  }

  // The one that is unlike the others, if there are any.
  static bool is_odd() { return world_rank() == 1; }
  static bool has_odd() { return world_size() > 1; }

  void give(int64_t per_rank, DAPType type = {DAP_TYPE_FLOAT, 64, 1}, uint32_t flags = 0) {
    DAPDim dim = dap_dim_balanced(per_rank * world_size(), world_size());
    dim.flags |= flags;
    dap_dims_row_major(&dim, 1);
    const DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
    const DAPDistribution *distribution = nullptr;
    ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &distribution, nullptr), DAP_OK);
    producer_.adopt(distribution, DAP_ARRAY_WRITABLE, type);
    dap_distribution_release(distribution);
    array_ = producer_.give();
  }
  DM make_dm(PetscInt size) {
    DM &dm = dms_.emplace_back();
    EXPECT_EQ(DMDACreate1d(MPI_COMM_WORLD, DM_BOUNDARY_NONE, size, 1, 1, nullptr, &dm), 0);
    EXPECT_EQ(DMSetUp(dm), 0);
    return dm;
  }

  // Alone, the odd rank is not odd, and the import goes well.
  template <class Import>
  void expect_told(const char *what, Import &&import) {
    const DAPArray before = array_;
    Vec vec = nullptr;
    DAPError error = {};
    const int32_t status = import(&vec, &error);
    EXPECT_EQ(status, has_odd() ? DAP_ERROR_DISAGREEMENT : DAP_OK) << error.message;
    if (has_odd()) {
      EXPECT_EQ(error.rule, DAP_RULE_DISAGREEMENT);
      EXPECT_EQ(error.rank, 1);
      EXPECT_NE(std::strstr(error.message, what), nullptr) << error.message;
      EXPECT_EQ(vec, nullptr);
      EXPECT_EQ(std::memcmp(&array_, &before, sizeof array_), 0) << "the array is the caller's, bit by bit";
    } else {
      EXPECT_EQ(VecDestroy(&vec), 0);
      array_ = producer_.give();
    }
  }
  void expect_all_told(const char *what) {
    expect_told(what,
                [&](Vec *vec, DAPError *error) { return dap_petsc_vec_import(MPI_COMM_WORLD, &array_, vec, error); });
    DM dm = nullptr;
    expect_told(what, [&](Vec *vec, DAPError *error) {
      return dap_petsc_dmda_import(MPI_COMM_WORLD, &array_, 1, &dm, vec, error);
    });
    if (dm != nullptr) dms_.push_back(dm);
  }

  hand_made producer_;
  DAPArray array_ = {};
  std::vector<DM> dms_;
};

TEST_F(PetscDisagreement, OnTheSize) {
  give(is_odd() ? 5 : 4);
  expect_all_told("dimension 0");
}

TEST_F(PetscDisagreement, OnTheSizeWithADmdaThatIsThere) {
  const DM dm = make_dm(4 * world_size());
  give(is_odd() ? 5 : 4);
  expect_told("dimension 0",
              [&](Vec *vec, DAPError *error) { return dap_petsc_vec_import_on_dmda(dm, &array_, vec, error); });
}

TEST_F(PetscDisagreement, OnTheElementType) {
  give(4, is_odd() ? DAPType{DAP_TYPE_FLOAT, 32, 1} : DAPType{DAP_TYPE_FLOAT, 64, 1});
  expect_all_told("the element type");
}

TEST_F(PetscDisagreement, OnPeriodicity) {
  give(4, {DAP_TYPE_FLOAT, 64, 1}, is_odd() ? DAP_DIM_PERIODIC : 0);
  expect_all_told("dimension 0");
}

TEST_F(PetscDisagreement, OnTheStencilWidth) {
  give(4);
  DM dm = nullptr;
  expect_told("the other arguments", [&](Vec *vec, DAPError *error) {
    return dap_petsc_dmda_import(MPI_COMM_WORLD, &array_, is_odd() ? 2 : 1, &dm, vec, error);
  });
  EXPECT_EQ(dm == nullptr, has_odd());
  DMDestroy(&dm);
}

TEST_F(PetscDisagreement, OnTheDmda) {
  const DM first = make_dm(4 * world_size());
  const DM second = make_dm(4 * world_size());
  give(4);
  expect_told("the other arguments", [&](Vec *vec, DAPError *error) {
    return dap_petsc_vec_import_on_dmda(is_odd() ? second : first, &array_, vec, error);
  });
}

TEST_F(PetscDisagreement, OnTheFunction) {
  give(4);
  DM dm = nullptr;
  expect_told("the other arguments", [&](Vec *vec, DAPError *error) {
    if (is_odd()) return dap_petsc_vec_import(MPI_COMM_WORLD, &array_, vec, error);
    return dap_petsc_dmda_import(MPI_COMM_WORLD, &array_, 0, &dm, vec, error);
  });
  DMDestroy(&dm);
}

}  // namespace
}  // namespace dap::petsc_testing
