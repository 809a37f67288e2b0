// SPDX-License-Identifier: BSD-3-Clause
// Any number of readers or one writer, over all exports of a source.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint32_t reading = DAP_ACCESS_READ;
constexpr uint32_t writing = DAP_ACCESS_WRITE;
constexpr uint32_t overwriting = DAP_ACCESS_OVERWRITE;

// Two exports of one source.
struct Openings : ::testing::Test {
  recorded_doubles field;
  source_ptr source = field.source();
  held_array a, b;
  DAPError error{};

  Openings() {
    export_to(source, a);
    export_to(source, b);
  }

  void expect_busy(DAPArray &array, uint32_t mode) {
    EXPECT_EQ(open(array, mode, &error), DAP_ERROR_BUSY);
    EXPECT_EQ(error.rule, DAP_RULE_BUSY);
  }
};

TEST_F(Openings, AdmitManyReadersAndTellTheLibraryOfEach) {
  for (DAPArray *reader : {&a, &a, &b}) EXPECT_EQ(open(*reader, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "rrr");
  for (DAPArray *reader : {&b, &a, &a}) EXPECT_EQ(end(*reader, reading), DAP_OK);
  EXPECT_EQ(field.calls.take(), "RRR");
}

TEST_F(Openings, AdmitOneWriterAndNobodyBesides) {
  for (const uint32_t mode : {writing, overwriting}) {
    ASSERT_EQ(open(a, mode), DAP_OK);
    for (const uint32_t other : {reading, writing, overwriting}) {
      expect_busy(b, other);
      expect_busy(a, other);
    }
    EXPECT_EQ(end(a, mode), DAP_OK);
  }
  EXPECT_EQ(field.calls.take(), "w????Wo????O")
      << "refused writers may be granted elsewhere, refused readers matter to nobody";
}

TEST_F(Openings, DoNotUpgradeAReader) {
  ASSERT_EQ(open(a, reading), DAP_OK);

  expect_busy(a, writing);
  expect_busy(b, overwriting);

  EXPECT_EQ(end(a, reading), DAP_OK);
  EXPECT_EQ(open(b, writing), DAP_OK);
}

TEST_F(Openings, CountWritesAtTheirEnd) {
  for (const uint32_t mode : {reading, writing, overwriting}) {
    ASSERT_EQ(open(a, mode), DAP_OK);
    ASSERT_EQ(end(a, mode), DAP_OK);
  }

  EXPECT_EQ(a.generation, b.generation);
  EXPECT_EQ(a.generation[0], 2U);
  EXPECT_EQ(a.generation[1], UINT64_MAX);
}

TEST_F(Openings, AreOnlyEndedByWhoHoldsThem) {
  ASSERT_EQ(open(a, writing), DAP_OK);

  for (const uint32_t mode : {reading, overwriting}) {
    EXPECT_EQ(end(a, mode, &error), DAP_ERROR_ARGUMENT);
    EXPECT_EQ(error.rule, DAP_RULE_END_UNOPENED);
  }
  EXPECT_EQ(end(b, writing, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(end(source, writing, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(end(a, writing), DAP_OK);
  EXPECT_EQ(end(a, writing), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(field.calls.take(), "wW");
}

TEST_F(Openings, KnowThreeModes) {
  for (const uint32_t mode : {0U, 4U, DAP_ACCESS_END, DAP_ACCESS_END | 4U, 512U | reading}) {
    EXPECT_EQ(a.access(&a, mode, nullptr, &error), DAP_ERROR_ARGUMENT);
    EXPECT_EQ(error.rule, DAP_RULE_MODE);
    EXPECT_EQ(error.found, mode);
  }
}

TEST_F(Openings, MoveWithTheArray) {
  ASSERT_EQ(open(a, writing), DAP_OK);
  held_array moved;
  dap_simple_move(&a, &moved);

  EXPECT_EQ(end(moved, writing), DAP_OK);
  EXPECT_EQ(open(b, reading), DAP_OK);
}

TEST_F(Openings, OfTheLibraryItselfCountLikeAConsumers) {
  ASSERT_EQ(open(source, writing), DAP_OK);
  expect_busy(a, reading);
  EXPECT_EQ(end(source, writing), DAP_OK);

  ASSERT_EQ(open(a, reading), DAP_OK);
  EXPECT_EQ(open(source, reading), DAP_OK);
  EXPECT_EQ(open(source, writing), DAP_ERROR_BUSY);
}

TEST_F(Openings, AreNotHeldWhereTheLibraryRefused) {
  field.calls.open_status = DAP_ERROR_LIBRARY;
  for (const uint32_t mode : {reading, writing}) {
    EXPECT_EQ(open(a, mode, &error), DAP_ERROR_LIBRARY);
    EXPECT_EQ(error.code, DAP_ERROR_LIBRARY);
    EXPECT_EQ(end(a, mode), DAP_ERROR_ARGUMENT);
  }

  field.calls.open_status = DAP_OK;
  EXPECT_EQ(open(a, writing), DAP_OK);
}

TEST_F(Openings, AreOverWhateverTheEndReturns) {
  field.calls.end_status = DAP_ERROR_LIBRARY;
  ASSERT_EQ(open(a, writing), DAP_OK);

  EXPECT_EQ(end(a, writing, &error), DAP_ERROR_LIBRARY);

  EXPECT_EQ(a.generation[0], 1U);
  EXPECT_EQ(end(a, writing), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(open(b, writing), DAP_OK);
}

TEST(ReadOnlyArrays, CannotBeOpenedForWriting) {
  ten_doubles field;
  field.description.flags = 0;
  const source_ptr source = field.source();
  held_array array;
  export_to(source, array);
  DAPError error{};

  for (const uint32_t mode : {DAP_ACCESS_WRITE, DAP_ACCESS_OVERWRITE}) {
    EXPECT_EQ(open(array, mode, &error), DAP_ERROR_READ_ONLY);
    EXPECT_EQ(error.rule, DAP_RULE_READ_ONLY);
    EXPECT_EQ(end(array, mode, &error), DAP_ERROR_ARGUMENT);
    EXPECT_EQ(error.rule, DAP_RULE_END_UNOPENED);
  }
  EXPECT_EQ(open(array, DAP_ACCESS_READ), DAP_OK);
}

}  // namespace
