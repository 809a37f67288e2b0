// SPDX-License-Identifier: BSD-3-Clause
// A writing opening that is granted on some ranks and refused on others: no Vec behind it remembers a norm on one rank
// that the others compute, which would be a wrong number here and an endless wait there.
#include "petsc_testing.hpp"

namespace dap::petsc_testing {
namespace {

// Four elements on every rank. What is tried is tried once for every rank that is in the way.
class PetscRefusedWrite : public ::testing::Test {
 protected:
  ~PetscRefusedWrite() override {
    for (DAPArray *array : {&writer_, &reader_}) dap_simple_release(array);
    for (auto vec = vecs_.rbegin(); vec != vecs_.rend(); ++vec) VecDestroy(&*vec);
    dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr);
  }

  void add_vec() { vecs_.push_back(make_vec(MPI_COMM_WORLD, 4)); }
  void add_native() {
    DAPDim dim = dap_dim_balanced(4 * world_size(), world_size());
    dap_dims_row_major(&dim, 1);
    native_.make(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
  }
  void add_import_of(DAPArray array) {
    Vec vec = nullptr;
    DAPError error = {};
    ASSERT_EQ(dap_petsc_vec_import(MPI_COMM_NULL, &array, &vec, &error), DAP_OK) << error.message;
    vecs_.push_back(vec);
  }
  void add_import_of_last() { add_import_of(export_of(vecs_.back())); }

  // All elements 1, and every Vec remembers their norm.
  void start() {
    fill(writer_, 1);
    expect_norms(4.0 * world_size());
  }
  void expect_norms(double expected) {
    for (size_t i = 0; i < vecs_.size(); ++i) EXPECT_EQ(norm_of(vecs_[i]), expected) << "Vec " << i;
  }

  // As a consumer does: open, write where that is granted, agree, END where it was granted. `access(mode)` opens and
  // ends.
  template <class Access>
  void try_to_write(int refusing_rank, Access &&access, int32_t expected = DAP_ERROR_BUSY) {
    for (const uint32_t mode : {DAP_ACCESS_WRITE, DAP_ACCESS_OVERWRITE}) {
      const int32_t status = access(mode);
      EXPECT_EQ(status, world_rank() == refusing_rank ? expected : DAP_OK);
      if (status == DAP_OK) std::fill_n(elements_of(writer_), 4, 3.0);
      EXPECT_EQ(dap_mpi_agree(MPI_COMM_WORLD, status, nullptr), expected);
      EXPECT_EQ(status == DAP_OK ? access(mode | DAP_ACCESS_END) : DAP_OK, DAP_OK);

      expect_norms(4.0 * (1 + 3 * (world_size() - 1)));
    }
  }
  template <class Access>
  void try_to_write_with_each_rank_reading(Access &&access_for_writing) {
    for (int rank = 0; rank < world_size(); ++rank) {
      start();
      const bool reads = world_rank() == rank;
      EXPECT_EQ(reads ? access(reader_, DAP_ACCESS_READ) : DAP_OK, DAP_OK);
      try_to_write(rank, access_for_writing);
      EXPECT_EQ(reads ? access(reader_, DAP_ACCESS_READ | DAP_ACCESS_END) : DAP_OK, DAP_OK);
    }
  }
  void write_through_the_writer_with_each_rank_reading() {
    try_to_write_with_each_rank_reading([&](uint32_t mode) { return access(writer_, mode); });
  }
  void write_through_the_last_vec_with_each_rank_reading() {
    try_to_write_with_each_rank_reading(
        [&](uint32_t mode) { return dap_petsc_vec_access(vecs_.back(), mode, nullptr); });
  }

  hand_made native_;
  std::vector<Vec> vecs_;
  DAPArray writer_ = {};
  DAPArray reader_ = {};
};

TEST_F(PetscRefusedWrite, OfAnExportedVec) {
  add_vec();
  writer_ = export_of(vecs_[0]);
  reader_ = export_of(vecs_[0]);

  write_through_the_writer_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, OfAReexportBecauseAnotherReexportReads) {
  add_vec();
  add_import_of_last();
  writer_ = export_of(vecs_[1]);
  reader_ = export_of(vecs_[1]);

  write_through_the_writer_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, OfAReexportBecauseTheRootIsRead) {
  add_vec();
  add_import_of_last();
  writer_ = export_of(vecs_[1]);
  reader_ = export_of(vecs_[0]);

  write_through_the_writer_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, OfAReexportOfAnImportedNativeArray) {
  add_native();
  add_import_of(native_.give());
  writer_ = export_of(vecs_[0]);
  reader_ = export_of(vecs_[0]);

  write_through_the_writer_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, OfAReexportBecauseTheNativeRootIsRead) {
  add_native();
  add_import_of(native_.give());
  writer_ = export_of(vecs_[0]);
  reader_ = native_.give();

  write_through_the_writer_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, AtTheEndOfALongChain) {
  add_vec();
  add_import_of_last();
  add_import_of_last();
  writer_ = export_of(vecs_[2]);
  reader_ = export_of(vecs_[2]);

  write_through_the_writer_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, ByPetscItselfBecauseAReexportReads) {
  add_vec();
  add_import_of_last();
  add_import_of_last();
  writer_ = export_of(vecs_[2]);
  reader_ = export_of(vecs_[2]);

  write_through_the_last_vec_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, ByPetscItselfBecauseTheRootIsRead) {
  add_vec();
  add_import_of_last();
  writer_ = export_of(vecs_[1]);
  reader_ = export_of(vecs_[0]);

  write_through_the_last_vec_with_each_rank_reading();
}

TEST_F(PetscRefusedWrite, ByPetscItselfBecauseAnotherArrayIsInItsPlaceOnOneRank) {
  add_vec();
  add_import_of_last();
  writer_ = export_of(vecs_[1]);
  start();
  // On all ranks, as PETSc needs it; but only on the last one is it really another.
  std::vector<PetscScalar> another(4, 1.0);
  const bool is_last = world_rank() == world_size() - 1;
  ASSERT_EQ(VecPlaceArray(vecs_[1], is_last ? another.data() : elements_of(writer_)), 0);

  try_to_write(
      world_size() - 1, [&](uint32_t mode) { return dap_petsc_vec_access(vecs_[1], mode, nullptr); }, DAP_ERROR_STALE);

  ASSERT_EQ(VecResetArray(vecs_[1]), 0);
}

}  // namespace
}  // namespace dap::petsc_testing
