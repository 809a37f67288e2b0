// SPDX-License-Identifier: BSD-3-Clause
// Every consumer is told what to wait for, and what every consumer leaves running reaches whoever has the memory.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint32_t reading = DAP_ACCESS_READ;
constexpr uint32_t writing = DAP_ACCESS_WRITE;

// root → middle → two re-exports; the root's library has something to wait for.
struct Events : ::testing::Test {
  int upload = 0;
  std::array<int, 3> kernels{};
  recorded_doubles field;
  recorder middle_calls;
  source_ptr root = field.source();
  held_array received, a, b;
  source_ptr middle;

  Events() {
    field.calls.event = &upload;
    export_to(root, received);
    middle = wrap(received, middle_calls);
    export_to(middle, a);
    export_to(middle, b);
  }

  // What the opening of `array` said to wait for.
  void *wait_for(DAPArray &array, uint32_t mode) {
    void *event = &event;
    EXPECT_EQ(array.access(&array, mode, &event, nullptr), DAP_OK);
    return event;
  }
  void end_with(DAPArray &array, uint32_t mode, int &kernel) {
    void *event = &kernel;
    EXPECT_EQ(array.access(&array, mode | DAP_ACCESS_END, &event, nullptr), DAP_OK);
  }
};

TEST_F(Events, ComeToEveryReaderThroughAChain) {
  EXPECT_EQ(wait_for(a, reading), &upload);
  EXPECT_EQ(wait_for(b, reading), &upload);
  EXPECT_EQ(wait_for(a, reading), &upload);
}

TEST_F(Events, OfEveryEndReachTheRoot) {
  for (DAPArray *reader : {&a, &b, &a}) wait_for(*reader, reading);
  end_with(a, reading, kernels[0]);
  end_with(b, reading, kernels[1]);
  end_with(a, reading, kernels[2]);
  wait_for(b, writing);
  end_with(b, writing, kernels[0]);

  const std::vector<void *> all{&kernels[0], &kernels[1], &kernels[2], &kernels[0]};
  EXPECT_EQ(field.calls.received, all);
  EXPECT_EQ(middle_calls.received, all);
}

TEST_F(Events, OfTheLibraryItselfComeAndGoToo) {
  for (int i = 0; i < 2; ++i) {
    void *event = nullptr;
    ASSERT_EQ(dap_source_access(middle.get(), reading, &event, nullptr), DAP_OK);
    EXPECT_EQ(event, &upload);
  }
  for (size_t i = 0; i < 2; ++i) {
    void *event = &kernels[i];
    ASSERT_EQ(dap_source_access(middle.get(), reading | DAP_ACCESS_END, &event, nullptr), DAP_OK);
  }

  EXPECT_EQ(field.calls.received, (std::vector<void *>{&kernels[0], &kernels[1]}));
}

TEST_F(Events, AreNoneWhereTheOpeningIsLent) {
  ASSERT_EQ(open(middle, writing), DAP_OK);

  EXPECT_EQ(wait_for(a, reading), nullptr);
}

TEST_F(Events, OfAReaderFromBeforeTheLendingReachTheRoot) {
  wait_for(a, reading);
  ASSERT_EQ(open(middle, reading), DAP_OK);
  wait_for(b, reading);
  end_with(a, reading, kernels[0]);
  end_with(b, reading, kernels[1]);

  EXPECT_EQ(field.calls.received, std::vector<void *>{&kernels[0]});
}

// The root's ten doubles shown as two parts of five.
struct EventsShownAsOtherParts : ::testing::Test {
  int upload = 0;
  recorded_doubles field;
  held_array received;
  std::vector<int64_t> shape{5};
  std::array<DAPPart, 2> halves{part_of(&field.values[0], shape, field.strides),
                                part_of(&field.values[5], shape, field.strides)};
  distribution_ptr split;
  recorder calls;
  DAPSourceDescription view{};
  DAPSource *made = nullptr;
  DAPError error{};

  EventsShownAsOtherParts() {
    DAPDim dim = dap_dim_balanced(10, 2);
    dap_dims_row_major(&dim, 1);
    DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_none());
    description.points_per_rank = 2;
    const DAPDistribution *distribution = nullptr;
    EXPECT_EQ(dap_distribution_create_regular(&description, nullptr, &distribution, nullptr), DAP_OK);
    split.reset(distribution);
    field.calls.event = &upload;
    view = field.description;
    view.distribution = distribution;
    view.parts = halves.data();
    view.hooks = recorder::hooks();
    view.context = &calls;
  }
  // The parts and the array behind are said to be on this kind of device.
  int32_t wrap_on(int32_t device) {
    for (DAPPart &half : halves) half.buffer.device_type = device;
    field.part.buffer.device_type = device;
    view.flags = field.description.flags = device == DAP_DEVICE_CPU ? 0 : DAP_FEATURE_DEVICE;
    export_to(field.source(), received);
    return dap_source_wrap(&received, &view, &made, &error);
  }
};

TEST_F(EventsShownAsOtherParts, AreNoneOfTheArrayBehind) {
  ASSERT_EQ(wrap_on(DAP_DEVICE_CPU), DAP_OK) << error.message;
  const source_ptr middle(made);
  held_array array;
  export_to(middle, array);
  std::array<int, 2> kernels{};
  std::array<void *, 2> events{&kernels[0], &kernels[1]};

  ASSERT_EQ(array.access(&array, reading, events.data(), nullptr), DAP_OK);
  EXPECT_EQ(events, (std::array<void *, 2>{}));
  events = {&kernels[0], &kernels[1]};
  ASSERT_EQ(array.access(&array, reading | DAP_ACCESS_END, events.data(), nullptr), DAP_OK);

  EXPECT_EQ(calls.received, std::vector<void *>{&kernels[0]});
  EXPECT_EQ(field.calls.take(), "rR");
  EXPECT_TRUE(field.calls.received.empty());
}

TEST_F(EventsShownAsOtherParts, OnDevicesAreRefused) {
  EXPECT_EQ(wrap_on(DAP_DEVICE_CUDA), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(error.expected, 1);
  EXPECT_EQ(error.found, 2);
  EXPECT_NE(received.release, nullptr);
}

TEST(EventsOfTheHost, AreNone) {
  const ten_doubles field;
  const source_ptr source = field.source();
  held_array a, b;
  export_to(source, a);
  export_to(source, b);
  int something = 0;

  for (DAPArray *array : {&a, &b}) {
    void *event = &something;
    ASSERT_EQ(array->access(array, reading, &event, nullptr), DAP_OK);
    EXPECT_EQ(event, nullptr);
  }
}

}  // namespace
