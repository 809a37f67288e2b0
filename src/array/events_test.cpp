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
