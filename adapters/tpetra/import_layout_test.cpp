// SPDX-License-Identifier: BSD-3-Clause
// Which Map and which memory an imported array gets.
#include "import_testing.hpp"

namespace dap::tpetra::testing {
namespace {

double sum_of(const std::vector<double> &values, int64_t count) {
  double sum = 0;
  for (int64_t i = 0; i < count; ++i) sum += values[static_cast<size_t>(i)];
  return sum_over_world(sum);
}

TEST(TpetraImport, ABalancedBlockIsAVectorOnAContiguousMap) {
  const auto distribution = blocks(dap_dim_balanced(11, world_size()));
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  const int64_t mine = distribution->local[0].num_owned;
  EXPECT_EQ(array.release, nullptr);
  EXPECT_NE(dynamic_cast<const vector *>(in.object.get()), nullptr);
  EXPECT_TRUE(in.object->getMap()->isContiguous());
  EXPECT_EQ(in.object->getGlobalLength(), 11U);
  EXPECT_EQ(static_cast<int64_t>(in.object->getLocalLength()), mine);
  if (mine > 0) {
    EXPECT_EQ(data_of(*in.object), memory.values.data());
    EXPECT_EQ(in.object->getMap()->getMinGlobalIndex(), distribution->local[0].start);
  }
  EXPECT_EQ(norms_of(*in.object)[0], sum_of(memory.values, mine));
}

TEST(TpetraImport, WhatTpetraWritesIsInTheMemory) {
  const auto distribution = blocks(dap_dim_balanced(11, world_size()));
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  ASSERT_EQ(multivector_access(in.object, DAP_ACCESS_OVERWRITE, &in.error), DAP_OK) << in.error.message;
  in.object->putScalar(4);
  ASSERT_EQ(multivector_access(in.object, DAP_ACCESS_OVERWRITE | DAP_ACCESS_END, &in.error), DAP_OK);

  for (int64_t i = 0; i < distribution->local[0].num_owned; ++i) EXPECT_EQ(memory.values[static_cast<size_t>(i)], 4);
}

TEST(TpetraImport, AnIrregularBlockWithEmptyProcessesIsContiguous) {
  const auto bounds = uneven_bounds();
  DAPDim rows = dap_dim_irregular(bounds.data(), world_size());
  rows.index_base = -2;
  producer memory;
  DAPArray array = memory.make(*blocks(rows));
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  EXPECT_TRUE(in.object->getMap()->isContiguous());
  EXPECT_EQ(in.object->getMap()->getIndexBase(), -2);
  EXPECT_EQ(static_cast<int64_t>(in.object->getLocalLength()), count_of(world_rank()));
  if (count_of(world_rank()) > 0) {
    EXPECT_EQ(in.object->getMap()->getMinGlobalIndex(), start_of(world_rank()) - 2);
  }
}

DAPDim unknown_bounds(int64_t size) {
  DAPDim rows = dap_dim_balanced(size, world_size());
  rows.flags = DAP_DIM_UNKNOWN_BOUNDS;
  return rows;
}

TEST(TpetraImport, ABlockOfUnknownBoundsIsContiguous) {
  DAPLocalDim local = {};
  local.start = start_of(world_rank());
  local.num_owned = count_of(world_rank());
  producer memory;
  DAPArray array = memory.make(*single(unknown_bounds(start_of(world_size())), local));
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  EXPECT_TRUE(in.object->getMap()->isContiguous());
  EXPECT_EQ(static_cast<int64_t>(in.object->getLocalLength()), count_of(world_rank()));
}

TEST(TpetraImport, ABlockOfUnknownBoundsThatDoesNotAddUpIsRefusedEverywhere) {
  DAPLocalDim local = {};
  local.start = start_of(world_rank());
  local.num_owned = count_of(world_rank());
  producer memory;
  DAPArray array = memory.make(*single(unknown_bounds(start_of(world_size()) + 1), local));
  imported_object in;

  EXPECT_EQ(in.take(array), DAP_ERROR_INVALID);

  EXPECT_EQ(in.error.rule, DAP_RULE_OWNED);
  EXPECT_TRUE(message_has(in.error, "indices together, the size is")) << in.error.message;
  ASSERT_NE(array.release, nullptr);
  EXPECT_EQ(memory.destroyed, 0);
  array.release(&array);
}

TEST(TpetraImport, ABlockThatStartsElsewhereThanTheRanksBeforeEndIsRefusedEverywhere) {
  if (world_size() < 3) return;  // ranks 0 and 2 own something, and are told the other's place
  DAPLocalDim local = {};
  const int64_t total = start_of(world_size());
  local.num_owned = count_of(world_rank());
  local.start = world_rank() == 2 ? 0 : start_of(world_rank());
  producer memory;
  DAPArray array = memory.make(*single(unknown_bounds(total), local));
  imported_object in;

  EXPECT_EQ(in.take(array), DAP_ERROR_INVALID);

  EXPECT_EQ(in.error.rule, DAP_RULE_OWNED);
  EXPECT_EQ(in.error.rank, 2);
  EXPECT_TRUE(message_has(in.error, "the ranks before it end at 3")) << in.error.message;
  ASSERT_NE(array.release, nullptr);
  array.release(&array);
}

TEST(TpetraImport, BlocksAgainstTheOrderOfTheRanksGetAListedMap) {
  DAPDim rows = dap_dim_balanced(11, world_size());
  rows.rank_stride = -1;
  const auto distribution = blocks(rows, 0, dap_comm_from_mpi(MPI_COMM_WORLD), world_size() - 1);
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  const DAPLocalDim &local = distribution->local[0];
  const auto indices = indices_of(*in.object->getMap());
  EXPECT_EQ(in.object->getMap()->isContiguous(), world_size() == 1);
  ASSERT_EQ(static_cast<int64_t>(indices.size()), local.num_owned);
  for (int64_t i = 0; i < local.num_owned; ++i) EXPECT_EQ(indices[static_cast<size_t>(i)], local.start + i);
}

TEST(TpetraImport, AGridThatLeavesProcessesOutIsContiguous) {
  const int grid = std::max(1, world_size() - 1);
  const auto distribution =
      blocks(dap_dim_balanced(11, grid), 2, dap_comm_from_mpi(MPI_COMM_WORLD), world_size() - grid);
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  EXPECT_TRUE(in.object->getMap()->isContiguous());
  EXPECT_EQ(in.object->getNumVectors(), 2U);
  EXPECT_EQ(static_cast<int64_t>(in.object->getLocalLength()),
            distribution->num_parts == 0 ? 0 : distribution->local[0].num_owned);
}

class ImportOfLists : public ::testing::TestWithParam<uint32_t> {};

TEST_P(ImportOfLists, GivesAListedMapInTheOrderOfStorage) {
  const auto list = dealt(13, 1);
  const std::vector<int32_t> narrow(list.begin(), list.end());
  const std::vector<int64_t> wide(list.begin(), list.end());
  std::vector<int64_t> runs;
  for (const int64_t index : wide) runs.insert(runs.end(), {index, 1});
  DAPLocalDim local = {};
  local.num_owned = local.num_indices = static_cast<int64_t>(list.size());
  local.start = list.empty() ? 0 : list.front() - 1;
  if (!list.empty()) {
    local.index_form = GetParam();
    local.indices = GetParam() == DAP_INDEX_INT32   ? static_cast<const void *>(narrow.data())
                    : GetParam() == DAP_INDEX_INT64 ? static_cast<const void *>(wide.data())
                                                    : static_cast<const void *>(runs.data());
    local.num_runs = GetParam() == DAP_INDEX_RUNS ? local.num_indices : 0;
  }
  producer memory;
  DAPArray array = memory.make(*single(dap_dim_unstructured(13, world_size(), 1), local));
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  EXPECT_EQ(indices_of(*in.object->getMap()), list);
  EXPECT_EQ(in.object->getMap()->getIndexBase(), 1);
  EXPECT_TRUE(in.object->getMap()->isOneToOne());
}

INSTANTIATE_TEST_SUITE_P(Forms, ImportOfLists, ::testing::Values(DAP_INDEX_INT32, DAP_INDEX_INT64, DAP_INDEX_RUNS));

TEST(TpetraImport, ColumnsMayBeFurtherApartThanTheyAreLong) {
  const auto distribution = blocks(dap_dim_balanced(11, world_size()), 2);
  const int64_t mine = distribution->local[0].num_owned;
  producer memory;
  memory.first = 1;
  DAPArray array = memory.make(*distribution, 1, mine + 3);
  imported_object in;

  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  const auto view = in.object->getLocalViewHost(Tpetra::Access::ReadOnly);
  EXPECT_EQ(dynamic_cast<const vector *>(in.object.get()), nullptr);
  ASSERT_EQ(static_cast<int64_t>(view.extent(0)), mine);
  for (int64_t i = 0; i < mine; ++i) {
    EXPECT_EQ(&view(static_cast<size_t>(i), 0), memory.values.data() + 1 + i);
    EXPECT_EQ(&view(static_cast<size_t>(i), 1), memory.values.data() + 1 + i + mine + 3);
  }
  const auto product = in.object->getVector(1)->dot(*in.object->getVector(1));
  double squares = 0;
  for (int64_t i = 0; i < mine; ++i) squares += static_cast<double>((mine + 5 + i) * (mine + 5 + i));
  EXPECT_EQ(product, sum_over_world(squares));
}

TEST(TpetraImport, OneColumnMayLieInRowMajorMemory) {
  producer memory;
  DAPArray array = memory.make(*blocks(dap_dim_balanced(11, world_size()), 1), 1, 1);
  imported_object in;

  EXPECT_EQ(in.take(array), DAP_OK) << in.error.message;
}

TEST(TpetraImport, AFlattenedArrayGetsTheOrderOfItsStorage) {
  const DAPDim dims[2] = {dap_dim_whole(3), dap_dim_balanced(4 * world_size(), world_size())};
  DAPDim divided[2] = {dims[0], dims[1]};
  dap_dims_row_major(divided, 2);
  const DAPDistribution description = dap_distribution_describe(divided, 2, dap_comm_from_mpi(MPI_COMM_WORLD));
  const DAPDistribution *made = nullptr;
  ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &made, nullptr), DAP_OK);
  const distribution_ptr distribution(made, dap_distribution_release);
  producer memory;
  DAPArray array = memory.make(*distribution, 4, 1);
  DAPArray flat = {};
  imported_object in;
  ASSERT_EQ(dap_array_flatten(&array, DAP_FLATTEN_RANK_ORDER, &flat, &in.error), DAP_OK) << in.error.message;

  ASSERT_EQ(in.take(flat), DAP_OK) << in.error.message;

  EXPECT_TRUE(in.object->getMap()->isContiguous());
  EXPECT_EQ(static_cast<int>(in.object->getGlobalLength()), 12 * world_size());
  EXPECT_EQ(data_of(*in.object), memory.values.data());
}

}  // namespace
}  // namespace dap::tpetra::testing
