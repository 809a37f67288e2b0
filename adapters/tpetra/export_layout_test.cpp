// SPDX-License-Identifier: BSD-3-Clause
// What an export says of a Map and of the memory.
#include "testing.hpp"

namespace dap::tpetra::testing {
namespace {

TEST(TpetraExport, AVectorOnAUniformMapIsABalancedBlock) {
  const auto rows = Teuchos::rcp(new map(11, 0, world()));
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(rows));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  const DAPDistribution &distribution = *out.array.distribution;
  ASSERT_EQ(distribution.ndim, 1);
  EXPECT_EQ(out.array.flags, DAP_ARRAY_WRITABLE);
  EXPECT_EQ(distribution.dims[0].flags, DAP_DIM_BALANCED);
  EXPECT_EQ(distribution.dims[0].size, 11);
  EXPECT_EQ(distribution.dims[0].grid_size, world_size());
  EXPECT_EQ(distribution.comm.rank, world_rank());
  EXPECT_EQ(dap_comm_to_mpi(&distribution.comm), MPI_COMM_WORLD);
  EXPECT_EQ(distribution.local[0].num_owned, static_cast<int64_t>(object->getLocalLength()));
  EXPECT_EQ(data_of(out.array), data_of(*object));
  EXPECT_EQ(dap_array_validate(&out.array, &out.error), DAP_OK) << out.error.message;
}

class ExportOfAContiguousMap : public ::testing::TestWithParam<global> {};

TEST_P(ExportOfAContiguousMap, IsABlockInRankOrderFromZeroWithTheMapsIndexBase) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map(GetParam())));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  const DAPDim &dim = out.array.distribution->dims[0];
  const DAPLocalDim &local = out.array.distribution->local[0];
  EXPECT_EQ(dim.kind, DAP_KIND_BLOCK);
  EXPECT_EQ(dim.flags, world_size() == 1 ? DAP_DIM_BALANCED : DAP_DIM_UNKNOWN_BOUNDS);
  EXPECT_EQ(dim.size, start_of(world_size()));
  EXPECT_EQ(dim.index_base, GetParam());
  EXPECT_EQ(local.num_owned, count_of(world_rank()));
  if (local.num_owned > 0) {
    EXPECT_EQ(local.start, start_of(world_rank()));
  }
  EXPECT_EQ(data_of(out.array), data_of(*object));
  EXPECT_EQ(dap_array_validate(&out.array, &out.error), DAP_OK) << out.error.message;
}

INSTANTIATE_TEST_SUITE_P(IndexBases, ExportOfAContiguousMap, ::testing::Values(0, 1, -2));

TEST(TpetraExport, AMultiVectorHasItsColumnsUndividedAndALeadingDimensionApart) {
  const auto object = Teuchos::rcp(new multivector(uneven_map(), 2));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  const DAPBuffer &buffer = out.array.parts[0].buffer;
  ASSERT_EQ(out.array.distribution->ndim, 2);
  EXPECT_EQ(out.array.flags & DAP_FEATURE_STRIDED, DAP_FEATURE_STRIDED);
  EXPECT_EQ(out.array.distribution->dims[1].size, 2);
  EXPECT_EQ(out.array.distribution->dims[1].grid_size, 1);
  EXPECT_EQ(buffer.shape[0], count_of(world_rank()));
  EXPECT_EQ(buffer.shape[1], 2);
  EXPECT_EQ(buffer.strides[0], 1);
  if (buffer.shape[0] > 0) {
    EXPECT_EQ(buffer.strides[1], static_cast<int64_t>(object->getStride()));
  }
  EXPECT_EQ(dap_array_validate(&out.array, &out.error), DAP_OK) << out.error.message;
}

TEST(TpetraExport, ColumnsOfAnotherMultiVectorKeepItsMemory) {
  const auto whole = Teuchos::rcp(new multivector(uneven_map(), 4));
  const auto middle = whole->subViewNonConst(Teuchos::Range1D(1, 2));
  received out;

  ASSERT_EQ(out.take(middle), DAP_OK) << out.error.message;

  EXPECT_EQ(out.array.parts[0].buffer.shape[1], 2);
  if (count_of(world_rank()) > 0) {
    EXPECT_EQ(data_of(out.array), data_of(*whole) + whole->getStride());
  }
}

