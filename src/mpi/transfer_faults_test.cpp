// SPDX-License-Identifier: BSD-3-Clause
// Each fault on each rank alone: all ranks get the same error, nothing is written, and nobody waits for ever.
#include <utility>

#include "mpi/faults_on_each_rank.hpp"
#include "mpi/rows_to_columns.hpp"

namespace {

using namespace dap::mpi::testing;

using passed = rows_to_columns;
using transfer_fault = fault<passed>;

const transfer_fault plan_faults[] = {
    {"no source", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.planned_source = nullptr; }},
    {"no target", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.planned_target = nullptr; }},
    {"nowhere to put the plan", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.plan_out = nullptr; }},
    {"a source of another major", DAP_ERROR_VERSION, 0, [](passed &of) { of.source.distribution.version.major = 9; }},
    {"an invalid target", DAP_ERROR_INVALID, 0, [](passed &of) { of.target.dims[0].grid_size = 0; }},
    {"another shape", DAP_ERROR_INVALID, 0, [](passed &of) { of.planned_target = &of.other.distribution; }},
    {"dimensions paired twice", DAP_ERROR_ARGUMENT, 0,
     [](passed &of) {
       of.dims = {1, 1}, of.plan_options.target_dims = of.dims.data();
     }},
    {"a dimension that is none", DAP_ERROR_ARGUMENT, 0,
     [](passed &of) {
       of.dims = {0, 2}, of.plan_options.target_dims = of.dims.data();
     }},
};

// What is right by itself, but not what others pass: homes are counted by it, and rounds of questions decided.
const transfer_fault plans_of_others[] = {
    {"other sizes", DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT,
     [](passed &of) { of.planned_source = of.planned_target = &of.longer.distribution; }, DAP_OK},
    {"a kind that need not be asked for", DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT,
     [](passed &of) { of.planned_target = &of.ranged.distribution; }, DAP_OK},
};

const transfer_fault bind_faults[] = {
    {"no plan", DAP_ERROR_ARGUMENT, 0, [](passed &of) { dap_plan_release(std::exchange(of.plan, nullptr)); }},
    {"no source", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.arrays_from[0] = nullptr; }},
    {"no target", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.arrays_to[0] = nullptr; }},
    {"fewer than no arrays", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.num_arrays = -1; }},
    {"no arrays", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.num_arrays = 0; }, DAP_OK},
    {"a released source", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.from.array.release = nullptr; }},
    {"a read-only target", DAP_ERROR_READ_ONLY, 0, [](passed &of) { of.to.array.flags &= ~DAP_ARRAY_WRITABLE; }},
    {"a source that is the target", DAP_ERROR_INVALID, 0, [](passed &of) { of.arrays_from[0] = &of.to.array; }, DAP_OK},
    {"a target that is the source", DAP_ERROR_INVALID, 0, [](passed &of) { of.arrays_to[0] = &of.from.array; },
     DAP_ERROR_READ_ONLY},
    {"another type, which cannot be reached", DAP_ERROR_UNSUPPORTED, 0, [](passed &of) { of.retype(DAP_TYPE_INT); }},
    {"another type, which can be reached", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.retype(DAP_TYPE_COMPLEX); },
     DAP_OK},
    {"another factor", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.options.alpha[0] = 2; }, DAP_OK},
    {"a factor that is complex", DAP_ERROR_UNSUPPORTED, 0, [](passed &of) { of.options.beta[1] = 1; }},
    {"the memory of a device", DAP_ERROR_UNSUPPORTED, 0, [](passed &of) { of.move_to_device(); }},
    {"elements in one place", DAP_ERROR_INVALID, 0, [](passed &of) { of.fold(); }},
    {"the place of another array", DAP_ERROR_INVALID, 0, [](passed &of) { of.lay_over(); }, DAP_OK},
};

TEST(TransferFaults, OfPlansAreToldOnAllRanks) {
  with_each(plan_faults, [](passed &of, DAPError &error, const auto &bend) {
    bend();
    return of.make_plan(&error);
  });
}

TEST(TransferFaults, OfPlansOfOthersAreToldOnAllRanks) {
  for (const uint64_t flags : {uint64_t{0}, DAP_PLAN_FILL_HALO}) {
    with_each(plans_of_others, [flags](passed &of, DAPError &error, const auto &bend) {
      of.plan_options = {nullptr, flags, {}};
      of.planned_source = of.planned_target = &of.other.distribution;
      bend();
      return of.make_plan(&error);
    });
  }
}

TEST(TransferFaults, OfArraysAreToldOnAllRanks) {
  with_each(bind_faults, [](passed &of, DAPError &error, const auto &bend) {
    EXPECT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    bend();
    return of.bind(&error);
  });
}

// What was planned on one rank for other arrays does not fit what the others expect.
TEST(TransferFaults, OfOtherPlansAreToldOnAllRanks) {
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    if (world_size() == 1) return;
    passed of;
    passed turned;
    std::swap(turned.planned_source, turned.planned_target);
    ASSERT_EQ(of.make_plan(nullptr), DAP_OK);
    ASSERT_EQ(turned.make_plan(nullptr), DAP_OK);
    if (world_rank() == rank) std::swap(of.plan, turned.plan);
    DAPError error{};
    expect_told(of.bind(&error), error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_PLAN);
  }
}

TEST(TransferFaults, OfMissingOwnersAreToldOnAllRanks) {
  plan with_gap = dealt_list(world_size());
  with_gap.dims[0].hands[0].pop_back();
  with_gap.dims[0].dim.flags |= DAP_DIM_INCOMPLETE;
  const world sources = world_of(with_gap);
  const world targets = world_of(rows_of(world_size(), known(dap_dim_balanced(3 * world_size(), world_size()))));
  const DAPDistribution &from = sources[static_cast<size_t>(world_rank())]->distribution;
  const DAPDistribution &to = targets[static_cast<size_t>(world_rank())]->distribution;
  DAPPlan *made = nullptr;
  DAPError error{};
  const int32_t status = dap_mpi_plan_create(MPI_COMM_WORLD, &from, &to, nullptr, &made, &error);
  expect_told(status, error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_MISSING);
  const DAPPlanOptions leave{nullptr, DAP_PLAN_LEAVE_MISSING, {}};
  EXPECT_EQ(dap_mpi_plan_create(MPI_COMM_WORLD, &from, &to, &leave, &made, &error), DAP_OK) << error.message;
  dap_plan_release(made);
}

}  // namespace
