// SPDX-License-Identifier: BSD-3-Clause
// Views keep their array alive, and what is opened of them is opened of it.
#include <gtest/gtest.h>

#include "array/tiles.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint32_t reading = DAP_ACCESS_READ;
constexpr uint32_t writing = DAP_ACCESS_WRITE;
constexpr uint32_t overwriting = DAP_ACCESS_OVERWRITE;

const std::vector<DAPSlice> one_row{dap_slice_index(3), dap_slice_all()};

struct ViewsAccess : ::testing::Test {
  tiles of;
  held_array rival, row;
  ViewsAccess() {
    export_to(of.source, rival);
    static_cast<void>(slice(of.array, one_row, row));
  }
};

TEST_F(ViewsAccess, IsForwarded) {
  ASSERT_EQ(open(row, writing), DAP_OK);
  EXPECT_EQ(open(rival, reading), DAP_ERROR_BUSY);
  ASSERT_EQ(end(row, writing), DAP_OK);

  EXPECT_EQ(of.calls.take(), "wW");
  EXPECT_EQ(row.generation, rival.generation);
  EXPECT_EQ(row.generation[0], 1U);
  ASSERT_EQ(open(rival, writing), DAP_OK);
  DAPError error{};
  EXPECT_EQ(open(row, reading, &error), DAP_ERROR_BUSY);
  EXPECT_EQ(error.rule, DAP_RULE_BUSY);
}

// Rule 861: the other rows keep their values.
TEST_F(ViewsAccess, OverwritesNoMoreThanItShows) {
  held_array whole;
  ASSERT_EQ(permute(rival, {1, 0}, whole), DAP_OK);

  ASSERT_EQ(open(row, overwriting), DAP_OK);
  ASSERT_EQ(end(row, overwriting), DAP_OK);
  EXPECT_EQ(of.calls.take(), "wW");
  ASSERT_EQ(open(whole, overwriting), DAP_OK);
  ASSERT_EQ(end(whole, overwriting), DAP_OK);
  EXPECT_EQ(of.calls.take(), "oO");
}

TEST_F(ViewsAccess, OverwritesNoMoreInViewsOfViews) {
  held_array turned;
  ASSERT_EQ(slice(row, {all_backwards(6)}, turned), DAP_OK);

  ASSERT_EQ(open(turned, overwriting), DAP_OK);
  ASSERT_EQ(end(turned, overwriting), DAP_OK);

  EXPECT_EQ(of.calls.take(), "wW");
}

TEST_F(ViewsAccess, StaysStale) {
  of.calls.open_status = DAP_ERROR_STALE;
  EXPECT_EQ(open(row, reading), DAP_ERROR_STALE);
  of.calls.open_status = DAP_OK;

  EXPECT_EQ(open(row, reading), DAP_ERROR_STALE);
  EXPECT_EQ(open(rival, reading), DAP_OK);
}

TEST_F(ViewsAccess, EndsWhenItIsReleased) {
  ASSERT_EQ(open(row, writing), DAP_OK);
  dap_simple_release(&row);
  EXPECT_EQ(dap_source_settle(of.source.get(), nullptr), DAP_OK);

  EXPECT_EQ(of.calls.take(), "wW");
  EXPECT_EQ(open(rival, reading), DAP_OK);
}

TEST_F(ViewsAccess, KeepsTheMemoryAlive) {
  dap_simple_release(&rival);
  of.source.reset();
  EXPECT_EQ(of.calls.take(), "");
  dap_simple_release(&row);

  EXPECT_EQ(of.calls.take(), "!");
}

TEST_F(ViewsAccess, IsRefusedToReadersOfReadOnlyArrays) {
  held_array array, view;
  const DAPRequest request = [] {
    DAPRequest made = dap_simple_request(0);
    made.abilities |= DAP_FEATURE_PARTS;
    made.max_parts = 0;
    return made;
  }();
  ASSERT_EQ(dap_source_export(of.source.get(), &request, &array, nullptr), DAP_OK);
  ASSERT_EQ(slice(array, one_row, view), DAP_OK);

  EXPECT_EQ(view.flags & DAP_ARRAY_WRITABLE, 0U);
  EXPECT_EQ(open(view, writing), DAP_ERROR_READ_ONLY);
}

// Lent by a library in the middle of a chain, of whose array a consumer has a view.
TEST_F(ViewsAccess, IsLentTo) {
  recorder middle_calls;
  const source_ptr middle = wrap(rival, middle_calls);
  held_array array, view;
  export_to(middle, array);
  ASSERT_EQ(slice(array, one_row, view), DAP_OK);
  ASSERT_EQ(open(middle, writing), DAP_OK);
  EXPECT_EQ(of.calls.take(), "w");

  ASSERT_EQ(open(view, reading), DAP_OK);
  EXPECT_EQ(end(middle, writing), DAP_ERROR_BUSY);
  ASSERT_EQ(end(view, reading), DAP_OK);
  ASSERT_EQ(end(middle, writing), DAP_OK);

  EXPECT_EQ(of.calls.take(), "W");
}

// An array with events of its own for each part, in its own order.
struct with_events {
  std::array<int, 4> ready{};
  std::vector<void *> brought;
  int32_t num_calls = 0;
  DAPSourceHooks hooks{[](void *self, uint32_t, void **events, DAPError *) -> int32_t {
                         auto &me = *static_cast<with_events *>(self);
                         for (size_t part = 0; events != nullptr && part < 4; ++part) events[part] = &me.ready[part];
                         return DAP_OK;
                       },
                       [](void *self, uint32_t, void **events, DAPError *) -> int32_t {
                         auto &me = *static_cast<with_events *>(self);
                         if (events != nullptr) me.brought.assign(events, events + 4);
                         return DAP_OK;
                       },
                       nullptr, nullptr, nullptr};
};

TEST(ViewsEvents, AreThoseOfThePartsThatAreShown) {
  tiles of;
  with_events events;
  const DAPSourceDescription given{"events",           {DAP_TYPE_FLOAT, 64, 1},
                                   DAP_ARRAY_WRITABLE, of.distribution.get(),
                                   of.parts.data(),    nullptr,
                                   events.hooks,       &events};
  DAPSource *source = nullptr;
  ASSERT_EQ(dap_source_create(&given, &source, nullptr), DAP_OK);
  held_array array, view;
  export_to(source_ptr(source), array);
  ASSERT_EQ(slice(array, {dap_slice_index(3), all_backwards(6)}, view), DAP_OK);
  std::array<void *, 2> waited{};
  std::array<int, 2> kernels{};
  std::array<void *, 2> launched{&kernels[0], &kernels[1]};

  ASSERT_EQ(view.access(&view, writing, waited.data(), nullptr), DAP_OK);
  EXPECT_EQ(waited[0], &events.ready[3]);
  EXPECT_EQ(waited[1], &events.ready[2]);
  ASSERT_EQ(view.access(&view, writing | DAP_ACCESS_END, launched.data(), nullptr), DAP_OK);

  EXPECT_EQ(events.brought, (std::vector<void *>{nullptr, nullptr, &kernels[1], &kernels[0]}));
}

}  // namespace
