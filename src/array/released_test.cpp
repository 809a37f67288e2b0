// SPDX-License-Identifier: BSD-3-Clause
// What a library hears of the releases of its exports, and what it can do then: spec 5 and 6.5.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

// Takes notes of releases.
struct library {
  recorder calls;
  DAPSource *source = nullptr;
  std::atomic<int> notes = 0;
  std::atomic<int> last_exports_seen = 0;  // notes that found no export left

  static void released(void *context) {
    auto &self = *static_cast<library *>(context);
    ++self.notes;
    if (self.source != nullptr && dap_source_num_exports(self.source) == 0) ++self.last_exports_seen;
  }
  static int32_t end(void *context, uint32_t mode, void **events, DAPError *error) {
    return recorder::end(&static_cast<library *>(context)->calls, mode, events, error);
  }
  static void destroy(void *context) { recorder::destroy(&static_cast<library *>(context)->calls); }
};

struct told_doubles : ten_doubles {
  library owner;
  told_doubles() {
    description.hooks = {nullptr, library::end, nullptr, library::released, library::destroy};
    description.context = &owner;
  }
};

TEST(Releases, AreToldOnceEachAndNoLongerCounted) {
  told_doubles field;
  const source_ptr source = field.source();
  field.owner.source = source.get();
  held_array first;
  held_array second;
  export_to(source, first);
  export_to(source, second);

  dap_simple_release(&first);
  EXPECT_EQ(field.owner.notes, 1);
  EXPECT_EQ(field.owner.last_exports_seen, 0);

  dap_simple_release(&second);
  EXPECT_EQ(field.owner.notes, 2);
  EXPECT_EQ(field.owner.last_exports_seen, 1);
}

TEST(Releases, AreToldBeforeTheSourceEnds) {
  told_doubles field;
  held_array array;
  {
    const source_ptr source = field.source();
    export_to(source, array);
  }
  EXPECT_EQ(field.owner.calls.take(), "");

  dap_simple_release(&array);

  EXPECT_EQ(field.owner.notes, 1);
  EXPECT_EQ(field.owner.calls.take(), "!");
}

TEST(Releases, ThatLeaveAnEndBehindLetItBeSettled) {
  told_doubles field;
  const source_ptr source = field.source();
  held_array array;
  export_to(source, array);
  ASSERT_EQ(open(array, DAP_ACCESS_WRITE), DAP_OK);

  dap_simple_release(&array);
  EXPECT_EQ(field.owner.notes, 1);
  EXPECT_EQ(field.owner.calls.take(), "");

  EXPECT_EQ(dap_source_settle(source.get(), nullptr), DAP_OK);
  EXPECT_EQ(field.owner.calls.take(), "W");
}

TEST(Releases, KeepAWrappedSourceFromBeingUnwrappedUntilTheyAreOver) {
  struct middle {
    DAPSource *source = nullptr;
    int32_t unwrapped = DAP_OK;
  } library;
  ten_doubles field;
  const source_ptr behind = field.source();
  DAPArray array{};
  export_to(behind, array);
  DAPSourceDescription view{};
  view.context = &library;
  view.hooks.released = [](void *context) {
    auto &self = *static_cast<middle *>(context);
    DAPArray out{};
    self.unwrapped = dap_source_unwrap(self.source, &out, nullptr);
  };
  ASSERT_EQ(dap_source_wrap(&array, &view, &library.source, nullptr), DAP_OK);
  const source_ptr source(library.source);
  held_array again;
  export_to(source, again);
  dap_simple_release(&again);
  EXPECT_EQ(library.unwrapped, DAP_ERROR_BUSY);
}

// However the releases overlap, the last one to be told finds no export left: nothing stays behind unnoticed.
TEST(Releases, OnManyThreadsEndWithANoteThatSeesNone) {
  constexpr size_t num_threads = 4;
  for (int round = 0; round < 200; ++round) {
    told_doubles field;
    const source_ptr source = field.source();
    field.owner.source = source.get();
    std::array<held_array, num_threads> arrays;
    for (held_array &array : arrays) export_to(source, array);
    std::vector<std::thread> threads;
    for (held_array &array : arrays) threads.emplace_back([&array] { dap_simple_release(&array); });
    for (std::thread &thread : threads) thread.join();
    ASSERT_EQ(field.owner.notes, static_cast<int>(num_threads));
    ASSERT_GE(field.owner.last_exports_seen, 1);
  }
}

}  // namespace
