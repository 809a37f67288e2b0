// SPDX-License-Identifier: BSD-3-Clause
// Flattening: examples, refusals, identities, and what the flat array keeps alive.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

// A 4 × 6 matrix over 2 × 2 ranks; every rank has a block of 2 × 3.
struct matrix {
  std::array<double, 24> values{};
  std::vector<int64_t> shape{2, 3};
  std::vector<int64_t> strides{3, 1};
  DAPPart part = part_of(values.data(), shape, strides);
  distribution_ptr distribution;
  recorder calls;
  DAPSourceDescription description{};

  explicit matrix(int32_t rank)
      : distribution(regular({dap_dim_balanced(4, 2), dap_dim_balanced(6, 2)}, comm_of(rank, 4))) {
    description = {
        "matrix", {DAP_TYPE_FLOAT, 64, 1}, DAP_ARRAY_WRITABLE, distribution.get(), &part, nullptr, recorder::hooks(),
        &calls};
  }
  void make_fortran() {
    strides = {1, 2};
    description.flags |= DAP_FEATURE_STRIDED;
  }
  void export_new(DAPArray &array) {
    DAPSource *source = nullptr;
    static_cast<void>(dap_source_create(&description, &source, nullptr));
    static_cast<void>(dap_source_export(source, nullptr, &array, nullptr));
    dap_source_release(source);
  }
  int32_t flatten(int32_t form, DAPArray &flat, DAPError *error = nullptr) {
    held_array array;
    export_new(array);
    return dap_array_flatten(&array, form, &flat, error);
  }
};

std::vector<int64_t> list_of(const DAPArray &flat) {
  const DAPLocalDim &local = flat.distribution->local[0];
  const auto *numbers = static_cast<const int64_t *>(local.indices);
  return {numbers, numbers + (local.index_form == DAP_INDEX_RUNS ? 2 * local.num_runs : local.num_indices)};
}

TEST(NaturalOrder, IsRunsOfRowsInCOrder) {
  matrix rank1(1);
  held_array flat;
  ASSERT_EQ(rank1.flatten(DAP_FLATTEN_NATURAL, flat), DAP_OK);

  EXPECT_EQ(flat.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_UNSTRUCTURED);
  EXPECT_EQ(flat.distribution->local[0].index_form, DAP_INDEX_RUNS);
  EXPECT_EQ(list_of(flat), (std::vector<int64_t>{3, 3, 9, 3}));
}

TEST(NaturalOrder, IsAListWhereRunsWouldBeLonger) {
  matrix rank1(1);
  rank1.make_fortran();
  held_array flat;
  ASSERT_EQ(rank1.flatten(DAP_FLATTEN_NATURAL, flat), DAP_OK);

  EXPECT_EQ(flat.distribution->local[0].index_form, DAP_INDEX_INT64);
  EXPECT_EQ(list_of(flat), (std::vector<int64_t>{3, 9, 4, 10, 5, 11}));
}

// Nothing is anywhere, so that byte_offset may be any number, and no address is computed from it.
TEST(EmptyParts, StayWhereTheyAreWhateverTheirOffset) {
  const distribution_ptr nothing = regular({dap_dim_whole(0), dap_dim_whole(6)}, dap_comm_none());
  for (const int32_t form : {DAP_FLATTEN_NATURAL, DAP_FLATTEN_RANK_ORDER}) {
    matrix empty(0);
    empty.shape = {0, 6};
    empty.part.buffer.byte_offset = UINT64_MAX;
    empty.description.distribution = nothing.get();
    held_array flat;
    ASSERT_EQ(empty.flatten(form, flat), DAP_OK);
    EXPECT_EQ(flat.parts[0].buffer.data, empty.values.data());
    EXPECT_EQ(flat.parts[0].buffer.byte_offset, 0U);
  }
}

