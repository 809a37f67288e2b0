// SPDX-License-Identifier: BSD-3-Clause
// Random pairs of arrays, all ranks of both planned in one process. Each element holds its natural index, so that what
// arrives tells where it comes from.
#include <map>

#include "array/gathered.hpp"
#include "transfer/drawn_transfers.hpp"
#include "transfer/plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::transfer {
namespace {

using namespace array::sample;

struct transfer_world {
  drawn_world &source;
  drawn_world &target;
  std::vector<int32_t> target_dims;
  bool same_ranks;
  views_of_worlds views;
  std::vector<asker> askers;

  transfer_world(drawn_world &from, drawn_world &to, std::vector<int32_t> dims, bool same)
      : source(from), target(to), target_dims(std::move(dims)), same_ranks(same) {
    const size_t ranks = std::max(from.ranks.size(), to.ranks.size());
    for (size_t rank = 0; rank < ranks; ++rank) {
      askers.push_back({views.seen_by(from, rank), views.seen_by(to, rank), target_dims, {}, {}});
    }
  }

  void resolve_all() {
    std::vector<const DAPDistribution *> all;
    for (const asker &each : askers) all.push_back(each.source);
    array::gathered gathered(all);
    DAPError error{};
    const auto find = [](void *context, int32_t rank) -> asker & {
      return static_cast<transfer_world *>(context)->askers[static_cast<size_t>(rank)];
    };
    const int32_t status = resolve(gathered, {find, this}, &error);
    if (status != DAP_OK) RC_FAIL(std::string(error.message));
  }

  pairing pair_of(const asker &each) const {
    return {*each.source, *each.target, target_dims, each.known_source, each.known_target, same_ranks};
  }

  mail give() {
    mail sent;
    for (size_t rank = 0; rank < source.ranks.size(); ++rank) {
      send_pieces(plan_giving(pair_of(askers[rank])), source.ranks[rank], static_cast<int32_t>(rank), sent);
    }
    return sent;
  }

  void get(const mail &sent) {
    mail_reader reader(sent);
    for (size_t rank = 0; rank < target.ranks.size(); ++rank) {
      const auto receiver = static_cast<int64_t>(rank);
      reader.get_pieces(plan_getting(pair_of(askers[rank])), target.ranks[rank], receiver, target_dims);
    }
    reader.expect_all_read();
  }
};

RC_GTEST_PROP(PlanProperties, BringEveryElementToAllItsOwners, ()) {
  const auto source = draw_world();
  const std::vector<int32_t> target_dims = draw_target_dims(*source);
  const index_list shape = turned_shape(*source, target_dims);
  const auto target = draw_world(&shape);

  transfer_world both(*source, *target, target_dims, coin());
  const givers given(*source);
  for_each_stored(*target, [](const world_part &, const index_list &, int64_t &value, bool) { value = untouched; });
  both.resolve_all();
  both.get(both.give());

  for_each_stored(*target, [&](const world_part &part, const index_list &at, const int64_t &value, bool owned) {
    if (owned && given.has(expected_value(*source, target_dims, part, at))) {
      RC_ASSERT(given.may_give(expected_value(*source, target_dims, part, at), value));
    } else {
      RC_ASSERT(value == untouched);
    }
  });
}

}  // namespace
}  // namespace dap::transfer
