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
