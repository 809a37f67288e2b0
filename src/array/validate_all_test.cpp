// SPDX-License-Identifier: BSD-3-Clause
// Tests of dap_distribution_validate_all: worlds of every kind are accepted on any number of ranks.
#include <gtest/gtest.h>

#include "array/broken_worlds.hpp"

namespace {

using namespace dap::array::sample;

int32_t validate(const world &all, DAPError *error) {
  std::vector<const DAPDistribution *> ranks;
  for (const auto &mine : all) ranks.push_back(mine->given());
  return dap_distribution_validate_all(ranks.data(), static_cast<int32_t>(ranks.size()), error);
}

class ValidWorlds : public ::testing::TestWithParam<named_plan> {};

TEST_P(ValidWorlds, AreAcceptedOnAnyNumberOfRanks) {
  for (int32_t ranks = 1; ranks <= 9; ++ranks) {
    DAPError error = {};
    EXPECT_EQ(validate(world_of(GetParam().of(ranks)), &error), DAP_OK) << ranks << " ranks: " << error.message;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, ValidWorlds, ::testing::ValuesIn(valid_plans),
                         [](const auto &each) { return std::string(each.param.name); });

class BrokenWorlds : public ::testing::TestWithParam<broken_world> {};

TEST_P(BrokenWorlds, AreRefusedWithWhatIsWrongAndWhere) {
  const broken_world &broken = GetParam();
  for (int32_t ranks = broken.fewest_ranks; ranks <= 9; ++ranks) {
    world all = world_of(broken.of(ranks));
    DAPError error = {};
    ASSERT_EQ(validate(all, &error), DAP_OK) << error.message;
    broken.bend(all);

    EXPECT_EQ(validate(all, &error), broken.code) << error.message;

    expect_told(broken, ranks, error);
  }
}

INSTANTIATE_TEST_SUITE_P(Members, BrokenWorlds, ::testing::ValuesIn(differing_members),
                         [](const auto &each) { return std::string(each.param.name); });
INSTANTIATE_TEST_SUITE_P(Misfits, BrokenWorlds, ::testing::ValuesIn(misfits),
                         [](const auto &each) { return std::string(each.param.name); });

TEST(ValidateAll, RefusesWhatIsNoWorld) {
  const DAPDistribution *none = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_distribution_validate_all(nullptr, 1, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(dap_distribution_validate_all(&none, 0, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_distribution_validate_all(&none, 1, nullptr), DAP_ERROR_ARGUMENT);
}

// Rule 352: nobody reads what a kind does not name.
TEST(ValidateAll, ComparesNothingThatAKindDoesNotUse) {
  world all = world_of(plain_rows(3));
  all[2]->dims[0].block_size = 3;
  all[1]->dims[0].first_coordinate = 1;
  EXPECT_EQ(validate(all, nullptr), DAP_OK);
}

TEST(ValidateAll, TellsNoEqualNumbersAsADifference) {
  world all = world_of(replicated_list(3));
  std::swap(all[2]->list_of(0, 0)[1], all[2]->list_of(0, 0)[2]);
  DAPError error = {};
  EXPECT_EQ(validate(all, &error), DAP_ERROR_INVALID);

  EXPECT_STREQ(error.message,
               "dimension 0: coordinate 0 owns other indices, or in another order, on rank 2 (part 0) than on rank 0 "
               "(part 0), expected the same (rank 2; spec 830)");
  EXPECT_NE(error.expected, error.found);
}

// Widths are each part's own (spec 950), and so are identities.
TEST(ValidateAll, TakesWidthsAndIdentitiesThatDiffer) {
  world all = world_of(rows_of(4, with_widths(known(dap_dim_balanced(9, 4)), 1, 1)));
  all[2]->at(0, 0).halo[0] = 5;
  all[1]->distribution.id_space = &all;
  EXPECT_EQ(validate(all, nullptr), DAP_OK);
}

// 2^40 indices in few runs stay few.
TEST(ValidateAll, TakesRunsOfAnyLength) {
  const int64_t half = int64_t{1} << 39;
  plan huge = rows_of(3, listed(2 * half, {{0}, {1}, {2}}));
  huge.dims[0].as_runs = true;
  world all = world_of(huge);
  const auto lengthen = [&all, half](size_t rank, int64_t first, int64_t count) {
    DAPLocalDim &local = all[rank]->at(0, 0);
    all[rank]->list_of(0, 0)[0] = first;
    all[rank]->list_of(0, 0)[1] = count;
    local.num_owned = count;
    local.num_indices = count;
  };
  lengthen(0, half, half);
  lengthen(1, 0, half - 5);
  lengthen(2, half - 5, 5);
  DAPError error = {};
  EXPECT_EQ(validate(all, &error), DAP_OK) << error.message;
  lengthen(2, half - 5, 4);

  EXPECT_EQ(validate(all, &error), DAP_ERROR_INVALID);

  EXPECT_EQ(error.rule, DAP_RULE_NOT_OWNED);
  EXPECT_NE(std::string(error.message).find("index 549755813887 "), std::string::npos) << error.message;
}

}  // namespace
