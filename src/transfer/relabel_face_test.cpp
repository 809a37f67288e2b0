// SPDX-License-Identifier: BSD-3-Clause
// The C++ face of dap_plan_relabel: the same ranks and counts, and what it refuses is thrown.
#include <gtest/gtest.h>

#include <dap/transfer.hpp>
#include <vector>

namespace {

// Five rows for each of three ranks, which lie in the order of the table.
struct rows {
  DAPDim dim = dap_dim_balanced(15, 3);
  std::vector<int64_t> table;
  dap::distribution divided;

  explicit rows(std::vector<int64_t> order, int32_t ranks = 3)
      : table(std::move(order)), divided(dap::distribution::regular(description(ranks))) {}

  DAPDistribution description(int32_t ranks) {
    dim.rank_stride = 1;
    DAPDistribution made = dap_distribution_describe(&dim, 1, {DAP_COMM_NONE, 0, 0, 0, ranks});
    made.num_ranks = static_cast<int64_t>(table.size());
    made.ranks = table.data();
    return made;
  }
};

TEST(CppRelabel, GivesRowsInAnotherOrderTheirOldRanks) {
  const rows source({0, 1, 2});
  const rows target({1, 2, 0});
  DAPRelabelCounts counts{};

  const std::vector<int64_t> ranks = dap::relabel(*source.divided.get(), *target.divided.get(), nullptr, &counts);

  EXPECT_EQ(ranks, (std::vector<int64_t>{2, 0, 1}));
  EXPECT_EQ(counts.elements_moved_before, 15);
  EXPECT_EQ(counts.elements_moved_after, 0);
  EXPECT_EQ(dap::relabel(*source.divided.get(), *target.divided.get()), ranks);
}

TEST(CppRelabel, PassesOptionsOnAndThrows) {
  const rows source({0, 1, 2});
  const int32_t no_dim[] = {1};
  const DAPPlanOptions options{no_dim, 0, {}};
  const auto refused = [&](const rows &target, const DAPPlanOptions *passed) -> int32_t {
    try {
      static_cast<void>(dap::relabel(*source.divided.get(), *target.divided.get(), passed));
    } catch (const dap::error &failure) {
      return failure.details().rule;
    }
    return 0;
  };
  EXPECT_EQ(refused(source, nullptr), 0);
  EXPECT_EQ(refused(source, &options), DAP_RULE_TRANSFER_DIMS);
  EXPECT_EQ(refused(rows({0, 1, 2, 3}, 4), nullptr), DAP_RULE_RELABEL_RANKS);
}

}  // namespace
