// SPDX-License-Identifier: BSD-3-Clause
// The importer's half of simple.h: what a view shows, and the life of an array.
#include "simple_view_fixture.hpp"

namespace dap::testing {
namespace {

using SimpleView = simple_view_fixture;

TEST_F(SimpleView, ShowsTheOwnedPartInsideItsHalo) {
  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, &it.values[1]);
  EXPECT_EQ(view.num_owned, 6);
  EXPECT_EQ(view.ndim, 2);
  EXPECT_EQ(view.rank, 4);
  EXPECT_EQ(view.itemsize, 8U);
  EXPECT_EQ(view.writable, 0);
  EXPECT_EQ(view.shape[0], 2);
  EXPECT_EQ(view.shape[1], 3);
  EXPECT_EQ(view.start[0], 2);
  EXPECT_EQ(view.start[1], 4);
  EXPECT_EQ(view.size[1], 10);
  EXPECT_EQ(view.halo_before[1], 1);
  EXPECT_EQ(view.halo_after[1], 1);
  EXPECT_EQ(at(1, 2), 36);
  EXPECT_FALSE(dap_simple_contiguous(&view));
}

TEST_F(SimpleView, ElementsReachTheHaloAndNoFurther) {
  ASSERT_EQ(look(), DAP_OK);
  const std::array<int64_t, 2> before{0, -2}, after{0, 4}, below{2, 0};

  EXPECT_EQ(at(0, -1), 23);
  EXPECT_EQ(at(1, 3), 37);
  EXPECT_EQ(dap_simple_element(&view, before.data()), nullptr);
  EXPECT_EQ(dap_simple_element(&view, after.data()), nullptr);
  EXPECT_EQ(dap_simple_element(&view, below.data()), nullptr);
}

TEST_F(SimpleView, ShowsFortranOrderAndByteOffsets) {
  it.set_feature(DAP_FEATURE_STRIDED);
  it.strides = {1, 2};
  it.local[1].num_owned = 2;
  it.shape[1] = 4;
  it.parts[0].buffer.byte_offset = 16;

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, &it.values[4]);
  EXPECT_EQ(at(1, 1), it.values[7]);
}

TEST_F(SimpleView, ShowsNegativeStrides) {
  it.set_feature(DAP_FEATURE_STRIDED);
  it.strides = {5, -1};
  it.parts[0].buffer.byte_offset = 4 * sizeof(double);

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, &it.values[3]);
  EXPECT_EQ(at(1, 0), 36);
  EXPECT_EQ(at(0, -1), 27);
}

TEST_F(SimpleView, ContiguityIsThatOfTheOwnedElements) {
  it.local[1] = {0, 0, 5, {0, 0}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_TRUE(dap_simple_contiguous(&view));
}

TEST_F(SimpleView, AnEmptyPartHasNoDataAndKeepsItsHaloWidths) {
  it.local[1].num_owned = 0;
  it.local[1].start = -99;
  it.shape[1] = 2;
  it.strides = {2, 1};

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, nullptr);
  EXPECT_EQ(view.num_owned, 0);
  EXPECT_EQ(view.start[1], 0);
  EXPECT_EQ(view.halo_before[1], 1);
}

TEST_F(SimpleView, APartWithoutStorageMayHaveNullData) {
  it.local[0].num_owned = 0;
  it.shape[0] = 0;
  it.parts[0].buffer.data = nullptr;

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, nullptr);
  EXPECT_EQ(view.shape[1], 3);
}

TEST_F(SimpleView, AProcessWithoutAPartSeesTheGlobalShapeAndNothingElse) {
  it.distribution.num_parts = 0;
  it.distribution.local = nullptr;
  it.array.parts = nullptr;

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, nullptr);
  EXPECT_EQ(view.num_owned, 0);
  EXPECT_EQ(view.shape[0], 0);
  EXPECT_EQ(view.size[1], 10);
}

TEST_F(SimpleView, AnArrayWithoutDimensionsHasOneElement) {
  it.distribution.ndim = 0;
  it.distribution.dims = nullptr;
  it.distribution.local = nullptr;
  it.parts[0].buffer.ndim = 0;
  it.parts[0].buffer.shape = it.parts[0].buffer.strides = nullptr;

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.data, it.values.data());
  EXPECT_EQ(view.num_owned, 1);
}

