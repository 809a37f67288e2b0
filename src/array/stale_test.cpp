// SPDX-License-Identifier: BSD-3-Clause
// An export whose memory has moved stays stale (rule 606); what it holds is still ended, and newer exports work.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint32_t reading = DAP_ACCESS_READ;
constexpr uint32_t writing = DAP_ACCESS_WRITE;
constexpr uint32_t overwriting = DAP_ACCESS_OVERWRITE;

struct StaleExports : ::testing::Test {
  recorded_doubles field;
  recorder middle_calls;
  source_ptr root = field.source();
  held_array a, b;
  DAPError error{};

  StaleExports() {
    export_to(root, a);
    export_to(root, b);
  }

  // What the root and the middle have heard since the last time.
  std::string heard() { return field.calls.take() + "|" + middle_calls.take(); }
  // The memory moves, is seen to have moved by an opening, and moves back.
  void find_stale(DAPArray &array, uint32_t mode) {
    field.calls.open_status = DAP_ERROR_STALE;
    EXPECT_EQ(open(array, mode), DAP_ERROR_STALE);
    field.calls.open_status = DAP_OK;
    static_cast<void>(heard());
  }
  void expect_stale(DAPArray &array) {
    for (const uint32_t mode : {reading, writing, overwriting}) {
      EXPECT_EQ(open(array, mode, &error), DAP_ERROR_STALE);
      EXPECT_EQ(error.rule, DAP_RULE_STALE);
      EXPECT_EQ(end(array, mode), DAP_ERROR_ARGUMENT) << "nothing is held";
    }
  }
};

TEST_F(StaleExports, StaySo) {
  for (const uint32_t mode : {reading, writing, overwriting}) {
    held_array array;
    export_to(root, array);
    find_stale(array, mode);

    expect_stale(array);
  }
  EXPECT_STREQ(
      error.message,
      "field: cannot open for OVERWRITE: the memory had moved at an earlier opening; export anew (rank 0; spec "
      "606)");
}

TEST_F(StaleExports, DoNotMakeOthersStale) {
  find_stale(a, reading);
  held_array newer;
  export_to(root, newer);

  for (DAPArray *other : {static_cast<DAPArray *>(&b), static_cast<DAPArray *>(&newer)}) {
    EXPECT_EQ(open(*other, writing), DAP_OK);
    EXPECT_EQ(end(*other, writing), DAP_OK);
  }
}

TEST_F(StaleExports, EndTheReadersThatTheyHold) {
  ASSERT_EQ(open(a, reading), DAP_OK);
  ASSERT_EQ(open(a, reading), DAP_OK);
  find_stale(a, reading);

  EXPECT_EQ(end(a, reading), DAP_OK);
  EXPECT_EQ(end(a, reading), DAP_OK);
  EXPECT_EQ(end(a, reading), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(field.calls.take(), "RR");
  EXPECT_EQ(open(a, reading), DAP_ERROR_STALE);
  EXPECT_EQ(open(b, writing), DAP_OK) << "nobody reads any more";
}

TEST_F(StaleExports, LeaveNothingBehindButTheirReaders) {
  ASSERT_EQ(open(a, reading), DAP_OK);
  find_stale(a, reading);
  dap_simple_release(&a);

  EXPECT_EQ(open(b, writing), DAP_OK);
  EXPECT_EQ(field.calls.take(), "Rw") << "no END of a writer";
  EXPECT_EQ(b.generation[0], 0U);
}

TEST_F(StaleExports, StaySoWhereTheyAreMovedTo) {
  find_stale(a, reading);
  held_array moved;
  dap_simple_move(&a, &moved);

  expect_stale(moved);
}

TEST_F(StaleExports, TellTheLibraryOfRefusedWrites) {
  find_stale(a, writing);

  expect_stale(a);

  EXPECT_EQ(field.calls.take(), "??") << "WRITE and OVERWRITE, which other processes may have been granted";
}

TEST_F(StaleExports, OfALibraryInTheMiddleStaySoAndTellAllBehind) {
  const source_ptr middle = wrap(a, middle_calls);
  held_array again;
  export_to(middle, again);
  find_stale(again, reading);

  expect_stale(again);

  EXPECT_EQ(heard(), "??|??") << "the array behind is stale itself";
}

TEST_F(StaleExports, OfAMiddleThatIsStaleAloneTellTheArrayBehind) {
  const source_ptr middle = wrap(a, middle_calls);
  held_array again;
  export_to(middle, again);
  middle_calls.open_status = DAP_ERROR_STALE;
  ASSERT_EQ(open(again, reading), DAP_ERROR_STALE);
  middle_calls.open_status = DAP_OK;
  static_cast<void>(heard());

  EXPECT_EQ(open(again, writing), DAP_ERROR_STALE);

  EXPECT_EQ(heard(), "wW|?") << "granted, so that it forgets as well, and ended at once";
}

TEST_F(StaleExports, DoNotBindTheLibraryItself) {
  field.calls.open_status = DAP_ERROR_STALE;
  ASSERT_EQ(open(root, reading), DAP_ERROR_STALE);
  field.calls.open_status = DAP_OK;

  EXPECT_EQ(open(root, reading), DAP_OK) << "it knows where its memory is";
}

}  // namespace
