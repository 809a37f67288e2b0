// SPDX-License-Identifier: BSD-3-Clause
// A writing opening that is refused here may be granted on other processes: everybody who would hear of its END there
// hears of the refusal here. In the recorded calls "?" is that.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint32_t reading = DAP_ACCESS_READ;
constexpr uint32_t writing = DAP_ACCESS_WRITE;
constexpr uint32_t overwriting = DAP_ACCESS_OVERWRITE;

// root → middle → last, each with two exports.
struct RefusedWrites : ::testing::Test {
  recorded_doubles field;
  recorder middle_calls, last_calls;
  source_ptr root = field.source();
  source_ptr middle, last;
  held_array for_middle, rival, for_last, sibling, a, b;

  RefusedWrites() {
    export_to(root, for_middle);
    export_to(root, rival);
    middle = wrap(for_middle, middle_calls);
    export_to(middle, for_last);
    export_to(middle, sibling);
    last = wrap(for_last, last_calls);
    export_to(last, a);
    export_to(last, b);
  }

  // What root, middle and last have heard since the last time.
  std::string heard() { return field.calls.take() + "-" + middle_calls.take() + "-" + last_calls.take(); }
};

TEST_F(RefusedWrites, AreToldToAllBehindByWhomeverTheyAreRefused) {
  for (held_array *reader : {&b, &sibling, &rival}) {
    ASSERT_EQ(open(*reader, reading), DAP_OK);
    heard();
    for (const uint32_t mode : {writing, overwriting}) {
      EXPECT_EQ(open(a, mode), DAP_ERROR_BUSY);
      EXPECT_EQ(heard(), "?-?-?");
    }
    ASSERT_EQ(end(*reader, reading), DAP_OK);
  }
}

TEST_F(RefusedWrites, OfTheLibraryItselfAreToldAsWell) {
  for (held_array *reader : {&b, &sibling, &rival}) {
    ASSERT_EQ(open(*reader, reading), DAP_OK);
    heard();
    for (const uint32_t mode : {writing, overwriting}) {
      EXPECT_EQ(open(last, mode), DAP_ERROR_BUSY);
      EXPECT_EQ(heard(), "?-?-?");
    }
    ASSERT_EQ(end(*reader, reading), DAP_OK);
  }
}

TEST_F(RefusedWrites, AreToldWhileTheLibraryReads) {
  ASSERT_EQ(open(middle, reading), DAP_OK);
  heard();

  EXPECT_EQ(open(a, writing), DAP_ERROR_BUSY);

  EXPECT_EQ(heard(), "?-?-?") << "where it does not read, the write is granted by the root";
}

TEST_F(RefusedWrites, OfBorrowersAreToldNobodyBehindTheLender) {
  ASSERT_EQ(open(middle, writing), DAP_OK);
  ASSERT_EQ(open(b, reading), DAP_OK);
  heard();

  EXPECT_EQ(open(a, writing), DAP_ERROR_BUSY);

  EXPECT_EQ(heard(), "-?-?") << "where it is granted, the root hears of the lender's END alone, and so it does here";
}

TEST_F(RefusedWrites, ByAHookAreEndedWhereTheyHadBeenGranted) {
  middle_calls.open_status = DAP_ERROR_LIBRARY;

  EXPECT_EQ(open(a, writing), DAP_ERROR_LIBRARY);

  EXPECT_EQ(heard(), "wW-?-?");
}

TEST_F(RefusedWrites, ByAHookWhileItsLibraryLendsAreToldThatLibrary) {
  ASSERT_EQ(open(middle, writing), DAP_OK);
  heard();
  middle_calls.open_status = DAP_ERROR_LIBRARY;

  EXPECT_EQ(open(sibling, writing), DAP_ERROR_LIBRARY);

  EXPECT_EQ(heard(), "-?-");
}

// Only an array behind that is not asked to hold anything can grant what is refused in front of it.
TEST_F(RefusedWrites, AreEndedAtOnceWhereTheArrayBehindGrantsThem) {
  ASSERT_EQ(open(sibling, reading), DAP_OK);
  dap_simple_release(&sibling);
  middle_calls.end_status = DAP_ERROR_LIBRARY;
  heard();

  EXPECT_EQ(open(middle, overwriting), DAP_ERROR_LIBRARY) << "the due END fails";

  EXPECT_EQ(heard(), "RwW-R?-") << "not \"oO\": nothing is written, and the elements keep their values";
  EXPECT_EQ(open(rival, writing), DAP_OK);
}

TEST_F(RefusedWrites, AreForgottenByTheCounts) {
  ASSERT_EQ(open(b, reading), DAP_OK);
  ASSERT_EQ(open(a, writing), DAP_ERROR_BUSY);
  ASSERT_EQ(end(b, reading), DAP_OK);

  EXPECT_EQ(end(a, writing), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(open(a, writing), DAP_OK);
  EXPECT_EQ(end(a, writing), DAP_OK);
  EXPECT_EQ(rival.generation[0], 1U);
}

TEST_F(RefusedWrites, ThatNoProcessIsGrantedAreToldToNobody) {
  DAPRequest request{};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  held_array read_only;
  ASSERT_EQ(dap_source_export(last.get(), &request, &read_only, nullptr), DAP_OK);

  EXPECT_EQ(open(read_only, writing), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(open(a, 4U), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(heard(), "--");
}

}  // namespace
