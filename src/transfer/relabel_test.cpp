// SPDX-License-Identifier: BSD-3-Clause
// New ranks for a target's: examples, and what is refused.
#include <gtest/gtest.h>

#include <dap/rules.h>

#include "transfer/relabel_worlds.hpp"

namespace {

using namespace dap::array::sample;

struct outcome {
  int32_t status;
  DAPError error{};
  index_list ranks;
  DAPRelabelCounts counts{};
};

outcome relabel(const plan &source, const plan &target, const DAPPlanOptions *options = nullptr) {
  const world sources = world_of(source);
  const world targets = world_of(target);
  outcome found{};
  found.ranks.assign(targets.size(), -7);
  found.status = dap_plan_relabel(&sources[0]->distribution, &targets[0]->distribution, options, found.ranks.data(),
                                  &found.counts, &found.error);
  return found;
}

plan rows(int32_t ranks) {
  return rows_of(ranks, known(dap_dim_balanced(5 * ranks, ranks)));
}

TEST(Relabel, GivesReversedRowsTheirOldRanks) {
  plan reversed = rows(3);
  reversed.strides = {-1};
  reversed.rank_offset = 2;
  const outcome found = relabel(rows(3), reversed);
  ASSERT_EQ(found.status, DAP_OK) << found.error.message;
  EXPECT_EQ(found.ranks, (index_list{2, 1, 0}));
  EXPECT_EQ(found.counts.elements_moved_before, 10);
  EXPECT_EQ(found.counts.elements_moved_after, 0);
}

TEST(Relabel, LeavesRanksThatAreAsGood) {
  EXPECT_EQ(relabel(rows(4), rows(4)).ranks, (index_list{0, 1, 2, 3}));
  plan columns = rows(4);
  columns.dims.insert(columns.dims.begin(), known(dap_dim_balanced(8, 1)));
  plan of_rows = rows(1);
  of_rows.num_ranks = 4;
  of_rows.dims = {known(dap_dim_balanced(8, 4)), known(dap_dim_balanced(20, 1))};
  const outcome found = relabel(of_rows, columns);  // each has as much of all
  EXPECT_EQ(found.ranks, (index_list{0, 1, 2, 3})) << found.error.message;
  EXPECT_EQ(found.counts.elements_moved_after, 120);
}

TEST(Relabel, CountsHugeBoxes) {
  for (const named_plan &each : valid_plans) {
    if (std::string(each.name) != "HugeBoxes") continue;
    plan boxes = each.of(3);
    boxes.lists_boxes = true;
    const outcome found = relabel(relabelled(boxes, {1, 2, 0}), boxes);
    ASSERT_EQ(found.status, DAP_OK) << found.error.message;
    EXPECT_EQ(found.ranks, (index_list{1, 2, 0}));
    EXPECT_EQ(found.counts.elements_moved_after, 0);
    EXPECT_EQ(found.counts.elements_moved_before, int64_t{45} << 54);
  }
}

void expect_refused(const outcome &found, int32_t code, int32_t rule) {
  EXPECT_EQ(found.status, code) << found.error.message;
  EXPECT_EQ(found.error.rule, rule) << found.error.message;
  for (const int64_t rank : found.ranks) EXPECT_EQ(rank, -7);
}

TEST(Relabel, RefusesWhatItCannotKnow) {
  const plan lists = rows_of(3, listed(15, dealt(15, 3)));
  expect_refused(relabel(lists, rows(3)), DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_UNKNOWN);
  expect_refused(relabel(rows(3), lists), DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_UNKNOWN);
  const plan unknown_rows = rows_of(3, unknown({0, 5, 10, 15}));
  expect_refused(relabel(rows(3), unknown_rows), DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_UNKNOWN);
  expect_refused(relabel(boxes_of(2), boxes_of(2)), DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_UNKNOWN);
}

TEST(Relabel, RefusesOtherNumbersOfRanksAndTooMany) {
  plan fewer = rows(3);
  fewer.num_ranks = 4;
  expect_refused(relabel(rows(3), fewer), DAP_ERROR_INVALID, DAP_RULE_RELABEL_RANKS);
  const DAPDim dim = dap_dim_whole(3);
  DAPDistribution many = dap_distribution_describe(&dim, 1, {DAP_COMM_NONE, 0, 0, 1, DAP_RELABEL_RANKS + 1});
  const char space = 0;
  many.id_space = &space;
  many.id = 1;
  int64_t rank = -7;
  DAPError error{};
  EXPECT_EQ(dap_plan_relabel(&many, &many, nullptr, &rank, nullptr, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_RELABEL_LIMIT) << error.message;
  EXPECT_EQ(rank, -7);
}

TEST(Relabel, RefusesWhatPlansRefuse) {
  expect_refused(relabel(rows(3), rows_of(3, known(dap_dim_balanced(14, 3)))), DAP_ERROR_INVALID,
                 DAP_RULE_TRANSFER_SHAPE);
  const int32_t twice[] = {1};
  const DAPPlanOptions options{twice, 0, {}};
  expect_refused(relabel(rows(3), rows(3), &options), DAP_ERROR_ARGUMENT, DAP_RULE_TRANSFER_DIMS);
  plan gaps = boxes_of(2);
  gaps.lists_boxes = true;
  const plan all = gaps;
  gaps.boxes.pop_back();
  for (planned_dim &each : gaps.dims) each.dim.flags |= DAP_DIM_INCOMPLETE;
  expect_refused(relabel(gaps, all), DAP_ERROR_INVALID, DAP_RULE_TRANSFER_MISSING);
  const DAPPlanOptions leave{nullptr, DAP_PLAN_LEAVE_MISSING, {}};
  EXPECT_EQ(relabel(gaps, all, &leave).status, DAP_OK);
  const world of = world_of(rows(2));
  EXPECT_EQ(dap_plan_relabel(&of[0]->distribution, &of[0]->distribution, nullptr, nullptr, nullptr, nullptr),
            DAP_ERROR_ARGUMENT);
  int64_t ranks[2];
  EXPECT_EQ(dap_plan_relabel(nullptr, &of[0]->distribution, nullptr, ranks, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_plan_relabel(&of[0]->distribution, nullptr, nullptr, ranks, nullptr, nullptr), DAP_ERROR_ARGUMENT);
}

}  // namespace