TEST(TpetraExport, AViewOfSomeRowsIsShorterThanItsColumnsAreApart) {
  const auto large = Teuchos::rcp(new map(Teuchos::OrdinalTraits<size_t>::invalid(), size_t{5}, 0, world()));
  const auto small = Teuchos::rcp(new map(Teuchos::OrdinalTraits<size_t>::invalid(), size_t{3}, 0, world()));
  const auto whole = Teuchos::rcp(new multivector(large, 2));
  const auto lower = whole->offsetViewNonConst(small, 2);
  received out;

  ASSERT_EQ(out.take(lower), DAP_OK) << out.error.message;

  EXPECT_EQ(out.array.parts[0].buffer.shape[0], 3);
  EXPECT_EQ(out.array.parts[0].buffer.strides[1], 5);
  EXPECT_EQ(data_of(out.array), data_of(*whole) + 2);
  EXPECT_EQ(dap_array_validate(&out.array, &out.error), DAP_OK) << out.error.message;
}

TEST(TpetraExport, AListedMapIsUnstructuredInTheOrderOfStorage) {
  auto list = dealt(10, 1);
  std::reverse(list.begin(), list.end());
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(listed_map(list, 1)));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  const DAPDim &dim = out.array.distribution->dims[0];
  const DAPLocalDim &local = out.array.distribution->local[0];
  EXPECT_EQ(out.array.flags & DAP_MUST_UNDERSTAND,
            DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_INCOMPLETE | DAP_FEATURE_OVERLAPPING);
  EXPECT_EQ(dim.kind, DAP_KIND_UNSTRUCTURED);
  EXPECT_EQ(dim.flags, DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING);
  EXPECT_EQ(dim.size, 10);
  EXPECT_EQ(dim.index_base, 1);
  ASSERT_EQ(local.num_owned, static_cast<int64_t>(list.size()));
  const auto *indices = static_cast<const int64_t *>(local.indices);
  EXPECT_TRUE(std::equal(list.begin(), list.end(), indices));
  EXPECT_EQ(dap_array_validate(&out.array, &out.error), DAP_OK) << out.error.message;
}

TEST(TpetraExport, TheRangeOfAListedMapCountsTheGaps) {
  auto list = dealt(10, 0);
  for (global &index : list) index *= 2;
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(listed_map(list, 0)));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  EXPECT_EQ(out.array.distribution->dims[0].size, 19);
  EXPECT_EQ(dap_array_validate(&out.array, &out.error), DAP_OK) << out.error.message;
}

TEST(TpetraExport, AMapWithoutElementsIsBalanced) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(listed_map({}, 0)));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  EXPECT_EQ(out.array.distribution->dims[0].size, 0);
  EXPECT_EQ(out.array.distribution->dims[0].flags, DAP_DIM_BALANCED);
}

TEST(TpetraExport, RanksCountInTheMapsCommunicator) {
  // The even and the odd ranks, each backwards.
  MPI_Comm comm = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, world_rank() % 2, -world_rank(), &comm);
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map(0, wrap(comm))));
  received out;

  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  int rank = 0;
  int size = 0;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  EXPECT_EQ(out.array.distribution->comm.rank, rank);
  EXPECT_EQ(out.array.distribution->comm.size, size);
  EXPECT_EQ(out.array.distribution->local[0].num_owned, count_of(rank));
  out.release();
  received next;  // the reference of the export before goes with the next call
  static_cast<void>(next.take(Teuchos::rcp(new vector(uneven_map()))));
  MPI_Comm_free(&comm);
}

TEST(TpetraExport, TheIdentityIsThatOfTheMapAndTheNumberOfColumns) {
  const auto rows = uneven_map();
  received vectors[2], pair, other;

  for (received &each : vectors) ASSERT_EQ(each.take(Teuchos::rcp(new vector(rows))), DAP_OK);
  ASSERT_EQ(pair.take(Teuchos::rcp(new multivector(rows, 2))), DAP_OK);
  ASSERT_EQ(other.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK);

  EXPECT_TRUE(dap_distribution_same(vectors[0].array.distribution, vectors[1].array.distribution));
  EXPECT_FALSE(dap_distribution_same(vectors[0].array.distribution, pair.array.distribution));
  EXPECT_FALSE(dap_distribution_same(vectors[0].array.distribution, other.array.distribution));
}

