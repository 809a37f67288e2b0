// SPDX-License-Identifier: BSD-3-Clause
// Faults in files, and how they are reported.
#include "cli/validate.hpp"

#include <gtest/gtest.h>

#include "cli/sample_files.hpp"

namespace dap::cli {
namespace {

TEST(Validate, FindsNothingInWhatIsValid) {
  EXPECT_TRUE(validate(sample::blocks({10}, {3})).empty());
}

TEST(Validate, NamesRankDimensionRuleAndSection) {
  json::distribution_file file = sample::blocks({6, 10}, {1, 3});
  file.parts[1][0][1].num_owned = 2;

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(words_of(found[0]),
            "rank 1, dimension 1, rule 809 (section 8, Dimensions)\n"
            "    dimension 1: num_owned of part 0 is 2, but coordinate 1 has 3 (rank 1; spec 809)\n");
}

TEST(Validate, SaysOnceWhatIsAlikeOnAllRanks) {
  json::distribution_file file = sample::blocks({10}, {3});
  file.dims[0].boundary = {11, 0};

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].ranks, (std::vector<int64_t>{0, 1, 2}));
  EXPECT_EQ(words_of(found[0]).substr(0, 50), "ranks 0-2, dimension 0, rule 804 (section 8, Dimen");
}

TEST(Validate, SaysForEachRankWhatIsWrongThere) {
  json::distribution_file file = sample::blocks({10}, {3});
  file.parts[0][0][0].start = 1;
  file.parts[2][0][0].coordinate = 7;

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].error.rule, DAP_RULE_OWNED);
  EXPECT_EQ(found[1].error.rule, DAP_RULE_COORDINATE);
  EXPECT_EQ(found[1].ranks, (std::vector<int64_t>{2}));
}

TEST(Validate, FindsAFeatureThatIsNotListed) {
  json::distribution_file file = sample::blocks({10}, {3});
  sample::add_halo(file, 0, 1, 1);
  file.features = 0;

  EXPECT_EQ(validate(file).at(0).error.rule, DAP_RULE_FEATURE_MISSING);
}

TEST(Validate, FindsAPartOnAnotherRankThanTheFormulaSays) {
  json::distribution_file file = sample::blocks({10}, {3});
  std::swap(file.parts[0], file.parts[1]);

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].error.rule, DAP_RULE_PART_PLACE);
}

TEST(Validate, ReportsLengthsThatContradictEachOther) {
  json::distribution_file file = sample::blocks({10}, {3});
  file.dims[0].bounds = {0, 10};

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].ranks.empty());
  EXPECT_EQ(found[0].error.rule, DAP_RULE_BOUNDS);
}

TEST(Validate, FindsAListOfBoxesThatIsNotThatOfTheParts) {
  json::distribution_file file = sample::boxes({4}, {{{{0, 2}}}, {{{2, 4}}}});
  file.boxes = {{{0, {{0, 2}}}, {1, {{2, 3}}}}};

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(words_of(found[0]),
            "rank 1, rule 824 (section 8, Dimensions)\n"
            "    1 boxes are listed for this rank, and they are not its 1 parts in their order (rank 1; spec 824)\n");
}

TEST(Validate, FindsWhatNoRankOwns) {
  const json::distribution_file file = sample::boxes({6}, {{{{0, 2}}}, {{{3, 6}}}});

  const std::vector<finding> found = validate(file);

  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].ranks.empty());
  EXPECT_EQ(found[0].error.rule, DAP_RULE_NOT_OWNED);
}

TEST(Validate, FindsWhatTwoRanksOwn) {
  const json::distribution_file file = sample::boxes({6}, {{{{0, 4}}}, {{{3, 6}}}});

  EXPECT_EQ(validate(file).at(0).error.rule, DAP_RULE_OWNED_TWICE);
}

}  // namespace
}  // namespace dap::cli
