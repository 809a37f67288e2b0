// SPDX-License-Identifier: BSD-3-Clause
// Halos of random arrays of every kind, against an oracle that knows which index each position stands for, found by
// walking, and who owns which; all ranks in one process.
#include "transfer/halo_oracle.hpp"
#include "transfer/told_worlds.hpp"

namespace dap::transfer {
namespace {

using namespace array::sample;

std::vector<int32_t> same_dims(const drawn_world &world) {
  return in_order(static_cast<size_t>(world.ndim));
}

RC_GTEST_PROP(ToldPlanProperties, FillEveryHaloPositionFromItsOwner, ()) {
  const auto world = draw_world();
  const bool corners = coin();
  const halo_oracle oracle(*world);
  const told_world told(*world, *world, same_dims(*world), corners ? wanted::halo : wanted::faces, repeats::allowed);
  const auto before = write_values(*world);
  std::set<int64_t *> filled;
  told.move([&](const int64_t *from, int64_t *to) {
    RC_ASSERT(filled.insert(to).second);
    *to = *from;
  });
  for_each_stored(*world, [&](const world_part &part, const index_list &at, const int64_t &value, bool) {
    const int64_t *owner = oracle.owner_of(part, at, corners);
    RC_ASSERT(value == before.at(owner != nullptr ? owner : &value));
  });
}

RC_GTEST_PROP(ToldPlanProperties, AddEveryHaloPositionToItsOwner, ()) {
  const auto world = draw_world();
  const bool corners = coin();
  const halo_oracle oracle(*world);
  RC_PRE(!oracle.overlaps());
  const told_world told(*world, *world, same_dims(*world), corners ? wanted::halo : wanted::faces, repeats::apart);
  auto expected = write_values(*world);
  told.expect_apart();
  for_each_stored(*world, [&](const world_part &part, const index_list &at, const int64_t &value, bool) {
    const int64_t *owner = oracle.owner_of(part, at, corners);
    if (owner != nullptr) expected[owner] += value;
  });
  told.move([](int64_t *owned, const int64_t *halo) { *owned += *halo; });
  for_each_stored(*world, [&](const world_part &, const index_list &, const int64_t &value, bool) {
    RC_ASSERT(value == expected.at(&value));
  });
}

RC_GTEST_PROP(ToldPlanProperties, BringAllThatIsStored, ()) {
  const auto source = draw_world();
  const std::vector<int32_t> target_dims = draw_target_dims(*source);
  const index_list shape = turned_shape(*source, target_dims);
  const auto target = draw_world(&shape);
  const givers given(*source);
  for_each_stored(*target, [](const world_part &, const index_list &, int64_t &value, bool) { value = untouched; });
  const told_world told(*source, *target, target_dims, wanted::stored, repeats::allowed);
  told.move([](const int64_t *from, int64_t *to) {
    RC_ASSERT(*to == untouched);
    *to = *from;
  });
  for_each_stored(*target, [&](const world_part &part, const index_list &at, const int64_t &value, bool) {
    const bool is_inside = element_at(*target, part, at) != exterior;
    const int64_t element = is_inside ? expected_value(*source, target_dims, part, at) : exterior;
    if (is_inside && given.has(element)) {
      RC_ASSERT(given.may_give(element, value));
    } else {
      RC_ASSERT(value == untouched);
    }
  });
}

}  // namespace
}  // namespace dap::transfer
