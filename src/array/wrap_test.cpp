// SPDX-License-Identifier: BSD-3-Clause
// Sources around received arrays: as they are, or shown differently.
#include <gtest/gtest.h>

#include <cstring>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

TEST(WrappedArrays, AreReleasedAfterTheObjectOnThem) {
  recorded_doubles field;
  recorder middle_calls;
  held_array received;
  export_to(field.source(), received);

  source_ptr middle = wrap(received, middle_calls);
  EXPECT_EQ(received.release, nullptr);
  held_array array;
  export_to(middle, array);
  middle.reset();
  EXPECT_EQ(field.calls.take() + middle_calls.take(), "");

  dap_simple_release(&array);
  EXPECT_EQ(middle_calls.take(), "!");
  EXPECT_EQ(field.calls.take(), "!");
}

TEST(WrappedArrays, MayBeShownDifferently) {
  const ten_doubles field;
  held_array received;
  export_to(field.source(), received);
  const distribution_ptr matrix = regular({dap_dim_whole(2), dap_dim_whole(5)}, dap_comm_none());
  std::vector<int64_t> shape{2, 5};
  std::vector<int64_t> strides{1, 2};
  const DAPPart part = part_of(received.parts[0].buffer.data, shape, strides);
  DAPSourceDescription view{};
  view.type = {DAP_TYPE_FLOAT, 64, 1};
  view.distribution = matrix.get();
  view.parts = &part;
  DAPSource *made = nullptr;
  DAPError error{};

  EXPECT_EQ(dap_source_wrap(&received, &view, &made, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_STRIDED);
  ASSERT_NE(received.release, nullptr) << "a failure leaves the array with the caller";
  view.flags = DAP_FEATURE_STRIDED;
  ASSERT_EQ(dap_source_wrap(&received, &view, &made, &error), DAP_OK) << error.message;
  const source_ptr source(made);
  held_array array;
  export_to(source, array);

  EXPECT_EQ(array.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED);
  EXPECT_EQ(array.distribution, matrix.get());
  EXPECT_EQ(array.parts[0].buffer.ndim, 2);
}

// root → middle, as an importer makes it before it knows that all processes could.
struct Unwrapping : ::testing::Test {
  recorded_doubles field;
  recorder middle_calls;
  source_ptr root = field.source();
  held_array received, again;
  DAPArray before{};
  source_ptr middle;
  DAPError error{};

  Unwrapping() {
    export_to(root, received);
    before = received;
    middle = wrap(received, middle_calls);
  }
  int32_t unwrap() { return dap_source_unwrap(middle.get(), &received, &error); }
  void expect_unwrapped() {
    ASSERT_EQ(unwrap(), DAP_OK) << error.message;
    static_cast<void>(middle.release());
    EXPECT_EQ(std::memcmp(static_cast<DAPArray *>(&received), &before, sizeof before), 0);
    EXPECT_EQ(field.calls.take() + middle_calls.take(), "")
        << "neither is the array released nor the context destroyed";
  }
  void expect_busy() {
    EXPECT_EQ(unwrap(), DAP_ERROR_BUSY);
    EXPECT_EQ(error.rule, DAP_RULE_BUSY);
    EXPECT_EQ(received.release, nullptr);
  }
};

TEST_F(Unwrapping, GivesBackTheArrayAsItWas) {
  expect_unwrapped();

  EXPECT_EQ(open(received, DAP_ACCESS_WRITE), DAP_OK);
}

TEST_F(Unwrapping, IsPossibleOnceExportsAndOpeningsAreGone) {
  export_to(middle, again);
  expect_busy();
  ASSERT_EQ(open(middle, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&again);
  expect_busy();
  ASSERT_EQ(end(middle, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(field.calls.take(), "rR");

  expect_unwrapped();
}

TEST_F(Unwrapping, PerformsTheEndsThatAreDue) {
  export_to(middle, again);
  ASSERT_EQ(open(again, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&again);
  EXPECT_EQ(field.calls.take() + middle_calls.take(), "rr");

  ASSERT_EQ(unwrap(), DAP_OK) << error.message;
  static_cast<void>(middle.release());

  EXPECT_EQ(field.calls.take() + middle_calls.take(), "RR");
  EXPECT_EQ(open(received, DAP_ACCESS_WRITE), DAP_OK);
}

TEST_F(Unwrapping, TellsOnceOfAnEndThatFails) {
  export_to(middle, again);
  ASSERT_EQ(open(again, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&again);
  middle_calls.end_status = DAP_ERROR_LIBRARY;

  EXPECT_EQ(unwrap(), DAP_ERROR_LIBRARY);
  EXPECT_EQ(received.release, nullptr);
  EXPECT_EQ(field.calls.take() + middle_calls.take(), "rRrR");
  expect_unwrapped();
}

TEST_F(Unwrapping, NeedsAWrappedArray) {
  EXPECT_EQ(dap_source_unwrap(root.get(), &again, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(dap_source_unwrap(nullptr, &again, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_source_unwrap(middle.get(), nullptr, nullptr), DAP_ERROR_ARGUMENT);
}

}  // namespace