TEST_F(SimpleView, StridesOfSingleElementsMeanNothing) {
  it.local[0].num_owned = 1;
  it.shape[0] = 1;
  it.strides[0] = huge;

  ASSERT_EQ(look(), DAP_OK);

  EXPECT_EQ(view.strides[0], 0);
}

TEST_F(SimpleView, TypeBitsZeroTakesAnyScalarType) {
  ASSERT_EQ(dap_simple_view(&it.array, 0, 0, &view, &error), DAP_OK);

  EXPECT_EQ(view.type_code, DAP_TYPE_FLOAT);
  EXPECT_EQ(view.type_bits, 64);
}

TEST_F(SimpleView, RenumberedIndicesAreShownOnlyToThoseWhoAsk) {
  it.set_feature(DAP_FEATURE_RENUMBERED);
  it.dims[0].flags |= DAP_DIM_RENUMBERED;
  const uint64_t features = DAP_SIMPLE_FEATURES | DAP_FEATURE_RENUMBERED;

  EXPECT_EQ(dap_simple_view_with(&it.array, features, DAP_TYPE_FLOAT, 64, &view, &error), DAP_OK);
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1,
          "the array uses the feature \"renumbered\" (bit 43), which a simple view cannot show (spec 403)");
}

TEST_F(SimpleView, AskingForMoreThanItCanShowChangesNothing) {
  it.set_feature(DAP_FEATURE_PARTS);

  EXPECT_EQ(dap_simple_view_with(&it.array, ~UINT64_C(0), DAP_TYPE_FLOAT, 64, &view, &error), DAP_ERROR_UNSUPPORTED);
}

TEST(SimpleFail, CutsTheTextButNeverTheRule) {
  DAPError error;
  const std::string text(1000, 'x');

  EXPECT_EQ(dap_simple_fail(&error, DAP_ERROR_BUSY, 603, 2, 7, 1, 2, "%s", text.c_str()), DAP_ERROR_BUSY);

  const std::string message = error.message, end = " (rank 7; spec 603)";
  EXPECT_EQ(message.size(), sizeof error.message - 1);
  EXPECT_EQ(message.substr(message.size() - end.size()), end);
  EXPECT_EQ(message.substr(0, 14), "dimension 2: x");
  EXPECT_EQ(error.expected, 1);
  EXPECT_EQ(error.found, 2);
}

TEST(SimpleLife, ReleasesOnceAndNeverWhatWasMoved) {
  sample it;
  DAPArray target{};

  dap_simple_move(&it.array, &target);
  dap_simple_release(&it.array);
  EXPECT_EQ(it.releases, 0);
  dap_simple_release(&target);
  dap_simple_release(&target);
  dap_simple_release(nullptr);

  EXPECT_EQ(it.releases, 1);
}

TEST(SimpleLife, WritingToAReadOnlyArrayIsRefused) {
  sample it;
  DAPError error;

  EXPECT_EQ(dap_simple_access(&it.array, DAP_ACCESS_READ, &error), DAP_OK);
  const int32_t status = dap_simple_access(&it.array, DAP_ACCESS_WRITE, &error);
  expect_refusal(status, error, DAP_ERROR_READ_ONLY, DAP_RULE_READ_ONLY, -1,
                 "the array is read-only: it cannot be written (spec 605)");
  const int32_t ended = dap_simple_access(&it.array, DAP_ACCESS_WRITE | DAP_ACCESS_END, &error);
  expect_refusal(ended, error, DAP_ERROR_ARGUMENT, DAP_RULE_END_UNOPENED, -1,
                 "the array is read-only: it is not open (spec 602)");
}

TEST(SimpleLife, AccessCallsTheProducer) {
  sample it;
  it.array.access = [](DAPArray *, uint32_t mode, void **, DAPError *) -> int32_t {
    return mode == (DAP_ACCESS_READ | DAP_ACCESS_END) ? DAP_OK : DAP_ERROR_BUSY;
  };

  EXPECT_EQ(dap_simple_access(&it.array, DAP_ACCESS_READ, nullptr), DAP_ERROR_BUSY);
  EXPECT_EQ(dap_simple_access(&it.array, DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);
}

}  // namespace
}  // namespace dap::testing
