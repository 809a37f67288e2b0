// SPDX-License-Identifier: BSD-3-Clause
// What the tests of this adapter share: PETSc running, Vecs that go away, exports, and arrays of a producer that is not
// PETSc.
#pragma once

#include <dap/mpi.h>
#include <dap/petsc.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "testing/mpi_environment.hpp"

namespace dap::petsc_testing {

using dap::testing::world_rank;
using dap::testing::world_size;

inline void start_petsc() {
  PetscInitializeNoArguments();
  PetscPopSignalHandler();
}

inline void stop_petsc() {
  dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr);
  dap_reclaim(MPI_COMM_SELF, nullptr, nullptr);  // sequential Vecs that were destroyed before their exports
  PetscFinalize();
}

inline const dap::testing::environment_hooks petsc_library{start_petsc, stop_petsc};

inline int rank_in(MPI_Comm comm) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  return rank;
}

inline int size_of(MPI_Comm comm) {
  int size = 0;
  MPI_Comm_size(comm, &size);
  return size;
}

// A Vec of `local` elements here, all of them `value`.
inline Vec make_vec(MPI_Comm comm, PetscInt local, PetscInt block_size = 1, PetscScalar value = 1) {
  Vec vec = nullptr;
  EXPECT_EQ(VecCreate(comm, &vec), 0);
  EXPECT_EQ(VecSetSizes(vec, local, PETSC_DETERMINE), 0);
  EXPECT_EQ(VecSetBlockSize(vec, block_size), 0);
  EXPECT_EQ(VecSetType(vec, VECMPI), 0);
  EXPECT_EQ(VecSet(vec, value), 0);
  return vec;
}

inline PetscReal norm_of(Vec vec, NormType type = NORM_1) {
  PetscReal norm = -1;
  EXPECT_EQ(VecNorm(vec, type, &norm), 0);
  return norm;
}

inline const PetscScalar *pointer_of(Vec vec) {
  const PetscScalar *data = nullptr;
  EXPECT_EQ(VecGetArrayRead(vec, &data), 0);
  const PetscScalar *restored = data;
  EXPECT_EQ(VecRestoreArrayRead(vec, &restored), 0);
  return data;
}

inline PetscInt references_to(Vec vec) {
  PetscInt count = 0;
  EXPECT_EQ(PetscObjectGetReference(reinterpret_cast<PetscObject>(vec), &count), 0);
  return count;
}

// Counts in `*counter` when the Vec is destroyed.
inline void count_destruction(Vec vec, int *counter) {
  PetscContainer container = nullptr;
  ASSERT_EQ(PetscContainerCreate(PETSC_COMM_SELF, &container), 0);
  ASSERT_EQ(PetscContainerSetPointer(container, counter), 0);
  const auto count = [](void *context) -> PetscErrorCode { return ++*static_cast<int *>(context), 0; };
  ASSERT_EQ(PetscContainerSetUserDestroy(container, count), 0);
  ASSERT_EQ(PetscObjectCompose(reinterpret_cast<PetscObject>(vec), "count", reinterpret_cast<PetscObject>(container)),
            0);
  ASSERT_EQ(PetscContainerDestroy(&container), 0);
}

// Everything that can be had, writable.
inline DAPArray export_of(Vec vec) {
  DAPArray array = {};
  DAPError error = {};
  EXPECT_EQ(dap_petsc_vec_export(vec, nullptr, &array, &error), DAP_OK) << error.message;
  return array;
}

inline PetscScalar *elements_of(const DAPArray &array) {
  if (array.distribution->num_parts == 0) return nullptr;
  const DAPBuffer &buffer = array.parts[0].buffer;
  return reinterpret_cast<PetscScalar *>(static_cast<char *>(buffer.data) + buffer.byte_offset);
}

inline int64_t count_of(const DAPArray &array) {
  const DAPDistribution &distribution = *array.distribution;
  int64_t count = distribution.num_parts;
  for (int32_t d = 0; count > 0 && d < distribution.ndim; ++d) count *= distribution.local[d].num_owned;
  return count;
}

inline int32_t access(DAPArray &array, uint32_t mode) {
  return dap_simple_access(&array, mode, nullptr);
}

