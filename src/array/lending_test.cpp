// SPDX-License-Identifier: BSD-3-Clause
// Wrapped sources: openings are forwarded to the array behind, or lent from the library's own.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint32_t reading = DAP_ACCESS_READ;
constexpr uint32_t writing = DAP_ACCESS_WRITE;
constexpr uint32_t overwriting = DAP_ACCESS_OVERWRITE;

// root → middle → two re-exports, and one export of the root for somebody else.
struct Lending : ::testing::Test {
  recorded_doubles field;
  recorder middle_calls;
  source_ptr root = field.source();
  held_array received, rival, a, b;
  source_ptr middle;
  DAPError error{};

  Lending() {
    export_to(root, received);
    export_to(root, rival);
    middle = wrap(received, middle_calls);
    export_to(middle, a);
    export_to(middle, b);
  }
};

TEST_F(Lending, ForwardsFromAnIdleLibrary) {
  ASSERT_EQ(open(a, writing), DAP_OK);
  EXPECT_EQ(open(rival, reading), DAP_ERROR_BUSY);
  ASSERT_EQ(end(a, writing), DAP_OK);

  EXPECT_EQ(field.calls.take(), "wW");
  EXPECT_EQ(middle_calls.take(), "wW");
  EXPECT_EQ(a.generation, rival.generation);
  EXPECT_EQ(a.generation[0], 1U);
}