TEST(RankOrder, IsOneRenumberedRange) {
  matrix rank2(2);
  held_array flat;
  ASSERT_EQ(rank2.flatten(DAP_FLATTEN_RANK_ORDER, flat), DAP_OK);

  EXPECT_EQ(flat.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_RENUMBERED);
  EXPECT_EQ(flat.distribution->dims[0].flags, DAP_DIM_RENUMBERED);
  EXPECT_EQ(flat.distribution->local[0].start, 12);
  EXPECT_EQ(flat.parts[0].buffer.data, rank2.values.data());
}

TEST(RankOrder, TakesHugeSizesThatAreEmptyTogether) {
  constexpr int64_t huge = INT64_C(1) << 62;
  const distribution_ptr empty = regular({dap_dim_whole(huge), dap_dim_whole(huge), dap_dim_whole(0)}, dap_comm_none());
  std::vector<int64_t> shape{huge, huge, 0};
  std::vector<int64_t> strides{0, 0, 1};
  const DAPPart part = part_of(nullptr, shape, strides);
  const DAPSourceDescription description{"empty", {DAP_TYPE_FLOAT, 64, 1}, 0, empty.get(), &part, nullptr, {}, nullptr};
  for (const int32_t form : {DAP_FLATTEN_NATURAL, DAP_FLATTEN_RANK_ORDER}) {
    DAPSource *source = nullptr;
    ASSERT_EQ(dap_source_create(&description, &source, nullptr), DAP_OK);
    held_array array, flat;
    export_to(source_ptr(source), array);

    EXPECT_EQ(dap_array_flatten(&array, form, &flat, nullptr), DAP_OK);
    EXPECT_EQ(flat.distribution->dims[0].size, 0);
  }
}

// A device's handle is not to be counted with, as long as the offset is not negative.
TEST(FlatMemory, KeepsTheHandleAndMovesTheOffset) {
  matrix rank0(0);
  rank0.strides = {-3, 1};
  rank0.part.buffer.byte_offset = 64;
  rank0.description.flags |= DAP_FEATURE_STRIDED;
  held_array flat;
  ASSERT_EQ(rank0.flatten(DAP_FLATTEN_NATURAL, flat), DAP_OK);

  EXPECT_EQ(flat.parts[0].buffer.data, rank0.values.data());
  EXPECT_EQ(flat.parts[0].buffer.byte_offset, 40U);
  EXPECT_EQ(list_of(flat), (std::vector<int64_t>{6, 3, 0, 3}));
}

