// SPDX-License-Identifier: BSD-3-Clause
// Tests of dap_distribution_validate_all: worlds of every kind are accepted on any number of ranks.
#include <gtest/gtest.h>

#include "array/planned_worlds.hpp"

namespace {

using namespace dap::array::sample;

int32_t validate(const world &all, DAPError *error) {
  std::vector<const DAPDistribution *> ranks;
  for (const auto &mine : all) ranks.push_back(&mine->distribution);
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

}  // namespace
