// SPDX-License-Identifier: BSD-3-Clause
// Halos of arrays of every kind, filled from their owners and added to them, between processes.
#include "mpi/exchanged_halos.hpp"

namespace {

using namespace dap::array::sample;
using namespace dap::mpi::testing;
using dap::testing::world_rank;
using dap::testing::world_size;

share &here(const world &all) {
  return *all[static_cast<size_t>(world_rank())];
}

struct HaloPlans : ::testing::TestWithParam<named_plan> {};

// Values are too many to be counted there.
bool is_huge(const named_plan &of) {
  return std::string(of.name) == "HugeBoxes";
}

TEST_P(HaloPlans, FillAndAdd) {
  if (is_huge(GetParam())) GTEST_SKIP();
  const world all = world_of(GetParam().of(world_size()));
  for (const bool corners : {false, true}) {
    expect_filled(here(all), {}, corners);
    expect_filled(here(all), {{DAP_TYPE_OPAQUE, 24, 1}, true, true}, corners);
    expect_added(here(all), corners, corners);
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, HaloPlans, ::testing::ValuesIn(valid_plans),
                         [](const auto &tested) { return std::string(tested.param.name); });

// Size 1 and 2 on one coordinate, and everything that is stored of the others is a mirror.
TEST(PeriodicHalos, WrapSeveralTimes) {
  for (const int64_t size : {1, 2, 3}) {
    DAPDim dim = dap_dim_fixed_block(size, world_size(), size);
    dim.flags |= DAP_DIM_PERIODIC;
    plan made = rows_of(world_size(), with_widths(known(dim), 7, 5));
    made.dims.push_back(with_widths(known(dap_dim_whole(2)), 3, 4));
    made.dims.back().dim.flags |= DAP_DIM_PERIODIC;
    const world all = world_of(made);
    for (const bool corners : {false, true}) {
      expect_filled(here(all), {{DAP_TYPE_FLOAT, 32, 1}}, corners);
      expect_added(here(all), false, corners);
    }
  }
}

// The target's halo after one transfer, from another division.
TEST(FilledTargets, HaveTheirHalosFromOneTransfer) {
  for (const named_plan &each : valid_plans) {
    SCOPED_TRACE(each.name);
    const world targets = world_of(each.of(world_size()));
    share &target = here(targets);
    const auto &owners = target.distribution;
    const uint64_t gaps = DAP_FEATURE_INCOMPLETE | DAP_FEATURE_OVERLAPPING;
    if (is_huge(each) || target.distribution.ndim == 0 || (owners.flags & gaps) != 0) continue;
    plan turned;
    turned.num_ranks = world_size();
    for (int32_t d = owners.ndim; d-- > 0;) {
      turned.dims.push_back(known(dap_dim_balanced(owners.dims[d].size, d == 0 ? world_size() : 1)));
    }
    const world sources = world_of(turned);
    stored_array from(here(sources), {{DAP_TYPE_INT, 64, 1}});
    stored_array to(target, {{DAP_TYPE_INT, 64, 1}, true}, DAP_ARRAY_WRITABLE);
    std::vector<int32_t> dims;
    for (int32_t d = owners.ndim; d-- > 0;) dims.push_back(d);
    const auto turned_ordinal = [&](int64_t ordinal) {
      int64_t found = 0;
      for (int32_t d = 0; d < owners.ndim; ++d) {
        int64_t below = 1;
        for (int32_t later = d + 1; later < owners.ndim; ++later) below *= owners.dims[later].size;
        int64_t weight = 1;
        for (int32_t before = 0; before < d; ++before) weight *= owners.dims[before].size;
        found += ordinal / below % owners.dims[d].size * weight;
      }
      return found;
    };
    for (const stored_element &one : from.elements()) std::memcpy(one.address, &*one.ordinal, sizeof(int64_t));
    const int64_t outside = -1;
    for (const stored_element &one : to.elements()) std::memcpy(one.address, &outside, sizeof outside);
    const DAPPlanOptions options{dims.data(), DAP_PLAN_FILL_HALO, {}};
    DAPError error{};
    ASSERT_EQ(dap_mpi_redistribute(MPI_COMM_WORLD, &from.array, &to.array, &options, nullptr, &error), DAP_OK)
        << error.message;
    for (const stored_element &one : to.elements()) {
      int64_t value = 0;
      std::memcpy(&value, one.address, sizeof value);
      ASSERT_EQ(value, one.ordinal ? turned_ordinal(*one.ordinal) : outside);
    }
    DAPPlan *none = nullptr;
    const bool has_halo = (owners.flags & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST)) != 0;
    if (!has_halo) continue;
    EXPECT_EQ(dap_plan_create(&here(sources).distribution, &owners, &options, &none, &error), DAP_ERROR_UNSUPPORTED);
  }
}

}  // namespace
