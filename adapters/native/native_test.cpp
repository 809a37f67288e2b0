// SPDX-License-Identifier: BSD-3-Clause
// Arrays that are created and adopted: memory, strides, destructors, and what is refused.
#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

#include "native_testing.hpp"
#include "testing/mpi_environment.hpp"

using namespace dap::testing;

namespace {

void count_call(void *context) {
  ++*static_cast<int *>(context);
}

// Two whole dimensions on one process, and what describes memory for them.
struct matrix_memory {
  distribution_owner distribution = make_regular({dap_dim_whole(3), dap_dim_whole(4)}, dap_comm_none());
  int64_t shape[2] = {3, 4};
  int64_t strides[2] = {4, 1};
  DAPPart part = {};
  DAPSourceDescription description = {};
  int destroyed = 0;

  explicit matrix_memory(double *first) {
    part.buffer = {first, DAP_DEVICE_CPU, 0, 2, DAP_TYPE_FLOAT, 64, 1, shape, strides, 0};
    description.type = float64;
    description.flags = DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED;
    description.distribution = distribution.get();
    description.parts = &part;
    description.hooks.destroy = count_call;
    description.context = &destroyed;
  }

  native_owner adopt() {
    DAPNative *adopted = nullptr;
    DAPError error = {};
    EXPECT_EQ(dap_native_adopt(&description, &adopted, &error), DAP_OK) << error.message;
    return native_owner(adopted);
  }
};

TEST(Created, ArrayHasOnePartPerGridPointInCOrderOnCacheLines) {
  auto comm = dap_comm_from_mpi(MPI_COMM_WORLD);
  const auto distribution =
      make_regular({dap_dim_balanced(2 * comm.size, comm.size), dap_dim_whole(3)}, comm, {1, 1, 0, 0});
  const auto array = make_native(*distribution);
  const DAPArray &described = *dap_native_array(array.get());

  ASSERT_EQ(described.distribution->num_parts, 1);
  const DAPBuffer &buffer = described.parts[0].buffer;
  EXPECT_EQ(buffer.shape[0], 4);
  EXPECT_EQ(buffer.shape[1], 3);
  EXPECT_EQ(buffer.strides[0], 3);
  EXPECT_EQ(buffer.strides[1], 1);
  EXPECT_EQ(described.parts[0].capacity, 4 * 3 * sizeof(double));
  EXPECT_EQ(reinterpret_cast<uintptr_t>(buffer.data) % 64, 0U);
  EXPECT_TRUE(dap_distribution_same(described.distribution, distribution.get()));
  EXPECT_NE(described.flags & DAP_ARRAY_WRITABLE, 0U);
}

TEST(Created, ArrayMayHaveElementsOfAnySize) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const DAPType type = {DAP_TYPE_OPAQUE, 24, 1};
  const auto array = make_native(*distribution, type);
  const int64_t mine = 5 * world_rank() + 4;
  const unsigned char written[3] = {1, 2, 3};
  unsigned char read[3] = {};
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_WRITE, nullptr), DAP_OK);
  ASSERT_EQ(dap_native_set(array.get(), &mine, written, nullptr), DAP_OK);
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK);

  ASSERT_EQ(dap_native_get(array.get(), &mine, read, nullptr), DAP_OK);

  EXPECT_EQ(read[2], 3);
  EXPECT_EQ(dap_native_array(array.get())->parts[0].capacity, 15U);
}

TEST(Created, ArrayCountsItsWrites) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  const uint64_t *generation = dap_native_array(array.get())->generation;
  const uint64_t before = generation[0];

  fill_numbered(*array);

  EXPECT_GT(generation[0], before);
  EXPECT_NE(dap_native_array(array.get())->flags & DAP_ARRAY_GENERATION_COMPLETE, 0U);
}

TEST(CreationRefused, OfElementsWithoutBits) {
  const auto distribution = make_rows(dap_comm_none());
  DAPNative *array = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_native_create(distribution.get(), {DAP_TYPE_FLOAT, 0, 1}, &array, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_TYPE);
  EXPECT_EQ(array, nullptr);
}

TEST(CreationRefused, OfMoreBytesThanThereAreAddresses) {
  const auto distribution = make_rows(dap_comm_none(), int64_t{1} << 60);
  DAPNative *array = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_native_create(distribution.get(), float64, &array, &error), DAP_ERROR_OVERFLOW);
  EXPECT_EQ(error.rule, DAP_RULE_REACH_OVERFLOW);
}

TEST(CreationRefused, OfMoreMemoryThanThereIs) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the address sanitizer ends the program instead";
#endif
  const auto distribution = make_rows(dap_comm_none(), int64_t{1} << 57);
  DAPNative *array = nullptr;

  EXPECT_EQ(dap_native_create(distribution.get(), float64, &array, nullptr), DAP_ERROR_MEMORY);
  EXPECT_EQ(array, nullptr);
}

