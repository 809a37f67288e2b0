// SPDX-License-Identifier: BSD-3-Clause
// For tests: plans that targets tell, of all ranks of a drawn world in one process, and what they move.
#pragma once

#include <functional>
#include <set>

#include "array/gathered.hpp"
#include "transfer/drawn_transfers.hpp"
#include "transfer/told_plan.hpp"

namespace dap::transfer {

struct told_world {
  drawn_world &source;
  drawn_world &target;
  std::vector<int32_t> target_dims;
  views_of_worlds views;
  std::vector<told_plan> plans;

  told_world(drawn_world &from, drawn_world &to, std::vector<int32_t> dims, wanted what, repeats of_indices)
      : source(from), target(to), target_dims(std::move(dims)) {
    for (size_t rank = 0; rank < std::max(from.ranks.size(), to.ranks.size()); ++rank) {
      plans.push_back({{views.seen_by(from, rank), views.seen_by(to, rank), target_dims, {}, {}, what},
                       of_indices,
                       half_plan(),
                       half_plan()});
    }
    make();
  }

  // Calls move(from, to) for each element, with the addresses of both.
  void move(const std::function<void(int64_t *from, int64_t *to)> &move_one) const {
    std::map<std::pair<int64_t, int64_t>, std::vector<int64_t *>> sent;  // by sender and receiver
    for (size_t rank = 0; rank < source.ranks.size(); ++rank) {
      for (const piece &each : plans[rank].giving.pieces()) {
        auto &text = sent[{rank, each.rank}];
        const auto from = addresses_of(plans[rank].giving, each, source.ranks[rank], in_order(target_dims.size()));
        text.insert(text.end(), from.begin(), from.end());
      }
    }
    for (size_t rank = 0; rank < target.ranks.size(); ++rank) {
      std::map<int64_t, size_t> next;
      for (const piece &each : plans[rank].getting.pieces()) {
        for (int64_t *to : addresses_of(plans[rank].getting, each, target.ranks[rank], target_dims)) {
          auto &text = sent[{each.rank, rank}];
          RC_ASSERT(next[each.rank] < text.size());
          move_one(text[next[each.rank]++], to);
        }
      }
      for (const auto &[sender, read] : next) RC_ASSERT(read == (sent[{sender, rank}].size()));
    }
  }

  // Of no piece of the source does an element occur twice.
  void expect_apart() const {
    for (size_t rank = 0; rank < source.ranks.size(); ++rank) {
      for (const piece &each : plans[rank].giving.pieces()) {
        const auto from = addresses_of(plans[rank].giving, each, source.ranks[rank], in_order(target_dims.size()));
        RC_ASSERT(std::set<int64_t *>(from.begin(), from.end()).size() == from.size());
      }
    }
  }

 private:
  void make() {
    std::vector<const DAPDistribution *> all;
    for (const told_plan &each : plans) all.push_back(each.one.source);
    array::gathered gathered(all);
    const auto find = [](void *context, int32_t rank) -> told_plan & {
      return static_cast<told_world *>(context)->plans[static_cast<size_t>(rank)];
    };
    DAPError error{};
    if (make_told_plans(gathered, {find, this}, &error) != DAP_OK) RC_FAIL(std::string(error.message));
  }
};

}  // namespace dap::transfer
