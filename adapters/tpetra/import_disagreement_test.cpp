// SPDX-License-Identifier: BSD-3-Clause
// Ranks that pass what does not belong together: told so on all of them, before anybody waits for anybody.
#include "import_testing.hpp"

namespace dap::tpetra::testing {
namespace {

bool is_other() {
  return world_rank() == world_size() - 1;
}

distribution_ptr balanced(int64_t size = 11, int64_t columns = 0) {
  return blocks(dap_dim_balanced(size, world_size()), columns);
}

// Of an array that differs on the last rank; all arrays are as they were, and the same call with the same array
// succeeds.
void expect_disagreement(const DAPDistribution &distribution, const DAPDistribution &common, const std::string &text,
                         uint64_t flags = DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED) {
  producer memory, afterwards;
  memory.flags = flags;
  DAPArray array = memory.make(distribution);
  imported_object in;

  EXPECT_EQ(in.take(array), DAP_ERROR_DISAGREEMENT) << in.error.message;

  EXPECT_EQ(in.error.rule, DAP_RULE_DISAGREEMENT);
  EXPECT_EQ(in.error.rank, world_size() - 1);
  EXPECT_TRUE(message_has(in.error, text)) << in.error.message;
  EXPECT_TRUE(in.object.is_null());
  ASSERT_NE(array.release, nullptr);
  EXPECT_EQ(array.access(&array, DAP_ACCESS_READ, nullptr, nullptr), DAP_OK);
  array.release(&array);
  DAPArray same = afterwards.make(common);
  EXPECT_EQ(in.take(same), DAP_OK) << in.error.message;
}

TEST(TpetraDisagreement, OnTheSize) {
  const auto distribution = balanced(is_other() ? 12 : 11);
  expect_disagreement(*distribution, *balanced(), "kind, size, grid, bounds or flags");
}

TEST(TpetraDisagreement, OnTheNumberOfColumns) {
  const auto distribution = balanced(11, is_other() ? 3 : 2);
  expect_disagreement(*distribution, *balanced(), "kind, size, grid, bounds or flags");
}

TEST(TpetraDisagreement, OnTheNumberOfDimensions) {
  const auto distribution = balanced(11, is_other() ? 1 : 0);
  expect_disagreement(*distribution, *balanced(), "the number of dimensions");
}

TEST(TpetraDisagreement, OnWhatMayBeWritten) {
  const auto distribution = balanced();
  expect_disagreement(*distribution, *distribution, "the flags",
                      DAP_FEATURE_STRIDED | (is_other() ? 0 : DAP_ARRAY_WRITABLE));
}

// Whoever finds a Map makes none, and the others would wait for him.
TEST(TpetraDisagreement, OnADistributionThatOneRankHasSeenBefore) {
  const auto seen = balanced();
  const auto fresh = balanced();
  producer memory;
  DAPArray array = memory.make(*seen);
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  expect_disagreement(is_other() ? *seen : *fresh, *seen, "arguments");
  expect_disagreement(is_other() ? *fresh : *seen, *fresh, "arguments");
}

TEST(TpetraDisagreement, OnTwoDistributionsThatAllHaveSeenBefore) {
  const auto first = balanced();
  const auto second = balanced();
  for (const auto *each : {&first, &second}) {
    producer memory;
    DAPArray array = memory.make(**each);
    imported_object in;
    ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
  }

  expect_disagreement(is_other() ? *first : *second, *first, "arguments");
}

// What one rank cannot import anyway is told as that.
TEST(TpetraDisagreement, OnTheTypeIsARefusalOfTheOtherOne) {
  const auto distribution = balanced();
  producer memory;
  if (is_other()) memory.type = {DAP_TYPE_INT, 64, 1};
  DAPArray array = memory.make(*distribution);
  imported_object in;

  EXPECT_EQ(in.take(array), DAP_ERROR_UNSUPPORTED);

  EXPECT_EQ(in.error.rank, world_size() - 1);
  EXPECT_TRUE(message_has(in.error, "only double is built")) << in.error.message;
  ASSERT_NE(array.release, nullptr);
  array.release(&array);
}

}  // namespace
}  // namespace dap::tpetra::testing
