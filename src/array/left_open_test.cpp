// SPDX-License-Identifier: BSD-3-Clause
// Arrays that are released while open: the library hears of it later, on a thread of its own choice.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

struct LeftOpen : ::testing::Test {
  recorded_doubles field;
  source_ptr source = field.source();
  held_array a, b;
  DAPError error{};

  LeftOpen() {
    export_to(source, a);
    export_to(source, b);
  }
};

TEST_F(LeftOpen, IsEndedByTheNextOpening) {
  ASSERT_EQ(open(a, DAP_ACCESS_WRITE), DAP_OK);
  dap_simple_release(&a);
  EXPECT_EQ(field.calls.take(), "w");

  EXPECT_EQ(open(b, DAP_ACCESS_READ), DAP_OK);

  EXPECT_EQ(field.calls.take(), "Wr");
  EXPECT_EQ(b.generation[0], 1U);
}

TEST_F(LeftOpen, IsEndedBySettling) {
  ASSERT_EQ(open(a, DAP_ACCESS_READ), DAP_OK);
  ASSERT_EQ(open(a, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&a);
  EXPECT_EQ(field.calls.take(), "rr");

  EXPECT_EQ(dap_source_settle(source.get(), nullptr), DAP_OK);
  EXPECT_EQ(field.calls.take(), "RR");
  EXPECT_EQ(dap_source_settle(source.get(), nullptr), DAP_OK);
  EXPECT_EQ(field.calls.take(), "");
}

TEST_F(LeftOpen, CountsAWriteAtOnceAndOnlyOnce) {
  for (const uint32_t mode : {DAP_ACCESS_WRITE, DAP_ACCESS_OVERWRITE}) {
    const uint64_t before = b.generation[0];
    held_array writer;
    export_to(source, writer);
    ASSERT_EQ(open(writer, mode), DAP_OK);
    dap_simple_release(&writer);
    EXPECT_EQ(b.generation[0], before + 1);

    EXPECT_EQ(dap_source_settle(source.get(), nullptr), DAP_OK);
    EXPECT_EQ(b.generation[0], before + 1);
  }
  EXPECT_EQ(field.calls.take(), "wWoO");
}

TEST_F(LeftOpen, CountsNoReader) {
  ASSERT_EQ(open(a, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&a);

  EXPECT_EQ(dap_source_settle(source.get(), nullptr), DAP_OK);
  EXPECT_EQ(b.generation[0], 0U);
}

// Nobody behind counts, so that the wrapping source does.
TEST(LeftOpenByTheLibraryThatWraps, CountsAWriteAtOnceAndOnlyOnce) {
  bendable_array bent;
  bent.array.flags |= DAP_ARRAY_WRITABLE;
  recorder calls;
  source_ptr source = wrap(bent.array, calls);
  held_array array;
  export_to(source, array);
  ASSERT_EQ(open(source, DAP_ACCESS_WRITE), DAP_OK);
  source.reset();
  EXPECT_EQ(array.generation[0], 1U);

  ASSERT_EQ(open(array, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(array.generation[0], 1U);
}

TEST_F(LeftOpen, TellsOfAFailureOnce) {
  ASSERT_EQ(open(a, DAP_ACCESS_WRITE), DAP_OK);
  dap_simple_release(&a);
  field.calls.end_status = DAP_ERROR_LIBRARY;

  EXPECT_EQ(dap_source_settle(source.get(), &error), DAP_ERROR_LIBRARY);
  EXPECT_EQ(error.code, DAP_ERROR_LIBRARY);
  EXPECT_EQ(dap_source_settle(source.get(), nullptr), DAP_OK);
}

TEST(LeftOpenWithoutHooks, EndsAtOnce) {
  const ten_doubles field;
  const source_ptr source = field.source();
  held_array a, b;
  export_to(source, a);
  export_to(source, b);
  ASSERT_EQ(open(a, DAP_ACCESS_WRITE), DAP_OK);

  dap_simple_release(&a);

  EXPECT_EQ(b.generation[0], 1U);
  EXPECT_EQ(open(b, DAP_ACCESS_WRITE), DAP_OK);
}

TEST_F(LeftOpen, IsNotEndedForAnotherExport) {
  ASSERT_EQ(open(a, DAP_ACCESS_READ), DAP_OK);
  ASSERT_EQ(open(b, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&a);
  EXPECT_EQ(end(b, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(end(b, DAP_ACCESS_READ), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(open(b, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(field.calls.take(), "rrRRw");
}

TEST_F(LeftOpen, DiesWithTheSource) {
  ASSERT_EQ(open(a, DAP_ACCESS_WRITE), DAP_OK);
  source.reset();
  dap_simple_release(&b);
  dap_simple_release(&a);

  EXPECT_EQ(field.calls.take(), "w!");
}

TEST_F(LeftOpen, ByItsCreatorKeepsNobodyOut) {
  ASSERT_EQ(open(source, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(open(a, DAP_ACCESS_READ), DAP_ERROR_BUSY);
  source.reset();

  EXPECT_EQ(open(a, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(field.calls.take(), "wWr");
}

}  // namespace
