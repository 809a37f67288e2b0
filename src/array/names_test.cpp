// SPDX-License-Identifier: BSD-3-Clause
// Names of arrays: what is exported, and how the messages of every layer begin.
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

DAPName name_link(const char *name, const DAPExtension *next = nullptr) {
  return {{DAP_EXTENSION_NAME, 0, sizeof(DAPName), next}, name};
}

// Ten doubles called "field", exported once.
struct Names : ::testing::Test {
  recorded_doubles field;
  recorder middle_calls;
  source_ptr source = field.source();
  held_array array;
  DAPError error{};

  Names() { export_to(source, array); }

  source_ptr wrap_with(const DAPSourceDescription *view) {
    DAPSource *made = nullptr;
    EXPECT_EQ(dap_source_wrap(&array, view, &made, &error), DAP_OK) << error.message;
    return source_ptr(made);
  }
  void expect_message(int32_t status, int32_t code, const char *message) {
    EXPECT_EQ(status, code);
    EXPECT_STREQ(error.message, message);
  }
};

TEST_F(Names, AreExported) {
  EXPECT_STREQ(dap_simple_name(&array), "field");
  EXPECT_STREQ(dap_simple_name(dap_source_array(source.get())), "field");
  EXPECT_EQ(dap_array_validate(&array, &error), DAP_OK) << error.message;
}

TEST_F(Names, OutliveTheDescription) {
  std::string given = "given";
  field.description.name = given.c_str();
  held_array other;
  export_to(field.source(), other);

  given[0] = 'x';

  EXPECT_STREQ(dap_simple_name(&other), "given");
}

