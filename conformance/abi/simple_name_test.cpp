// SPDX-License-Identifier: BSD-3-Clause
// The name of an array in simple.h: where it is found, and how messages begin with it.
#include "simple_view_fixture.hpp"

namespace dap::testing {
namespace {

// The sample, which its producer calls "relief", behind an extension that is not known here.
class SimpleName : public simple_view_fixture {
 protected:
  SimpleName() { it.array.extensions = &other; }

  DAPName name{{DAP_EXTENSION_NAME, 0, sizeof(DAPName), nullptr}, "relief"};
  DAPExtension other{0x80000001U, 0, sizeof(DAPExtension), &name.header};
};

TEST_F(SimpleName, IsFoundInTheChain) {
  EXPECT_STREQ(dap_simple_name(&it.array), "relief");
  EXPECT_STREQ(dap_simple_name_in(&name.header), "relief");
}

TEST_F(SimpleName, IsTheFirstOfSeveral) {
  DAPName first = name;
  first.name = "first";
  first.header.next = &other;
  it.array.extensions = &first.header;

  EXPECT_STREQ(dap_simple_name(&it.array), "first");
}

TEST_F(SimpleName, IsNoneWhereNothingGivesOne) {
  it.array.extensions = nullptr;

  EXPECT_EQ(dap_simple_name(&it.array), nullptr);
  EXPECT_EQ(dap_simple_name(nullptr), nullptr);
}

TEST_F(SimpleName, IsNotReadBeyondTheBytesOfTheLink) {
  name.header.nbytes = sizeof(DAPName) - 1;
  EXPECT_EQ(dap_simple_name(&it.array), nullptr);
}

TEST_F(SimpleName, IsNotReadInAnotherMajor) {
  it.array.version.major = 2;
  EXPECT_EQ(dap_simple_name(&it.array), nullptr);
}

TEST_F(SimpleName, NullAndEmptyAreNone) {
  name.name = "";
  EXPECT_EQ(dap_simple_name(&it.array), nullptr);
  name.name = nullptr;
  EXPECT_EQ(dap_simple_name(&it.array), nullptr);
}

TEST_F(SimpleName, IsNotLookedForInACircle) {
  other.next = &other;
  EXPECT_EQ(dap_simple_name(&it.array), nullptr);
}

TEST_F(SimpleName, BeginsTheMessagesOfViews) {
  it.shape[1] = 4;
  refuses(DAP_ERROR_INVALID, DAP_RULE_SHAPE, 1,
          "relief: dimension 1: shape of part 0 is 4, expected the stored extent 5 (rank 4; spec 1004)");
}

TEST_F(SimpleName, IsNotReadFromAReleasedArray) {
  it.array.release = nullptr;
  refuses(DAP_ERROR_ARGUMENT, DAP_RULE_RELEASED, -1, "the array was released or moved from (spec 501)");
}

TEST_F(SimpleName, BeginsTheMessagesOfAccess) {
  expect_refusal(dap_simple_access(&it.array, DAP_ACCESS_WRITE, &error), error, DAP_ERROR_READ_ONLY, DAP_RULE_READ_ONLY,
                 -1, "relief: the array is read-only: it cannot be written (spec 605)");
}

TEST_F(SimpleName, BeginsTheMessagesOfRequests) {
  const DAPRequest request = dap_simple_request(1);
  expect_refusal(dap_simple_satisfies(&it.array, &request, &error), error, DAP_ERROR_READ_ONLY,
                 DAP_RULE_REQUEST_WRITABLE, -1,
                 "relief: the request demands a writable array (DAP_DEMAND_WRITABLE), which the array is not or does "
                 "not have (rank 4; spec 1106)");
}

// Messages that get a name in front.
class SimpleNamed : public ::testing::Test {
 protected:
  void fail_with(const std::string &text) {
    dap_simple_fail(&error, DAP_ERROR_INVALID, 806, -1, 2, 0, 0, "%s", text.c_str());
  }
  std::string named(const std::string &name) {
    dap_simple_named(&error, name.c_str());
    return error.message;
  }

  DAPError error{};
};

TEST_F(SimpleNamed, NeedNothing) {
  fail_with("text");
  dap_simple_named(nullptr, "relief");
  dap_simple_named(&error, nullptr);

  EXPECT_EQ(named(""), "text (rank 2; spec 806)");
}

TEST_F(SimpleNamed, DoNotGetItTwice) {
  fail_with("relief: text");

  EXPECT_EQ(named("relief"), "relief: text (rank 2; spec 806)");
  EXPECT_EQ(named("rel"), "rel: relief: text (rank 2; spec 806)");
}

TEST_F(SimpleNamed, KeepTheRuleWhenTheTextIsTooLong) {
  fail_with(std::string(1000, 'x'));

  const std::string message = named("relief");

  EXPECT_EQ(message, "relief: " + std::string(452, 'x') + " (rank 2; spec 806)");
  EXPECT_EQ(message.size(), sizeof error.message - 1);
}

TEST_F(SimpleNamed, TakeSoMuchOfALongNameEveryTime) {
  fail_with("text");
  const std::string expected = std::string(DAP_SIMPLE_MAX_NAME, 'n') + ": text (rank 2; spec 806)";

  EXPECT_EQ(named(std::string(1000, 'n')), expected);
  EXPECT_EQ(named(std::string(1000, 'n')), expected);
}

TEST_F(SimpleNamed, MayBeOfOtherMakes) {
  std::memset(error.message, 'y', sizeof error.message);

  EXPECT_EQ(named("relief"), "relief: " + std::string(471, 'y'));
}

TEST_F(SimpleNamed, KeepParenthesesThatAreNoEnd) {
  error = DAPError{};
  std::strcpy(error.message, "(code, bits)");

  EXPECT_EQ(named("relief"), "relief: (code, bits)");
}

}  // namespace
}  // namespace dap::testing
