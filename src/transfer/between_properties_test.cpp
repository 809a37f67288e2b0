// SPDX-License-Identifier: BSD-3-Clause
// Random pairs of distributions on random ranks of a parent, in any order, all planned in one process; element by
// element against who owns it.
#include <map>

#include "array/gathered.hpp"
#include "transfer/drawn_transfers.hpp"
#include "transfer/plan_between.hpp"

namespace dap::transfer {
namespace {

// Where the ranks of a world are in the parent: one after the other, from either end, in steps, or anywhere.
index_list draw_parents(int64_t count, int64_t size) {
  if (coin()) {
    index_list order = draw_order(static_cast<size_t>(size));
    order.resize(static_cast<size_t>(count));
    return order;
  }
  const int64_t stride = draw(1, count > 1 ? (size - 1) / (count - 1) : 1);
  const int64_t first = draw(0, size - 1 - stride * (count - 1));
  index_list parents;
  for (int64_t rank = 0; rank < count; ++rank) parents.push_back(first + stride * rank);
  if (coin()) std::reverse(parents.begin(), parents.end());
  return parents;
}

struct between_worlds {
  drawn_world &source;
  drawn_world &target;
  std::vector<int32_t> target_dims;
  DAPPlanOptions options;
  index_list source_parents, target_parents;
  std::vector<party> parties;

  between_worlds(drawn_world &from, drawn_world &to, const std::vector<int32_t> &dims, uint64_t flags)
      : source(from), target(to), target_dims(dims), options{target_dims.data(), DAP_PLAN_LEAVE_MISSING | flags, {}} {
    const auto sources = static_cast<int64_t>(from.ranks.size());
    const auto targets = static_cast<int64_t>(to.ranks.size());
    const int64_t size = draw(std::max(sources, targets), sources + targets + 1);
    source_parents = draw_parents(sources, size);
    target_parents = draw_parents(targets, size);
    parties = std::vector<party>(static_cast<size_t>(size));
    for (party &each : parties) each.options = &options;
    for (size_t rank = 0; rank < from.ranks.size(); ++rank) {
      parties[parent(source_parents, rank)].source = from.ranks[rank].array.distribution;
    }
    for (size_t rank = 0; rank < to.ranks.size(); ++rank) {
      parties[parent(target_parents, rank)].target = to.ranks[rank].array.distribution;
    }
  }

  static size_t parent(const index_list &parents, size_t rank) { return static_cast<size_t>(parents[rank]); }

  void plan() {
    const std::vector<const DAPDistribution *> nobody(parties.size(), nullptr);
    array::gathered all(nobody);
    DAPError error{};
    const auto find = [](void *context, int32_t rank) -> party & {
      return static_cast<between_worlds *>(context)->parties[static_cast<size_t>(rank)];
    };
    if (pair_worlds(all, {find, this}, &error) != DAP_OK || plan_between(all, {find, this}, &error) != DAP_OK) {
      RC_FAIL(std::string(error.message));
    }
  }

  mail give() {
    mail sent;
    for (size_t rank = 0; rank < source.ranks.size(); ++rank) {
      const half_plan &half = parties[parent(source_parents, rank)].made.giving;
      send_pieces(half, source.ranks[rank], static_cast<int32_t>(source_parents[rank]), sent);
    }
    return sent;
  }

  void get(const mail &sent) {
    mail_reader reader(sent);
    for (size_t rank = 0; rank < target.ranks.size(); ++rank) {
      const half_plan &half = parties[parent(target_parents, rank)].made.getting;
      reader.get_pieces(half, target.ranks[rank], target_parents[rank], target_dims);
    }
    reader.expect_all_read();
  }

  // Who is in neither world, or only in the other, gives and gets nothing.
  void expect_nothing_elsewhere() const {
    for (const party &each : parties) {
      RC_ASSERT(each.source != nullptr || each.made.giving.pieces().empty());
      RC_ASSERT(each.target != nullptr || each.made.getting.pieces().empty());
    }
  }
};

// Halos are filled besides, or stay as they are.
void expect_arrival(bool fills_halo) {
  const auto source = draw_world();
  const std::vector<int32_t> target_dims = draw_target_dims(*source);
  const index_list shape = turned_shape(*source, target_dims);
  const auto target = draw_world(&shape);

  const givers given(*source);  // the lowest rank of the source's own ranks
  for_each_stored(*target, [](const world_part &, const index_list &, int64_t &value, bool) { value = untouched; });
  between_worlds both(*source, *target, target_dims, fills_halo ? DAP_PLAN_FILL_HALO : 0);
  both.plan();
  both.expect_nothing_elsewhere();
  both.get(both.give());

  for_each_stored(*target, [&](const world_part &part, const index_list &at, const int64_t &value, bool owned) {
    const bool is_wanted = owned || (fills_halo && element_at(*target, part, at) != exterior);
    const int64_t element = is_wanted ? expected_value(*source, target_dims, part, at) : exterior;
    if (is_wanted && given.has(element)) {
      RC_ASSERT(given.may_give(element, value));
    } else {
      RC_ASSERT(value == untouched);
    }
  });
}

RC_GTEST_PROP(BetweenProperties, BringEveryElementToAllItsOwners, ()) {
  expect_arrival(false);
}

RC_GTEST_PROP(BetweenProperties, BringEveryElementToAllThatStoreIt, ()) {
  expect_arrival(true);
}

}  // namespace
}  // namespace dap::transfer
