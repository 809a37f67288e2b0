// SPDX-License-Identifier: BSD-3-Clause
// What is not imported: refused alike on all processes, with the array left as it was.
#include "import_testing.hpp"

namespace dap::tpetra::testing {
namespace {

void expect_refused(DAPArray array, const producer &memory, int32_t code, int32_t rule, const std::string &text,
                    MPI_Comm comm = MPI_COMM_NULL) {
  imported_object in;
  EXPECT_EQ(in.take(array, comm), code) << in.error.message;
  EXPECT_EQ(in.error.rule, rule);
  EXPECT_TRUE(message_has(in.error, text)) << in.error.message;
  EXPECT_TRUE(in.object.is_null());
  ASSERT_NE(array.release, nullptr);
  EXPECT_EQ(memory.destroyed, 0);
  array.release(&array);
  EXPECT_EQ(memory.destroyed, 1);
}

constexpr int32_t unsupported = DAP_ERROR_UNSUPPORTED;
constexpr int32_t limit = DAP_RULE_CONSUMER_LIMIT;

DAPDim two_each() {
  return dap_dim_balanced(2 * world_size(), world_size());
}

TEST(TpetraRefusal, OfRowMajorMemory) {
  producer memory;
  expect_refused(memory.make(*blocks(two_each(), 3), 3, 1), memory, unsupported, limit, "row-major");
}

TEST(TpetraRefusal, OfRowsThatAreNoNeighbours) {
  producer memory;
  expect_refused(memory.make(*blocks(two_each()), 2), memory, unsupported, limit, "the rows are 2 elements apart");
}

TEST(TpetraRefusal, OfColumnsThatOverlap) {
  producer memory;
  expect_refused(memory.make(*blocks(dap_dim_balanced(3 * world_size(), world_size()), 3), 1, 2), memory, unsupported,
                 limit, "the columns are 2 elements apart and 3 long");
}

TEST(TpetraRefusal, OfOneProcessIsThatOfAll) {
  const bool last = world_rank() == world_size() - 1;
  producer memory;
  const DAPArray array = memory.make(*blocks(two_each()), last ? 2 : 1);
  imported_object in;
  DAPArray copy = array;

  EXPECT_EQ(in.take(copy), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(in.error.rank, world_size() - 1);

  expect_refused(copy, memory, unsupported, limit, "the rows are 2 elements apart");
}

TEST(TpetraRefusal, OfOtherElementTypes) {
  producer memory;
  memory.type = {DAP_TYPE_INT, 64, 1};
  expect_refused(memory.make(*blocks(two_each())), memory, unsupported, limit, "only double is built");
}

TEST(TpetraRefusal, OfThreeDimensions) {
  const DAPDim dims[3] = {two_each(), dap_dim_whole(2), dap_dim_whole(2)};
  DAPDim divided[3] = {dims[0], dims[1], dims[2]};
  dap_dims_row_major(divided, 3);
  const DAPDistribution description = dap_distribution_describe(divided, 3, dap_comm_from_mpi(MPI_COMM_WORLD));
  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &made, nullptr), DAP_OK);
  const distribution_ptr distribution(made, dap_distribution_release);
  producer memory;
  expect_refused(memory.make(*distribution, 4, 2), memory, unsupported, limit, "3 dimensions");
}

TEST(TpetraRefusal, OfDividedColumns) {
  DAPDim dims[2] = {dap_dim_whole(3), two_each()};
  dap_dims_row_major(dims, 2);
  const DAPDistribution description = dap_distribution_describe(dims, 2, dap_comm_from_mpi(MPI_COMM_WORLD));
  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &made, nullptr), DAP_OK);
  const distribution_ptr distribution(made, dap_distribution_release);
  producer memory;
  if (world_size() == 1) {
    DAPArray array = memory.make(*distribution);
    imported_object in;
    EXPECT_EQ(in.take(array), DAP_OK) << in.error.message;
  } else {
    expect_refused(memory.make(*distribution), memory, unsupported, limit, "the columns are divided");
  }
}

TEST(TpetraRefusal, OfHalos) {
  const int64_t widths[2] = {1, 1};
  DAPDim rows = two_each();
  rows.rank_stride = 1;
  const DAPDistribution description = dap_distribution_describe(&rows, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create_regular(&description, widths, &made, nullptr), DAP_OK);
  const distribution_ptr distribution(made, dap_distribution_release);
  producer memory;
  expect_refused(memory.make(*distribution), memory, unsupported, limit, "\"halo\"");
}

TEST(TpetraRefusal, OfCyclicDimensions) {
  DAPDim rows = two_each();
  rows.flags = 0;
  rows.kind = DAP_KIND_CYCLIC;
  rows.block_size = rows.first_block = 1;
  DAPLocalDim local = {};
  local.start = world_rank();
  local.num_owned = 2;
  producer memory;
  expect_refused(memory.make(*single(rows, local)), memory, unsupported, limit, "\"cyclic\"");
}

