// SPDX-License-Identifier: BSD-3-Clause
// Plans between two worlds, all ranks of their parent in one process: whose ranks they are, and what is refused.
#include "transfer/plan_between.hpp"

#include <gtest/gtest.h>

#include <string>

#include "array/gathered.hpp"
#include "array/planned_worlds.hpp"

namespace {

using namespace dap::array::sample;
using namespace dap::transfer;

// Rows of three ranks to those of two, all ranks of the parent in one process.
struct Between : ::testing::Test {
  world sources = world_of(rows_of(3, known(dap_dim_balanced(7, 3))));
  world targets = world_of(rows_of(2, known(dap_dim_balanced(7, 2))));
  std::vector<party> parties = std::vector<party>(6);
  DAPError error{};

  void put(const index_list &source_parents, const index_list &target_parents) {
    for (size_t rank = 0; rank < source_parents.size(); ++rank) {
      parties[static_cast<size_t>(source_parents[rank])].source = &sources[rank]->distribution;
    }
    for (size_t rank = 0; rank < target_parents.size(); ++rank) {
      parties[static_cast<size_t>(target_parents[rank])].target = &targets[rank]->distribution;
    }
  }
  int32_t make() {
    const std::vector<const DAPDistribution *> nobody(parties.size(), nullptr);
    dap::array::gathered all(nobody);
    const auto find = [](void *context, int32_t rank) -> party & {
      return static_cast<Between *>(context)->parties[static_cast<size_t>(rank)];
    };
    const int32_t status = pair_worlds(all, {find, this}, &error);
    return status == DAP_OK ? plan_between(all, {find, this}, &error) : status;
  }
  void expect_refusal(int32_t code, int32_t rule) {
    EXPECT_EQ(make(), code) << error.message;
    EXPECT_EQ(error.rule, rule) << error.message;
  }
};

TEST_F(Between, RanksAreThoseOfTheParent) {
  put({5, 3, 1}, {0, 3});
  ASSERT_EQ(make(), DAP_OK) << error.message;
  // Rows 0 1 2 | 3 4 | 5 6 to rows 0 1 2 3 | 4 5 6: rank 1 of the source is rank 1 of the target.
  const auto &gotten = parties[3].made.getting.pieces();
  ASSERT_EQ(gotten.size(), 2U);
  EXPECT_EQ(gotten[0].rank, 1);
  EXPECT_EQ(gotten[0].count, 2);
  EXPECT_EQ(gotten[1].rank, 3);
  EXPECT_EQ(gotten[1].count, 1);
  EXPECT_EQ(parties[0].made.source->num_ranks, 0);  // spaced: no table
}

TEST_F(Between, AReplicaOnTheSameProcessGives) {
  plan twice = rows_of(4, known(dap_dim_balanced(8, 2)));
  twice.dims.push_back(replicas(2));
  sources = world_of(twice);
  targets = world_of(rows_of(2, known(dap_dim_balanced(8, 2))));
  // Coordinate 1 is on ranks 2 and 3 of the source, of which 3 is the process of the target's rank 1.
  put({0, 1, 2, 3}, {5, 3});
  ASSERT_EQ(make(), DAP_OK) << error.message;
  ASSERT_EQ(parties[3].made.getting.pieces().size(), 1U);
  EXPECT_EQ(parties[3].made.getting.pieces()[0].rank, 3);
}

TEST_F(Between, AWorldWithoutProcessesIsRefused) {
  put({0, 1, 2}, {});
  expect_refusal(DAP_ERROR_ARGUMENT, DAP_RULE_WORLD_EMPTY);
}

TEST_F(Between, AProcessTooFewIsRefused) {
  put({0, 1}, {3, 4});
  expect_refusal(DAP_ERROR_COMM, DAP_RULE_WORLD_RANKS);
}

TEST_F(Between, ARankTwiceIsRefused) {
  put({0, 1, 2}, {3, 4});
  parties[2].source = parties[1].source;
  expect_refusal(DAP_ERROR_COMM, DAP_RULE_WORLD_RANKS);
  EXPECT_NE(std::string(error.message).find("1 and 2"), std::string::npos) << error.message;
  parties[1].source = parties[0].source;
  parties[2].source = parties[0].source;
  expect_refusal(DAP_ERROR_COMM, DAP_RULE_WORLD_RANKS);
}

TEST_F(Between, OtherGlobalMembersInOneWorldAreRefused) {
  put({2, 1, 0}, {5, 4});
  targets[0]->dims[0].boundary[0] = 1;
  expect_refusal(DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT);
  EXPECT_EQ(error.rank, 4);
  EXPECT_NE(std::string(error.message).find("boundary"), std::string::npos) << error.message;
}

TEST_F(Between, AnotherShapeIsRefused) {
  targets = world_of(rows_of(2, known(dap_dim_balanced(8, 2))));
  put({2, 1, 0}, {5, 4});
  expect_refusal(DAP_ERROR_INVALID, DAP_RULE_TRANSFER_SHAPE);
}

}  // namespace
