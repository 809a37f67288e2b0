// SPDX-License-Identifier: BSD-3-Clause
// Random requests on random arrays on all ranks of a small world: what is exported meets the request and shows the
// elements under their own indices, unless they are renumbered; what is refused is so for a reason.
#include <dap/view.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "array/seen_elements.hpp"

namespace {

using namespace dap::array::sample;

DAPRequest draw_request(const DAPArray &array) {
  DAPRequest request{};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  request.abilities = array.flags & DAP_MUST_UNDERSTAND;
  if (coin()) request.abilities &= ~(DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST);
  if (coin()) request.abilities &= ~DAP_FEATURE_CYCLIC;
  if (coin()) request.abilities |= DAP_FEATURE_STRIDED;
  if (coin()) request.abilities |= DAP_ABILITY_WRITE;
  if (coin()) request.abilities |= DAP_FEATURE_CYCLIC;
  if (coin()) request.abilities |= DAP_FEATURE_RENUMBERED;
  if (coin()) request.max_ndim = 1;
  if (coin()) {
    request.demands = DAP_DEMAND_KIND;
    request.preferred_kind = coin() ? DAP_KIND_CYCLIC : DAP_KIND_BLOCK;
  }
  return request;
}

// Every element once, somewhere: rank by rank, in the order of the addresses.
void check_flat(const drawn_world &world, const owner_table &owners) {
  std::multiset<uintptr_t> found, expected;
  int64_t next = 0;
  for (const world_rank &mine : world.ranks) {
    DAPError error{};
    if (dap_distribution_validate(mine.array.distribution, &error) != DAP_OK) RC_FAIL(std::string(error.message));
    RC_ASSERT(mine.array.distribution->ndim == 1);
    if (mine.array.distribution->num_parts == 0) continue;
    const DAPBuffer &buffer = mine.array.parts[0].buffer;
    const int64_t count = mine.array.distribution->local[0].num_owned;
    if (count > 0) RC_ASSERT(mine.array.distribution->local[0].start == next);
    next += count;
    for (int64_t i = 0; i < count; ++i) {
      const int64_t stride = count > 1 ? buffer.strides[0] : 0;
      found.insert(place_of(buffer.data) + buffer.byte_offset + static_cast<uintptr_t>(i * stride * 8));
    }
  }
  for (const auto &[element, places] : owners) {
    for (const auto &[rank, place] : places) expected.insert(place);
  }
  RC_ASSERT(found == expected);
}

RC_GTEST_PROP(Meet, ExportsWhatTheRequestTakes, ()) {
  const auto world = draw_world();
  const seen_array seen = all_of(*world);
  const owner_table owners = owners_of(*world, seen);
  const DAPRequest request = draw_request(world->ranks.front().array);
  const uint64_t named_halo =
      world->ranks.front().array.flags & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST) & request.abilities;
  const bool all_named = named_halo == (world->ranks.front().array.flags & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST));
  int64_t refused = 0;
  int64_t alone = 0;  // by what one rank finds
  for (world_rank &mine : world->ranks) {
    held_array made;
    DAPError error{};
    const bool from_source = coin();
    const int32_t status = from_source ? dap_source_export(mine.source.get(), &request, &made, &error)
                                       : dap_array_meet(&mine.array, &request, &made, &error);
    if (status != DAP_OK) {
      RC_ASSERT(status == DAP_ERROR_UNSUPPORTED);
      RC_ASSERT(error.rule >= DAP_RULE_REQUEST_FEATURE && error.rule <= DAP_RULE_REQUEST_ORDER);
      RC_ASSERT(mine.array.release != nullptr);
      ++refused;
      if (std::string(error.message).find("spec 1503") != std::string::npos) ++alone;
      continue;
    }
    RC_ASSERT(dap_simple_satisfies(&made, &request, &error) == DAP_OK);
    RC_ASSERT(((made.flags & DAP_ARRAY_WRITABLE) != 0) == ((request.abilities & DAP_ABILITY_WRITE) != 0));
    dap_simple_release(&mine.array);
    dap_simple_move(&made, &mine.array);
  }
  const auto all = static_cast<int64_t>(world->ranks.size());
  RC_ASSERT(refused == 0 || refused == all || alone == refused);
  if (refused > 0) return;
  const DAPArray &first = world->ranks.front().array;
  if ((first.flags & DAP_FEATURE_RENUMBERED) != 0) {
    check_flat(*world, owners);
  } else {
    check_world(*world, seen, owners);
    const bool in_the_way = (request.demands & DAP_DEMAND_KIND) != 0 && request.preferred_kind == DAP_KIND_CYCLIC;
    if (all_named && !in_the_way) RC_ASSERT((first.flags & named_halo) == named_halo);
  }
}

}  // namespace