TEST(FlatArrays, ForwardAccessAndKeepTheArrayAlive) {
  matrix rank0(0);
  held_array flat;
  ASSERT_EQ(rank0.flatten(DAP_FLATTEN_RANK_ORDER, flat), DAP_OK);

  EXPECT_EQ(open(flat, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(end(flat, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(flat.generation[0], 1U);
  EXPECT_EQ(rank0.calls.take(), "wW");
  dap_simple_release(&flat);
  EXPECT_EQ(rank0.calls.take(), "!");
}

TEST(FlatArrays, ShareADistributionInCOrderOnly) {
  for (const int32_t form : {DAP_FLATTEN_NATURAL, DAP_FLATTEN_RANK_ORDER}) {
    matrix rank0(0);
    held_array a, b, c, d;
    ASSERT_EQ(rank0.flatten(form, a), DAP_OK);
    ASSERT_EQ(rank0.flatten(form, b), DAP_OK);
    rank0.make_fortran();
    ASSERT_EQ(rank0.flatten(form, c), DAP_OK);
    ASSERT_EQ(rank0.flatten(form, d), DAP_OK);

    EXPECT_EQ(a.distribution, b.distribution);
    EXPECT_EQ(dap_distribution_same(a.distribution, c.distribution), 0);
    EXPECT_EQ(dap_distribution_same(c.distribution, d.distribution), 0);
  }
}

TEST(FlatArrays, OfOneForeignIdentityHaveOneIdentity) {
  matrix rank0(0);
  held_array a, b, natural, original;
  DAPDistribution foreign = *rank0.distribution;
  static char space = 0;
  foreign.id_space = &space;
  foreign.id = 17;
  rank0.description.distribution = &foreign;

  ASSERT_EQ(rank0.flatten(DAP_FLATTEN_RANK_ORDER, a), DAP_OK);
  ASSERT_EQ(rank0.flatten(DAP_FLATTEN_RANK_ORDER, b), DAP_OK);
  ASSERT_EQ(rank0.flatten(DAP_FLATTEN_NATURAL, natural), DAP_OK);

  EXPECT_NE(a.distribution, b.distribution);
  EXPECT_EQ(dap_distribution_same(a.distribution, b.distribution), 1);
  EXPECT_EQ(dap_distribution_same(a.distribution, natural.distribution), 0);
  EXPECT_EQ(dap_distribution_same(a.distribution, &foreign), 0);
}

// Only one of them owns anything, so that this array is valid, and of one part.
TEST(Flattening, RefusesMoreGridPointsThanProcessesAtOnce) {
  bendable_array bent;
  DAPDim dim = dap_dim_balanced(1, INT64_C(1000000000000));
  DAPLocalDim local{};
  local.num_owned = 1;
  int64_t shape = 1;
  bent.distribution = dap_distribution_describe(&dim, 1, comm_of(0, 1));
  bent.distribution.id_space = &bendable_array::space;
  bent.distribution.id = ++bendable_array::last_id;
  bent.distribution.num_parts = 1;
  bent.distribution.local = &local;
  bent.array.flags = 0;
  bent.parts[0].buffer.ndim = 1;
  bent.parts[0].buffer.shape = &shape;
  held_array flat;
  DAPError error{};

  EXPECT_EQ(dap_array_flatten(&bent.array, DAP_FLATTEN_RANK_ORDER, &flat, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_FLAT_PARTS) << error.message;
  EXPECT_EQ(dap_array_flatten(&bent.array, DAP_FLATTEN_NATURAL, &flat, &error), DAP_OK) << error.message;
}

TEST(FlatArrays, OfForeignIdentitiesAreTheSameAsTheseAre) {
  matrix rank0(0);
  static char spaces[2];
  for (uint64_t id = 1; id <= 2000; ++id) {
    DAPDistribution foreign = *rank0.distribution;
    foreign.id_space = &spaces[id % 2];
    foreign.id = id / 2 + 1;
    rank0.description.distribution = &foreign;
    held_array flat;
    ASSERT_EQ(rank0.flatten(DAP_FLATTEN_RANK_ORDER, flat), DAP_OK);

    EXPECT_EQ(flat.distribution->id, foreign.id) << "nothing is kept for each identity";
  }
}

TEST(Flattening, RefusesWindowsOfLargerMemory) {
  matrix rank0(0);
  rank0.strides = {6, 1};
  rank0.description.flags |= DAP_FEATURE_STRIDED;
  held_array flat;
  DAPError error{};

  EXPECT_EQ(rank0.flatten(DAP_FLATTEN_NATURAL, flat, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_FLAT_STRIDE);
}

TEST(Flattening, RefusesHalosPartsBoxesAndUnknownForms) {
  bendable_array bent;
  DAPArray flat{};
  DAPError error{};

  EXPECT_EQ(dap_array_flatten(&bent.array, DAP_FLATTEN_NATURAL, &flat, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_FLAT_PARTS);
  EXPECT_EQ(dap_array_flatten(&bent.array, 3, &flat, &error), DAP_ERROR_ARGUMENT);
  const std::array<int64_t, 4> halo{0, 0, 1, 0};
  matrix rank0(0);
  rank0.distribution = regular({dap_dim_balanced(4, 2), dap_dim_balanced(6, 2)}, comm_of(0, 4), halo.data());
  rank0.description.distribution = rank0.distribution.get();
  rank0.shape[1] = 4;
  rank0.strides[0] = 4;
  EXPECT_EQ(rank0.flatten(DAP_FLATTEN_NATURAL, *static_cast<DAPArray *>(&flat), &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_FLAT_HALO);
  EXPECT_NE(bent.array.release, nullptr);
  EXPECT_EQ(flat.release, nullptr);
}

}  // namespace