TEST_F(Lending, OpensBehindForEveryReader) {
  for (DAPArray *reader : {&a, &b}) EXPECT_EQ(open(*reader, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "rr");
  for (DAPArray *reader : {&a, &b}) EXPECT_EQ(end(*reader, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "RR");
}

TEST_F(Lending, GivesABorrowerWhatTheOwnWritingCovers) {
  ASSERT_EQ(open(middle, writing), DAP_OK);

  for (const uint32_t mode : {writing, overwriting}) {
    EXPECT_EQ(open(a, mode), DAP_OK);
    EXPECT_EQ(open(b, reading), DAP_ERROR_BUSY);
    EXPECT_EQ(end(a, mode), DAP_OK);
  }
  for (DAPArray *reader : {&a, &b}) EXPECT_EQ(open(*reader, reading), DAP_OK);
  EXPECT_EQ(open(b, writing), DAP_ERROR_BUSY);
  for (DAPArray *reader : {&a, &b}) EXPECT_EQ(end(*reader, reading), DAP_OK);

  EXPECT_EQ(field.calls.take(), "w") << "the array behind hears of the lender alone";
  EXPECT_EQ(middle_calls.take(), "wWoO?") << "the library's caches are invalidated by its borrower's END";
  EXPECT_EQ(end(middle, writing), DAP_OK);
  EXPECT_EQ(a.generation[0], 1U);
}

TEST_F(Lending, GivesReadersNothingButReading) {
  ASSERT_EQ(open(middle, reading), DAP_OK);

  for (const uint32_t mode : {writing, overwriting}) {
    EXPECT_EQ(open(a, mode, &error), DAP_ERROR_BUSY);
    EXPECT_EQ(error.rule, DAP_RULE_BUSY);
  }
  EXPECT_EQ(open(a, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "r??") << "on other processes its library may not read, and then the root is written";
}

TEST_F(Lending, GivesOverwritersNothingButOverwriting) {
  ASSERT_EQ(open(middle, overwriting), DAP_OK);

  EXPECT_EQ(open(a, reading), DAP_ERROR_BUSY);
  EXPECT_EQ(open(a, writing), DAP_ERROR_BUSY);
  EXPECT_EQ(open(a, overwriting), DAP_OK);
}

TEST_F(Lending, IsNotEndedBeforeTheBorrowers) {
  for (const uint32_t mode : {reading, writing}) {
    ASSERT_EQ(open(middle, mode), DAP_OK);
    ASSERT_EQ(open(a, mode), DAP_OK);
    EXPECT_EQ(end(middle, mode, &error), DAP_ERROR_BUSY);
    EXPECT_EQ(error.rule, DAP_RULE_LENT);
    ASSERT_EQ(end(a, mode), DAP_OK);
    EXPECT_EQ(end(middle, mode), DAP_OK);
  }
}

TEST_F(Lending, IsOverWhenTheBorrowerIsReleased) {
  ASSERT_EQ(open(middle, writing), DAP_OK);
  ASSERT_EQ(open(a, writing), DAP_OK);
  dap_simple_release(&a);

  EXPECT_EQ(end(middle, writing), DAP_OK);

  EXPECT_EQ(middle_calls.take(), "wW");
  EXPECT_EQ(field.calls.take(), "wW");
  EXPECT_EQ(open(rival, writing), DAP_OK);
}

TEST_F(Lending, CountsItsOwnReaders) {
  ASSERT_EQ(open(middle, reading), DAP_OK);
  ASSERT_EQ(open(middle, reading), DAP_OK);
  EXPECT_EQ(open(middle, writing), DAP_ERROR_BUSY);
  EXPECT_EQ(end(middle, writing), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(field.calls.take(), "rr?");
  EXPECT_EQ(end(middle, reading), DAP_OK);
  EXPECT_EQ(end(middle, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "RR");
  EXPECT_EQ(end(middle, reading), DAP_ERROR_ARGUMENT);
}

TEST_F(Lending, DoesNotMakeReadersOfBothKindsLoseCount) {
  ASSERT_EQ(open(a, reading), DAP_OK);
  ASSERT_EQ(open(middle, reading), DAP_OK);
  ASSERT_EQ(open(b, reading), DAP_OK);
  EXPECT_EQ(end(a, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "rrR");
  EXPECT_EQ(end(middle, reading), DAP_ERROR_BUSY) << "it is b that borrows, not a";
  EXPECT_EQ(open(rival, writing), DAP_ERROR_BUSY);
  EXPECT_EQ(end(b, reading), DAP_OK);
  EXPECT_EQ(end(middle, reading), DAP_OK);

  EXPECT_EQ(open(rival, writing), DAP_OK);
}

TEST_F(Lending, KeepsTheLibraryOutWhileAReexportWrites) {
  ASSERT_EQ(open(a, writing), DAP_OK);

  EXPECT_EQ(open(middle, reading), DAP_ERROR_BUSY);
  EXPECT_EQ(open(middle, writing), DAP_ERROR_BUSY);
}

TEST_F(Lending, ToldNothingBehindIfTheLibraryRefuses) {
  middle_calls.open_status = DAP_ERROR_LIBRARY;

  EXPECT_EQ(open(a, writing), DAP_ERROR_LIBRARY);

  EXPECT_EQ(field.calls.take(), "wW");
  EXPECT_EQ(open(rival, writing), DAP_OK);
}

TEST_F(Lending, EndsAForwardedOpeningOfAReleasedArrayLater) {
  ASSERT_EQ(open(a, writing), DAP_OK);
  dap_simple_release(&a);
  EXPECT_EQ(open(rival, reading), DAP_ERROR_BUSY);

  EXPECT_EQ(dap_source_settle(middle.get(), nullptr), DAP_OK);

  EXPECT_EQ(middle_calls.take(), "wW");
  EXPECT_EQ(open(rival, reading), DAP_OK);
}

TEST_F(Lending, DropsWhatItHoldsBehindWithItsLastExport) {
  ASSERT_EQ(open(a, writing), DAP_OK);
  dap_simple_release(&b);
  middle.reset();
  dap_simple_release(&a);

  EXPECT_EQ(middle_calls.take(), "w!");
  EXPECT_EQ(open(rival, reading), DAP_OK);
  EXPECT_EQ(rival.generation[0], 1U);
}

TEST_F(Lending, CountsOneWriteAtTheRootWhateverLinkOfAChainWrites) {
  recorder last_calls;
  source_ptr last = wrap(b, last_calls);
  held_array end_of_chain;
  export_to(last, end_of_chain);
  uint64_t writes = 0;

  for (DAPArray *link :
       {static_cast<DAPArray *>(&rival), static_cast<DAPArray *>(&a), static_cast<DAPArray *>(&end_of_chain)}) {
    ASSERT_EQ(open(*link, writing), DAP_OK);
    ASSERT_EQ(end(*link, writing), DAP_OK);
    EXPECT_EQ(rival.generation[0], ++writes);
  }
  for (const source_ptr *own : {&root, &middle, &last}) {
    ASSERT_EQ(open(*own, overwriting), DAP_OK);
    ASSERT_EQ(end(*own, overwriting), DAP_OK);
    EXPECT_EQ(end_of_chain.generation[0], ++writes);
  }
  EXPECT_EQ(last_calls.take(), "wW");
}

TEST_F(Lending, IsOverWhenTheLibraryLetsGo) {
  ASSERT_EQ(open(middle, writing), DAP_OK);
  middle.reset();

  EXPECT_EQ(open(a, reading), DAP_OK);
  EXPECT_EQ(end(a, reading), DAP_OK);

  EXPECT_EQ(open(rival, writing), DAP_OK);
  EXPECT_EQ(rival.generation[0], 1U);
}

}  // namespace