// Writes `value` everywhere, as a consumer that keeps the rules.
inline void fill(DAPArray &array, PetscScalar value) {
  ASSERT_EQ(access(array, DAP_ACCESS_OVERWRITE), DAP_OK);
  std::fill_n(elements_of(array), count_of(array), value);
  ASSERT_EQ(access(array, DAP_ACCESS_OVERWRITE | DAP_ACCESS_END), DAP_OK);
}

// A producer that is not PETSc: memory in a std::vector, which is kept for the test to look at.
struct hand_made {
  std::vector<double> memory;
  int num_destroyed = 0;
  DAPSource *source = nullptr;

  hand_made() = default;
  hand_made(const hand_made &) = delete;
  hand_made &operator=(const hand_made &) = delete;
  ~hand_made() { dap_source_release(source); }

  // Blocks with known bounds, this many elements of halo on every side, in C order; or as the parts say.
  void make(const DAPDistribution &description, const std::vector<int64_t> &halo = {},
            uint64_t flags = DAP_ARRAY_WRITABLE) {
    const DAPDistribution *distribution = nullptr;
    DAPError error = {};
    ASSERT_EQ(
        dap_distribution_create_regular(&description, halo.empty() ? nullptr : halo.data(), &distribution, &error),
        DAP_OK)
        << error.message;
    adopt(distribution, flags);
    dap_distribution_release(distribution);
  }

  void adopt(const DAPDistribution *distribution, uint64_t flags, DAPType type = {DAP_TYPE_FLOAT, 64, 1},
             int64_t stride = 1, uint64_t byte_offset = 0) {
    const auto ndim = static_cast<size_t>(distribution->ndim);
    const auto num_parts = static_cast<size_t>(distribution->num_parts);
    std::vector<int64_t> extents(2 * ndim * num_parts);
    std::vector<DAPPart> parts(num_parts);
    memory.assign(1000, 0);
    for (size_t p = 0; p < num_parts; ++p) {
      int64_t *shape = extents.data() + 2 * ndim * p;
      int64_t step = stride;
      for (size_t d = ndim; d-- > 0;) {
        const DAPLocalDim &local = distribution->local[p * ndim + d];
        shape[d] = local.halo[0] + local.num_owned + local.halo[1];
        shape[ndim + d] = step;
        step *= shape[d];
      }
      parts[p].buffer = {memory.data(), DAP_DEVICE_CPU, 0,     distribution->ndim, type.code,
                         type.bits,     type.lanes,     shape, shape + ndim,       byte_offset};
    }
    adopt_parts(distribution, flags, type, parts);
  }

  void adopt_parts(const DAPDistribution *distribution, uint64_t flags, DAPType type,
                   const std::vector<DAPPart> &parts) {
    DAPSourceDescription description = {};
    description.name = "hand-made";
    description.type = type;
    description.flags = flags;
    description.distribution = distribution;
    description.parts = parts.data();
    description.hooks.destroy = [](void *self) { ++static_cast<hand_made *>(self)->num_destroyed; };
    description.context = this;
    DAPError error = {};
    ASSERT_EQ(dap_source_create(&description, &source, &error), DAP_OK) << error.message;
  }

  DAPArray give() {
    DAPArray array = {};
    DAPError error = {};
    EXPECT_EQ(dap_source_export(source, nullptr, &array, &error), DAP_OK) << error.message;
    return array;
  }

  // Drops the producer's own hold: the memory lives on exports alone.
  void let_go() { dap_source_release(std::exchange(source, nullptr)); }

  int32_t access(uint32_t mode) { return dap_source_access(source, mode, nullptr, nullptr); }

  uint64_t num_writes() const { return dap_source_array(source)->generation[0]; }
};

// Rank-ordered ranges of 1, 2, 3 … elements, and none on every third rank from the second on.
inline std::vector<int64_t> uneven_bounds(int size) {
  std::vector<int64_t> bounds = {0};
  for (int r = 0; r < size; ++r) bounds.push_back(bounds.back() + (r % 3 == 1 ? 0 : r + 1));
  return bounds;
}

}  // namespace dap::petsc_testing
