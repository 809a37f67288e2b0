// SPDX-License-Identifier: BSD-3-Clause
// Requests that views meet, from an array or from a source; and what is said where none does.
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "array/haloed.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint64_t writes = DAP_ABILITY_WRITE;

DAPRequest kind_demanded(uint32_t kind, uint64_t abilities = DAP_FEATURE_CYCLIC) {
  DAPRequest request = request_for(abilities, DAP_DEMAND_KIND);
  request.preferred_kind = kind;
  return request;
}

DAPRequest flat(uint64_t abilities = 0) {
  DAPRequest request = request_for(abilities | DAP_FEATURE_RENUMBERED);
  request.max_ndim = 1;
  return request;
}

// Of one dimension on rank 1 of 3.
source_ptr source_of(const DAPDim &dim, std::array<double, 10> &values, distribution_ptr &distribution) {
  DAPDim placed = dim;
  placed.rank_stride = 1;
  DAPDistribution description = dap_distribution_describe(&placed, 1, comm_of(1, 3));
  DAPLocalDim local{1, 4, 4, {0, 0}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
  description.num_parts = 1;
  description.local = &local;
  const DAPDistribution *made = nullptr;
  static_cast<void>(dap_distribution_create(&description, &made, nullptr));
  distribution.reset(made);
  std::vector<int64_t> shape{4};
  std::vector<int64_t> strides{1};
  const DAPPart part = part_of(values.data(), shape, strides);
  const DAPSourceDescription given{"line", {DAP_TYPE_FLOAT, 64, 1}, DAP_ARRAY_WRITABLE, made, &part, nullptr, {},
                                   nullptr};
  DAPSource *source = nullptr;
  static_cast<void>(dap_source_create(&given, &source, nullptr));
  return source_ptr(source);
}

TEST(Meet, MovesOnWhatMeetsTheRequest) {
  const ten_doubles field;
  held_array array, read, written;
  export_to(field.source(), array);
  const DAPRequest reading = request_for(0);
  const DAPDistribution *distribution = array.distribution;

  ASSERT_EQ(dap_array_meet(&array, &reading, &read, nullptr), DAP_OK);

  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(read.distribution, distribution);
  EXPECT_EQ(read.flags, 0U) << "it was not asked to be writable";
}

TEST(Meet, LeavesOutAHaloThatIsNotNamed) {
  haloed of({2, 1});
  const DAPRequest request = request_for(writes);
  held_array view;
  ASSERT_EQ(dap_array_meet(&of.array, &request, &view, nullptr), DAP_OK);

  EXPECT_EQ(view.flags, DAP_ARRAY_WRITABLE);
  EXPECT_EQ(view.parts[0].buffer.shape[0], 3);
}

TEST(Meet, SaysWhyNoViewHelps) {
  haloed of({2, 1}, {1, 0});
  const DAPRequest request = request_for(writes);
  held_array view;
  DAPError error{};
  EXPECT_EQ(dap_array_meet(&of.array, &request, &view, &error), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_FEATURE);
  EXPECT_EQ(error.found, 36);
  EXPECT_STREQ(error.message,
               "haloed: the array uses the feature \"halo\" (bit 36), which the request does not name; without halo: "
               "the array uses the feature \"strided\" (bit 38), which the request does not name (rank 1; spec 1102) "
               "(rank 1; spec 1102)");
  EXPECT_NE(of.array.release, nullptr);
  EXPECT_EQ(view.release, nullptr);
}

TEST(Meet, KeepsAHaloThatIsDemanded) {
  haloed of({2, 1});
  const DAPRequest request = request_for(0, DAP_DEMAND_HALO);
  held_array view;
  DAPError error{};

  EXPECT_EQ(dap_array_meet(&of.array, &request, &view, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(std::string(error.message).find(';'), std::string(error.message).rfind(';')) << error.message;
}

TEST(Meet, FlattensInRankOrder) {
  haloed of({2, 1});
  const DAPRequest request = flat(writes);
  held_array view;
  ASSERT_EQ(dap_array_meet(&of.array, &request, &view, nullptr), DAP_OK);

  EXPECT_EQ(view.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_RENUMBERED);
  EXPECT_EQ(view.parts[0].buffer.shape[0], 6);
  EXPECT_EQ(view.parts[0].buffer.byte_offset, 32U);
  EXPECT_EQ(view.distribution->local[0].start, 8);
}

// What the indices mean is not changed unless the request says that it takes that.
TEST(Meet, NeverFlattensUnasked) {
  haloed of({0, 0});
  DAPRequest request = request_for(DAP_FEATURE_UNSTRUCTURED);
  request.max_ndim = 1;
  held_array view;
  DAPError error{};

  EXPECT_EQ(dap_array_meet(&of.array, &request, &view, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_NDIM);
}

TEST(Meet, SaysWhyWhatIsNoRunIsNotFlattened) {
  haloed of({0, 0}, {1, 0});
  const DAPRequest request = flat(DAP_FEATURE_STRIDED);
  held_array view;
  DAPError error{};

  EXPECT_EQ(dap_array_meet(&of.array, &request, &view, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_FEATURE);
  EXPECT_NE(std::string(error.message).find("spec 1503"), std::string::npos) << error.message;
}

TEST(Meet, ReadsBlocksAsCyclicAndBack) {
  std::array<double, 10> values{};
  distribution_ptr distribution;
  const source_ptr source = source_of(dap_dim_fixed_block(10, 3, 4), values, distribution);
  held_array array, cyclic, blocks;
  export_to(source, array);
  const DAPRequest as_cyclic = kind_demanded(DAP_KIND_CYCLIC);
  const DAPRequest plain = request_for(0);

  ASSERT_EQ(dap_array_meet(&array, &as_cyclic, &cyclic, nullptr), DAP_OK);
  EXPECT_EQ(cyclic.flags, DAP_FEATURE_CYCLIC);
  EXPECT_EQ(cyclic.distribution->dims[0].block_size, 4);
  EXPECT_EQ(dap_distribution_validate(cyclic.distribution, nullptr), DAP_OK);
  EXPECT_EQ(cyclic.parts[0].buffer.data, values.data());
  ASSERT_EQ(dap_array_meet(&cyclic, &plain, &blocks, nullptr), DAP_OK);
  EXPECT_EQ(blocks.flags, 0U);
  EXPECT_EQ(blocks.distribution->dims[0].kind, DAP_KIND_BLOCK);
  EXPECT_EQ(dap_distribution_validate(blocks.distribution, nullptr), DAP_OK);
}

TEST(Meet, SaysWhyAKindIsNotReadAsAnother) {
  haloed of({2, 1}, {0, 0}, 1);
  const DAPRequest request = kind_demanded(DAP_KIND_CYCLIC, DAP_FEATURE_CYCLIC | DAP_FEATURE_HALO);
  held_array view;
  DAPError error{};
  EXPECT_EQ(dap_array_meet(&of.array, &request, &view, &error), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_KIND);
  EXPECT_STREQ(error.message,
               "haloed: dimension 0: the kind is 1, the request demands 2; without halo, read as cyclic: dimension 0: "
               "it cannot be read as cyclic: the blocks are not all of one length, but for the first and the last "
               "(rank 1; spec 1111) (rank 1; spec 1108)");
}

TEST(Exports, AreMetByViewsOfOneIdentity) {
  haloed of({2, 1});
  const DAPRequest request = request_for(writes);
  held_array a, b;
  ASSERT_EQ(dap_source_export(of.source.get(), &request, &a, nullptr), DAP_OK);
  ASSERT_EQ(dap_source_export(of.source.get(), &request, &b, nullptr), DAP_OK);

  EXPECT_EQ(dap_source_num_exports(of.source.get()), 3);
  EXPECT_EQ(a.distribution, b.distribution);
  EXPECT_EQ(a.generation, of.array.generation);
  ASSERT_EQ(open(a, DAP_ACCESS_OVERWRITE), DAP_OK);
  EXPECT_EQ(open(of.array, DAP_ACCESS_READ), DAP_ERROR_BUSY);
  dap_simple_release(&a);
  dap_simple_release(&b);
  EXPECT_EQ(dap_source_num_exports(of.source.get()), 1);
}

TEST(Exports, ThatNoViewMeetsAreNeverReleased) {
  haloed of({2, 1}, {1, 0});
  DAPSourceDescription view{};
  int released = 0;
  view.context = &released;
  view.hooks.released = [](void *count) { ++*static_cast<int *>(count); };
  DAPSource *made = nullptr;
  ASSERT_EQ(dap_source_wrap(&of.array, &view, &made, nullptr), DAP_OK);
  const source_ptr source(made);
  const DAPRequest request = request_for(0);
  DAPArray array;
  std::memset(&array, 0xab, sizeof array);

  EXPECT_EQ(dap_source_export(source.get(), &request, &array, nullptr), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(released, 0);
  EXPECT_EQ(dap_source_num_exports(source.get()), 0);
}

}  // namespace