TEST(TpetraRefusal, OfMoreRowsThanTheLocalOrdinalCounts) {
  const int64_t mine = int64_t{1} << 32;
  producer memory;
  memory.imaginary = true;
  expect_refused(memory.make(*blocks(dap_dim_balanced(mine * world_size(), world_size()))), memory, DAP_ERROR_OVERFLOW,
                 DAP_RULE_REACH_OVERFLOW, "do not fit Tpetra's local ordinal");
}

TEST(TpetraRefusal, OfMoreIndicesThanTheGlobalOrdinalCounts) {
  DAPDim rows = two_each();
  rows.index_base = std::numeric_limits<int64_t>::max() - 1;
  producer memory;
  expect_refused(memory.make(*blocks(rows)), memory, DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, "global ordinal");
}

TEST(TpetraRefusal, OfMemoryThatIsNotAligned) {
  producer memory;
  DAPArray array = memory.make(*blocks(two_each()));
  // Only the pointer differs; validation cannot know what the platform needs.
  const_cast<DAPPart *>(array.parts)->buffer.byte_offset = 4;
  expect_refused(array, memory, unsupported, limit, "not aligned");
}

TEST(TpetraRefusal, WithoutACommunicator) {
  producer memory;
  const auto distribution = blocks(dap_dim_balanced(3, 1), 0, dap_comm_none());
  expect_refused(memory.make(*distribution), memory, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, "no communicator");

  producer other;  // an array of one process may be imported if a communicator is given
  DAPArray array = other.make(*distribution);
  imported_object in;
  EXPECT_EQ(in.take(array, MPI_COMM_SELF), DAP_OK) << in.error.message;
}

TEST(TpetraRefusal, OfACommunicatorOfAnotherSize) {
  if (world_size() == 1) return;
  producer memory;
  expect_refused(memory.make(*blocks(two_each())), memory, DAP_ERROR_COMM, DAP_RULE_COMM_SIZE, "processes",
                 MPI_COMM_SELF);
}

TEST(TpetraRefusal, OfAnArrayThatOneProcessHasReleased) {
  producer memory;
  const bool released = world_rank() == world_size() - 1;
  DAPArray array = memory.make(*blocks(two_each()));
  if (released) array.release(&array);
  imported_object in;

  EXPECT_EQ(in.take(array, MPI_COMM_WORLD), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(in.error.rule, DAP_RULE_RELEASED);
  EXPECT_EQ(array.release == nullptr, released);
  if (!released) array.release(&array);
}

TEST(TpetraRefusal, OfNullOnOneProcess) {
  producer memory;
  const bool null = world_rank() == world_size() - 1;
  DAPArray array = memory.make(*blocks(two_each()));
  imported_object in;

  EXPECT_EQ(multivector_import(MPI_COMM_WORLD, null ? nullptr : &array, &in.object, &in.error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(in.error.rule, DAP_RULE_ARGUMENT);
  ASSERT_NE(array.release, nullptr);
  array.release(&array);
}

TEST(TpetraRefusal, NamesTheArrayAndTheRank) {
  producer memory;
  memory.name = "temperature";
  DAPArray array = memory.make(*blocks(two_each()), 2);
  imported_object in;

  EXPECT_EQ(in.take(array), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(std::string(in.error.message).find("temperature: "), 0U) << in.error.message;
  EXPECT_TRUE(message_has(in.error, "(rank 0; spec 1110)")) << in.error.message;
  array.release(&array);
}

TEST(TpetraRefusal, OfAnImportedObjectBeginsWithTheNameOfTheArray) {
  for (const char *name : {"temperature", static_cast<const char *>(nullptr)}) {
    producer memory;
    memory.name = name;
    memory.flags = 0;
    DAPArray array = memory.make(*blocks(two_each()));
    imported_object in;
    DAPRequest old = any_request();
    old.version.major = 99;
    received out;
    const std::string begin = std::string(name == nullptr ? "Tpetra multivector" : name) + ": ";
    const auto expect = [&](const DAPError &error) {
      EXPECT_EQ(std::string(error.message).find(begin), 0U) << error.message;
      EXPECT_EQ(std::string(error.message).find(begin, 1), std::string::npos) << "once: " << error.message;
      EXPECT_EQ(error.rank, world_rank());
    };
    ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
    EXPECT_EQ(in.object->getObjectLabel(), name == nullptr ? "" : name);

    EXPECT_EQ(multivector_access(in.object, DAP_ACCESS_WRITE, &in.error), DAP_ERROR_READ_ONLY);
    expect(in.error);
    EXPECT_EQ(multivector_export(in.object, &old, &out.array, &out.error), DAP_ERROR_VERSION);
    expect(out.error);
  }
}

TEST(TpetraRefusal, OfNull) {
  imported_object in;
  DAPArray array = {};

  EXPECT_EQ(multivector_import(MPI_COMM_WORLD, nullptr, &in.object, &in.error), DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(message_has(in.error, "array is NULL"));
  EXPECT_EQ(multivector_import(MPI_COMM_WORLD, &array, nullptr, &in.error), DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(message_has(in.error, "object is NULL"));
  EXPECT_EQ(multivector_access(Teuchos::null, DAP_ACCESS_READ, &in.error), DAP_ERROR_ARGUMENT);
}

}  // namespace
}  // namespace dap::tpetra::testing
