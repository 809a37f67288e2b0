// SPDX-License-Identifier: BSD-3-Clause
// Each fault of a transfer between two worlds on each rank alone: all ranks get the same error, and nobody waits for
// ever.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <utility>

#include "mpi/faults_on_each_rank.hpp"
#include "mpi/placed_worlds.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using namespace dap::mpi::testing;
using dap::testing::world_rank;
using dap::testing::world_size;

// The source on the lower ranks, the target on all of the upper ones and, upside down, on one of the lower.
struct passed {
  index_list from = ranks_from(0, 1, (world_size() + 1) / 2);
  index_list to = ranks_from(world_size() - 1, -1, world_size() / 2 + 1);
  two_placed_worlds both{rows_of(count(from), known(dap_dim_balanced(8, count(from)))), from, list_of(count(to)), to,
                         world_rank()};
  placed_world other{rows_of(world_size(), known(dap_dim_balanced(9, world_size()))), ranks_from(0, 1, world_size()),
                     world_rank()};
  const DAPDistribution *planned_source = both.source.distribution();
  const DAPDistribution *planned_target = both.target.distribution();
  DAPPlan **plan_out = &both.plan_made;
  int32_t num_arrays = 1;
  std::vector<DAPArray *> arrays_from{both.source.array()};
  std::vector<DAPArray *> arrays_to{both.target.array()};
  DAPTransferOptions options{{1, 0}, {0, 0}, 0, 0, {}};
  int32_t dim = 0;
  DAPPlanOptions plan_options{&dim, 0, {}};

  static plan list_of(int32_t ranks) { return rows_of(ranks, listed_with_halo(8, ranks, 0)); }

  int32_t make_plan(DAPError *error) {
    return dap_mpi_plan_create_between(MPI_COMM_WORLD, planned_source, planned_target, &plan_options, plan_out, error);
  }
  int32_t bind(DAPError *error) {
    return dap_mpi_transfer_create(MPI_COMM_WORLD, both.plan_made, num_arrays, arrays_from.data(), arrays_to.data(),
                                   &options, &both.transfer, error);
  }
  [[nodiscard]] bool is_in(bool target) const { return (target ? both.target : both.source).mine != nullptr; }
};

bool in_source(const passed &of) {
  return of.is_in(false);
}
bool one_of_source(const passed &of) {
  return of.is_in(false) && of.from.size() > 1;
}
bool in_target(const passed &of) {
  return of.is_in(true);
}
bool out_of_source(const passed &of) {
  return !of.is_in(false);
}
bool out_of_target(const passed &of) {
  return !of.is_in(true);
}

using between_fault = fault<passed>;

const between_fault plan_faults[] = {
    {"no source where there was one", DAP_ERROR_COMM, 0, [](passed &of) { of.planned_source = nullptr; }, same_code,
     one_of_source},
    {"no target where there was one", DAP_ERROR_COMM, 0, [](passed &of) { of.planned_target = nullptr; }, same_code,
     in_target},
    {"a source where there was none", DAP_ERROR_COMM, 0,
     [](passed &of) { of.planned_source = of.other.distribution(); }, same_code, out_of_source},
    {"a target where there was none", DAP_ERROR_COMM, 0,
     [](passed &of) { of.planned_target = of.other.distribution(); }, same_code, out_of_target},
    {"nowhere to put the plan", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.plan_out = nullptr; }},
    {"a source of another major", DAP_ERROR_VERSION, 0,
     [](passed &of) { of.both.source.mine->distribution.version.major = 9; }, same_code, in_source},
    {"an invalid target", DAP_ERROR_INVALID, 0, [](passed &of) { of.both.target.mine->dims[0].grid_size = 0; },
     same_code, in_target},
    {"a dimension that is none", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.dim = 1; }},
};

const between_fault bind_faults[] = {
    {"no plan", DAP_ERROR_ARGUMENT, 0, [](passed &of) { dap_plan_release(std::exchange(of.both.plan_made, nullptr)); }},
    {"no source", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.arrays_from[0] = nullptr; }, same_code, in_source},
    {"no target", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.arrays_to[0] = nullptr; }, same_code, in_target},
    {"a source where there is none", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.arrays_from[0] = of.other.array(); },
     same_code, out_of_source},
    {"a target where there is none", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.arrays_to[0] = of.other.array(); },
     same_code, out_of_target},
    {"another source", DAP_ERROR_INVALID, 0, [](passed &of) { of.arrays_from[0] = of.other.array(); }, same_code,
     in_source},
    {"a read-only target", DAP_ERROR_READ_ONLY, 0,
     [](passed &of) { of.both.target.array()->flags &= ~DAP_ARRAY_WRITABLE; }, same_code, in_target},
    {"fewer than no arrays", DAP_ERROR_ARGUMENT, 0, [](passed &of) { of.num_arrays = -1; }},
    {"a complex factor", DAP_ERROR_UNSUPPORTED, 0, [](passed &of) { of.options.beta[1] = 1; }},
};

// What is wrong only beside what others pass.
const between_fault disagreements[] = {
    {"no arrays", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.num_arrays = 0; }},
    {"another factor", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.options.alpha[0] = 2; }},
};

TEST(BetweenFaults, OfPlansAreToldOnAllRanks) {
  if (world_size() == 1) return;  // a world without processes: below
  with_each(plan_faults, [](passed &of, DAPError &error, const auto &bend) {
    bend();
    return of.make_plan(&error);
  });
}

// Who asks, and who is told, all decide alike.
const between_fault other_options[] = {
    {"a flag", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.plan_options.flags = DAP_PLAN_FILL_HALO; }},
    {"another flag", DAP_ERROR_DISAGREEMENT, 0, [](passed &of) { of.plan_options.flags = DAP_PLAN_LEAVE_MISSING; }},
};

TEST(BetweenFaults, OtherOptionsAreToldOnAllRanks) {
  if (world_size() == 1) return;
  with_each(other_options, [](passed &of, DAPError &error, const auto &bend) {
    bend();
    return of.make_plan(&error);
  });
}

TEST(BetweenFaults, OfArraysAreToldOnAllRanks) {
  with_each(bind_faults, [](passed &of, DAPError &error, const auto &bend) {
    EXPECT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    bend();
    return of.bind(&error);
  });
}

TEST(BetweenFaults, DisagreementsAreToldOnAllRanks) {
  if (world_size() == 1) return;
  with_each(disagreements, [](passed &of, DAPError &error, const auto &bend) {
    EXPECT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    bend();
    return of.bind(&error);
  });
}

TEST(BetweenFaults, NobodyIsInAWorld) {
  for (const bool target : {false, true}) {
    passed of;
    (target ? of.planned_target : of.planned_source) = nullptr;
    DAPError error{};
    expect_told(of.make_plan(&error), error, DAP_ERROR_ARGUMENT, DAP_RULE_WORLD_EMPTY);
  }
}

// A plan for all ranks of one communicator on one rank alone.
TEST(BetweenFaults, AnotherKindOfPlanIsToldOnAllRanks) {
  if (world_size() == 1) return;
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    passed of;
    DAPError error{};
    ASSERT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    DAPPlan *common = nullptr;
    ASSERT_EQ(
        dap_mpi_plan_create(MPI_COMM_WORLD, of.other.distribution(), of.other.distribution(), nullptr, &common, &error),
        DAP_OK);
    if (world_rank() == rank) {
      std::swap(of.both.plan_made, common);
      of.num_arrays = 0;
    }
    expect_told(of.bind(&error), error, DAP_ERROR_DISAGREEMENT, 0);
    dap_plan_release(common);
  }
}

}  // namespace