TEST(CreationRefused, WithoutADistributionOrAPlaceForTheResult) {
  const auto distribution = make_rows(dap_comm_none());
  DAPNative *array = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_native_create(nullptr, float64, &array, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(dap_native_create(distribution.get(), float64, nullptr, nullptr), DAP_ERROR_ARGUMENT);
}

TEST(Created, ArrayOfNothingMayHaveHugeExtents) {
  const int64_t huge = int64_t{1} << 40;
  const auto distribution = make_regular({dap_dim_whole(0), dap_dim_whole(huge), dap_dim_whole(huge)}, dap_comm_none());
  const auto array = make_native(*distribution);

  EXPECT_EQ(fill_numbered(*array), DAP_OK);
  EXPECT_EQ(count_numbered(*array), 0);
}

TEST(Adopted, MemoryInFortranOrderIsUsedInPlace) {
  std::vector<double> memory(12);
  matrix_memory fortran(memory.data());
  fortran.strides[0] = 1;
  fortran.strides[1] = 3;
  const auto array = fortran.adopt();

  ASSERT_EQ(fill_numbered(*array), DAP_OK);

  EXPECT_EQ(memory, (std::vector<double>{0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11}));
}

TEST(Adopted, MemoryWithNegativeStridesAndAnOffsetIsUsedInPlace) {
  std::vector<double> memory(18, -1);
  matrix_memory reversed(memory.data());
  reversed.strides[0] = -6;
  reversed.strides[1] = -1;
  reversed.part.buffer.byte_offset = 16 * sizeof(double);
  const auto array = reversed.adopt();

  ASSERT_EQ(fill_numbered(*array), DAP_OK);

  EXPECT_EQ(memory, (std::vector<double>{-1, 11, 10, 9, 8, -1, -1, 7, 6, 5, 4, -1, -1, 3, 2, 1, 0, -1}));
  EXPECT_EQ(count_numbered(*array), 12);
}

TEST(Adopted, MemoryIsGivenBackOnceWhenNobodyNeedsItAnyMore) {
  std::vector<double> memory(12);
  matrix_memory matrix(memory.data());
  auto array = matrix.adopt();
  auto consumer = share(*array);

  array.reset();
  EXPECT_EQ(matrix.destroyed, 0) << "an export lives";
  EXPECT_EQ(fill_numbered(*consumer), DAP_OK);
  consumer.reset();

  EXPECT_EQ(matrix.destroyed, 1);
  EXPECT_EQ(memory[11], 11);
}

TEST(Adopted, MemoryThatIsReadOnlyIsNeverWritten) {
  std::vector<double> memory(12);
  std::iota(memory.begin(), memory.end(), 0.0);
  matrix_memory matrix(memory.data());
  matrix.description.flags &= ~DAP_ARRAY_WRITABLE;
  const auto array = matrix.adopt();
  const auto consumer = share(*array);

  EXPECT_EQ(fill_numbered(*array), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(fill_numbered(*consumer), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(dap_native_access(consumer.get(), DAP_ACCESS_WRITE, nullptr), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(count_numbered(*consumer), 12);
}

TEST(AdoptionRefused, OfMemoryOnADevice) {
  std::vector<double> memory(12);
  matrix_memory matrix(memory.data());
  DAPNative *array = nullptr;
  DAPError error = {};
  matrix.part.buffer.device_type = DAP_DEVICE_CUDA;

  EXPECT_EQ(dap_native_adopt(&matrix.description, &array, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_DEVICE);
  matrix.part.buffer.device_type = DAP_DEVICE_CPU;
  matrix.description.flags |= DAP_FEATURE_DEVICE;
  EXPECT_EQ(dap_native_adopt(&matrix.description, &array, &error), DAP_ERROR_UNSUPPORTED)
      << "some other process's part";
  EXPECT_EQ(matrix.destroyed, 0) << "the memory is still the caller's";
}

TEST(AdoptionRefused, OfMemoryThatIsNotWhatTheDistributionSays) {
  std::vector<double> memory(12);
  matrix_memory matrix(memory.data());
  matrix.shape[1] = 5;
  DAPNative *array = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_native_adopt(&matrix.description, &array, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_SHAPE);
  EXPECT_EQ(dap_native_adopt(nullptr, &array, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(matrix.destroyed, 0);
}

TEST(AFunction, RefusesNull) {
  double element = 0;
  DAPArray exported = {};

  EXPECT_EQ(dap_native_export(nullptr, nullptr, &exported, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_import(nullptr, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_access(nullptr, DAP_ACCESS_READ, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_get(nullptr, nullptr, &element, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_set(nullptr, nullptr, &element, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_fill(nullptr, nullptr, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_visit(nullptr, nullptr, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_gather(nullptr, 0, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_native_array(nullptr), nullptr);
  dap_native_destroy(nullptr);
}

}  // namespace
