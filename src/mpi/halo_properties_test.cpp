// SPDX-License-Identifier: BSD-3-Clause
// Halos of random arrays of every kind, filled from their owners and added to them in messages between processes.
#include "mpi/bound_plan.hpp"
#include "mpi/drawn_on_all_ranks.hpp"
#include "transfer/halo_oracle.hpp"

namespace {

using namespace dap::mpi::testing;
using dap::transfer::for_each_stored;
using dap::transfer::halo_oracle;

DAPPlan *plan_of(drawn_world &world, uint64_t flags) {
  const DAPHaloOptions options{flags, {}};
  DAPPlan *made = nullptr;
  DAPError error{};
  EXPECT_EQ(dap_mpi_halo_plan_create(MPI_COMM_WORLD, here(world).distribution.get(), &options, &made, &error), DAP_OK)
      << error.message;
  return made;
}

template <typename Expected>
void expect_values(drawn_world &world, Expected &&expected) {
  for_each_stored(here(world), [&](const world_part &part, const index_list &at, const int64_t &value, bool) {
    ASSERT_EQ(value, expected(part, at, value)) << "element " << element_at(world, part, at);
  });
}

// Twice, which changes nothing any more.
void expect_filled(drawn_world &world, bool corners) {
  const halo_oracle oracle(world);
  const auto before = dap::transfer::write_values(world);
  bound_plan filling(plan_of(world, corners ? DAP_HALO_CORNERS : 0), here(world).array, here(world).array);
  for (int again = 0; again < 2; ++again) {
    filling.run();
    expect_values(world, [&](const world_part &part, const index_list &at, const int64_t &value) {
      const int64_t *owner = oracle.owner_of(part, at, corners);
      return before.at(owner != nullptr ? owner : &value);
    });
  }
}

void expect_added(drawn_world &world, bool corners) {
  const halo_oracle oracle(world);
  if (oracle.overlaps()) return;
  auto expected = dap::transfer::write_values(world);
  for_each_stored(world, [&](const world_part &part, const index_list &at, const int64_t &value, bool) {
    const int64_t *owner = oracle.owner_of(part, at, corners);
    if (owner != nullptr) expected[owner] += 3 * value;
  });
  const DAPTransferOptions options{{3, 0}, {1, 0}, 0, 0, {}};
  bound_plan adding(plan_of(world, DAP_HALO_REVERSE | (corners ? DAP_HALO_CORNERS : 0)), here(world).array,
                    here(world).array, &options);
  adding.run();
  expect_values(world,
                [&](const world_part &, const index_list &, const int64_t &value) { return expected.at(&value); });
}

TEST(HaloProperties, AreFilledFromTheirOwnersAndAddedToThem) {
  for (uint64_t seed = 1; seed <= num_cases(120); ++seed) {
    SCOPED_TRACE(seed);
    const bool corners = seed % 2 == 0;
    const auto world = drawn(seed, [] { return draw_world_of_all(); });
    expect_filled(*world, corners);
    expect_added(*world, corners);
    if (HasFailure()) return;
  }
}

}  // namespace