TEST_F(Names, AreNoneWhereNoneIsGiven) {
  for (const char *none : {"", static_cast<const char *>(nullptr)}) {
    field.description.name = none;
    held_array nameless;
    export_to(field.source(), nameless);

    EXPECT_EQ(nameless.extensions, nullptr);
    expect_message(end(nameless, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT,
                   "END of READ without such an opening (rank 0; spec 602)");
  }
}

TEST_F(Names, StandInFrontOfTheOtherExtensions) {
  const DAPExtension other{0x80000001U, 0, sizeof(DAPExtension), nullptr};
  field.description.extensions = &other;
  held_array extended;
  export_to(field.source(), extended);

  EXPECT_STREQ(dap_simple_name(&extended), "field");
  EXPECT_EQ(extended.extensions->next, &other);
}

TEST_F(Names, MayBeGivenByAnExtension) {
  const DAPName given = name_link("given");
  field.description.name = nullptr;
  field.description.extensions = &given.header;
  held_array named;
  export_to(field.source(), named);

  EXPECT_EQ(named.extensions, &given.header);
  expect_message(end(named, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT,
                 "given: END of READ without such an opening (rank 0; spec 602)");
}

TEST_F(Names, OfAnArrayBehindAreKept) {
  const source_ptr middle = wrap_with(nullptr);
  held_array again;
  export_to(middle, again);

  EXPECT_STREQ(dap_simple_name(&again), "field");
  expect_message(end(again, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT,
                 "field: END of READ without such an opening (rank 0; spec 602)");
}

TEST_F(Names, OfAnArrayBehindAreKeptByAnotherView) {
  DAPSourceDescription view = field.description;
  view.name = nullptr;
  view.extensions = nullptr;
  view.hooks = recorder::hooks();
  view.context = &middle_calls;
  const source_ptr middle = wrap_with(&view);

  EXPECT_STREQ(dap_simple_name(dap_source_array(middle.get())), "field");
}

TEST_F(Names, OfAnArrayBehindGiveWayToAnother) {
  const DAPExtension other{0x80000001U, 0, sizeof(DAPExtension), nullptr};
  field.description.extensions = &other;
  held_array extended;
  export_to(field.source(), extended);
  const source_ptr middle = wrap(extended, middle_calls);
  held_array again;
  export_to(middle, again);

  EXPECT_STREQ(dap_simple_name(&again), "middle");
  EXPECT_EQ(again.extensions->next, &other) << "a chain of libraries is no chain of names";
}

TEST_F(Names, BeginTheMessagesOfValidation) {
  const std::array<int64_t, 4> bounds{0, 4, 7, 9};
  DAPDim dim = dap_dim_irregular(bounds.data(), 3);
  dim.size = 10;
  dap_dims_row_major(&dim, 1);
  DAPDistribution distribution = dap_distribution_describe(&dim, 1, comm_of(2, 3));
  const DAPName relief = name_link("relief");
  array.distribution = &distribution;
  array.extensions = &relief.header;

  expect_message(dap_array_validate(&array, &error), DAP_ERROR_INVALID,
                 "relief: dimension 0: bounds[3] is 9, expected the size 10 (rank 2; spec 806)");
  EXPECT_EQ(error.dim, 0);
  EXPECT_EQ(error.rank, 2);
  EXPECT_EQ(error.expected, 10);
  EXPECT_EQ(error.found, 9);
}

TEST_F(Names, AreNotReadFromAReleasedArray) {
  const DAPName relief = name_link("relief");
  DAPArray released{};
  released.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  released.extensions = &relief.header;

  expect_message(dap_array_validate(&released, &error), DAP_ERROR_ARGUMENT,
                 "the array was released or moved from (spec 501)");
}

TEST_F(Names, BeginTheMessagesOfCreation) {
  field.shape[0] = 9;
  DAPSource *made = nullptr;

  expect_message(dap_source_create(&field.description, &made, &error), DAP_ERROR_INVALID,
                 "field: dimension 0: shape of part 0 is 9, expected the stored extent 10 (rank 0; spec 1004)");
}

TEST_F(Names, BeginTheMessagesOfExport) {
  const DAPRequest request = {{2, 0}, 0, 0, 0, 0, 0, 0, 0, 0, nullptr, {0, 0, 0, 0}};
  held_array refused;

  expect_message(dap_source_export(source.get(), &request, &refused, &error), DAP_ERROR_VERSION,
                 "field: the request is of major version 2, the exporter writes 1 (rank 0; spec 1101)");
}

TEST_F(Names, BeginTheMessagesOfWrapping) {
  array.type_bits = 0;
  DAPSource *made = nullptr;
  const DAPSourceDescription view = field.description;

  expect_message(dap_source_wrap(&array, &view, &made, &error), DAP_ERROR_INVALID,
                 "field: the element type (code, bits, lanes) is (2, 0, 1), expected bits and lanes of 1 or more (rank "
                 "0; spec 1006)");
  array.extensions = nullptr;
  EXPECT_EQ(dap_source_wrap(&array, nullptr, &made, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(std::string(error.message).rfind("the element type", 0), 0U) << error.message;
}

TEST_F(Names, BeginTheMessagesOfOpenings) {
  ASSERT_EQ(open(array, DAP_ACCESS_READ), DAP_OK);

  expect_message(open(array, DAP_ACCESS_WRITE, &error), DAP_ERROR_BUSY,
                 "field: cannot open for WRITE while others read (rank 0; spec 603)");
  expect_message(open(source, DAP_ACCESS_WRITE, &error), DAP_ERROR_BUSY,
                 "field: cannot open for WRITE while others read (rank 0; spec 603)");
}

TEST_F(Names, BeginTheMessagesOfTheLibraryToo) {
  field.calls.open_status = DAP_ERROR_LIBRARY;

  expect_message(open(array, DAP_ACCESS_READ, &error), DAP_ERROR_LIBRARY, "field: the library refuses (spec 0)");
}

TEST_F(Names, FollowEachOtherWhereTheArrayBehindRefuses) {
  held_array reader;
  export_to(source, reader);
  ASSERT_EQ(open(reader, DAP_ACCESS_READ), DAP_OK);
  const source_ptr middle = wrap(array, middle_calls);
  held_array again;
  export_to(middle, again);

  expect_message(open(again, DAP_ACCESS_WRITE, &error), DAP_ERROR_BUSY,
                 "middle: field: cannot open for WRITE while others read (rank 0; spec 603)");
}

TEST_F(Names, BeginTheMessagesOfSettlingAndUnwrapping) {
  expect_message(dap_source_unwrap(source.get(), &array, &error), DAP_ERROR_ARGUMENT,
                 "field: the source was made around memory, not around an array (rank 0; spec 1301)");
  ASSERT_EQ(open(array, DAP_ACCESS_READ), DAP_OK);
  dap_simple_release(&array);
  field.calls.end_status = DAP_ERROR_LIBRARY;
  expect_message(dap_source_settle(source.get(), &error), DAP_ERROR_LIBRARY,
                 "field: the library took no note (spec 0)");
}

TEST_F(Names, BeginTheMessagesOfFlatteningAndStay) {
  held_array flat;
  expect_message(dap_array_flatten(&array, 7, &flat, &error), DAP_ERROR_ARGUMENT,
                 "field: the form of flattening is 7, which is none (spec 1301)");

  ASSERT_EQ(dap_array_flatten(&array, DAP_FLATTEN_NATURAL, &flat, &error), DAP_OK) << error.message;

  EXPECT_STREQ(dap_simple_name(&flat), "field");
  expect_message(end(flat, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT,
                 "field: END of READ without such an opening (rank 0; spec 602)");
}

TEST_F(Names, BeginTheMessagesOfArraysThatAreNotFlattened) {
  field.strides[0] = 0;
  field.description.flags |= DAP_FEATURE_STRIDED;
  held_array repeated, flat;
  export_to(field.source(), repeated);

  expect_message(dap_array_flatten(&repeated, DAP_FLATTEN_NATURAL, &flat, &error), DAP_ERROR_UNSUPPORTED,
                 "field: the elements of part 0 are not one run of constant stride in memory (rank 0; spec 1503)");
}

}  // namespace