TEST(TpetraExport, RefusesColumnsWithoutAConstantStride) {
  const auto whole = Teuchos::rcp(new multivector(uneven_map(), 4));
  const Teuchos::Array<size_t> chosen = Teuchos::tuple<size_t>(0, 1, 3);
  const auto some = whole->subViewNonConst(chosen());
  received out;

  EXPECT_EQ(out.take(some), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(out.error.rule, DAP_RULE_CONSUMER_LIMIT);
  EXPECT_TRUE(message_has(out.error, "no constant stride")) << out.error.message;
  EXPECT_EQ(out.array.release, nullptr);
}

TEST(TpetraExport, RefusesALocallyReplicatedMapOnSeveralProcesses) {
  const auto rows = Teuchos::rcp(new map(7, 0, world(), Tpetra::LocallyReplicated));
  received out;

  const int32_t status = out.take(Teuchos::rcp(new vector(rows)));

  if (world_size() == 1) {
    EXPECT_EQ(status, DAP_OK);
  } else {
    EXPECT_EQ(status, DAP_ERROR_UNSUPPORTED);
    EXPECT_EQ(out.error.rule, DAP_RULE_CONSUMER_LIMIT);
    EXPECT_TRUE(message_has(out.error, "locally replicated")) << out.error.message;
  }
}

TEST(TpetraExport, RefusesWhatTheRequestDoesNotName) {
  DAPRequest plain = {};
  plain.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  const auto object = Teuchos::rcp(new multivector(uneven_map(), 2));
  received out;

  EXPECT_EQ(multivector_export(object, &plain, &out.array, &out.error), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(out.error.rule, DAP_RULE_REQUEST_FEATURE);
  EXPECT_EQ(object.strong_count(), 1);
}

TEST(TpetraExport, RefusalsNameTheObjectAndTheRank) {
  const auto whole = Teuchos::rcp(new multivector(uneven_map(), 4));
  const Teuchos::Array<size_t> chosen = Teuchos::tuple<size_t>(0, 1, 3);
  const Teuchos::RCP<multivector> some = whole->subViewNonConst(chosen());
  some->setObjectLabel("three of four");
  DAPRequest old = any_request();
  old.version.major = 99;
  received out;
  const auto expect = [&](const multivector &object, const std::string &text) {
    const std::string name = object.getObjectLabel().empty() ? "Tpetra multivector" : object.getObjectLabel();
    EXPECT_EQ(std::string(out.error.message).find(name + ": "), 0U) << out.error.message;
    EXPECT_EQ(out.error.rank, world_rank());
    EXPECT_TRUE(message_has(out.error, "(rank " + std::to_string(world_rank()) + "; spec ")) << out.error.message;
    EXPECT_TRUE(message_has(out.error, text)) << out.error.message;
  };

  EXPECT_EQ(out.take(some), DAP_ERROR_UNSUPPORTED);
  expect(*some, "no constant stride");
  const Teuchos::RCP<multivector> unnamed = Teuchos::rcp(new vector(uneven_map()));
  EXPECT_EQ(multivector_export(unnamed, &old, &out.array, &out.error), DAP_ERROR_VERSION);
  expect(*unnamed, "major version 99");
  EXPECT_EQ(multivector_access(some, DAP_ACCESS_READ, &out.error), DAP_ERROR_ARGUMENT);
  expect(*some, "was not imported");
  whole->setObjectLabel("the whole");
  ASSERT_EQ(out.take(whole), DAP_OK);
  *whole = multivector(uneven_map(), 4);
  whole->setObjectLabel("the whole");
  // Where there are no elements, there is nothing that could have moved.
  if (count_of(world_rank()) > 0) {
    EXPECT_EQ(out.array.access(&out.array, DAP_ACCESS_READ, nullptr, &out.error), DAP_ERROR_STALE);
    expect(*whole, "has moved");
  }
}

TEST(TpetraExport, TheNameOfARefusalMayBeLong) {
  const auto object = Teuchos::rcp(new vector(uneven_map()));
  object->setObjectLabel(std::string(1000, 'x'));
  DAPError error = {};

  EXPECT_EQ(multivector_access(object, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(std::string(error.message).find("xxx"), 0U) << error.message;
  EXPECT_TRUE(message_has(error, "was not imported")) << error.message;
  EXPECT_TRUE(message_has(error, "(rank " + std::to_string(world_rank()) + "; spec 1301)")) << error.message;
}

TEST(TpetraExport, RefusesNull) {
  DAPArray array = {};
  DAPError error = {};

  EXPECT_EQ(multivector_export(Teuchos::null, nullptr, &array, &error), DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(message_has(error, "object is NULL"));
  EXPECT_EQ(multivector_export(Teuchos::rcp(new vector(uneven_map())), nullptr, nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(message_has(error, "array is NULL"));
  Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  const DAPRequest request = dap_simple_request(0);
  EXPECT_EQ(multivector_provider.export_array(nullptr, &request, &array, &error), DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(message_has(error, "object is NULL"));
  EXPECT_EQ(multivector_provider.export_array(&object, nullptr, &array, &error), DAP_ERROR_ARGUMENT);
  EXPECT_TRUE(message_has(error, "request is NULL"));
  EXPECT_EQ(array.release, nullptr);
}

}  // namespace
}  // namespace dap::tpetra::testing
