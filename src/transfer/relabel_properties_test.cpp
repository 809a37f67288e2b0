// SPDX-License-Identifier: BSD-3-Clause
// New ranks for a target's, against all permutations, element by element, and against the plans of all ranks.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "transfer/relabel_worlds.hpp"

namespace {

using namespace dap::array::sample;

struct drawn_pair {
  world_drawer drawer;
  int32_t num_ranks = static_cast<int32_t>(drawer.draw(1, 6));
  index_list sizes = drawer.shape();
  std::vector<int32_t> target_dims;
  plan source;
  plan target;

  explicit drawn_pair(uint64_t seed) : drawer(seed) {
    index_list turned(sizes.size());
    for (const int64_t d : drawer.order(static_cast<int64_t>(sizes.size()))) {
      turned[static_cast<size_t>(d)] = sizes[target_dims.size()];
      target_dims.push_back(static_cast<int32_t>(d));
    }
    source = draw_known_world(drawer, num_ranks, sizes);
    target = draw_known_world(drawer, num_ranks, turned);
  }
};

struct answer {
  index_list ranks;
  DAPRelabelCounts counts{};
};

answer ask(const plan &source, const plan &target, const DAPPlanOptions &options) {
  const world sources = world_of(source);
  const world targets = world_of(target);
  answer found{index_list(sources.size(), -1)};
  DAPError error{};
  const int32_t status = dap_plan_relabel(&sources.back()->distribution, &targets.back()->distribution, &options,
                                          found.ranks.data(), &found.counts, &error);
  if (status != DAP_OK) RC_FAIL(std::string(error.message));
  return found;
}

RC_GTEST_PROP(RelabelProperties, NoPermutationMovesFewer, ()) {
  const drawn_pair drawn(*rc::gen::arbitrary<uint64_t>());
  const DAPPlanOptions options{drawn.target_dims.data(), DAP_PLAN_LEAVE_MISSING, {}};
  const answer found = ask(drawn.source, drawn.target, options);
  const shared_elements shared(drawn.source, drawn.target, drawn.target_dims);
  const index_list same = every(0, 1, drawn.num_ranks);
  index_list permutation = same;
  int64_t fewest = shared.found;
  do {
    fewest = std::min(fewest, shared.moved(permutation));
  } while (std::next_permutation(permutation.begin(), permutation.end()));
  RC_ASSERT(std::is_permutation(found.ranks.begin(), found.ranks.end(), same.begin(), same.end()));
  RC_ASSERT(shared.moved(found.ranks) == fewest);
  RC_ASSERT(found.counts.elements_moved_after == fewest);
  RC_ASSERT(found.counts.elements_moved_before == shared.moved(same));
  if (shared.moved(same) == fewest) RC_ASSERT(found.ranks == same);
}

RC_GTEST_PROP(RelabelProperties, PlansMoveAsManyElementsAsItCounts, ()) {
  const drawn_pair drawn(*rc::gen::arbitrary<uint64_t>());
  const DAPPlanOptions options{drawn.target_dims.data(), DAP_PLAN_LEAVE_MISSING, {}};
  const answer found = ask(drawn.source, drawn.target, options);
  const world sources = world_of(drawn.source);
  RC_ASSERT(moved_by_plans(sources, world_of(drawn.target), options) == found.counts.elements_moved_before);
  const world relabelled_targets = world_of(relabelled(drawn.target, found.ranks));
  RC_ASSERT(moved_by_plans(sources, relabelled_targets, options) == found.counts.elements_moved_after);
}

// The same division, on other ranks.
RC_GTEST_PROP(RelabelProperties, PermutedRanksAreFoundAgain, ()) {
  drawn_pair drawn(*rc::gen::arbitrary<uint64_t>());
  const plan target = relabelled(drawn.source, drawn.drawer.order(drawn.num_ranks));
  const DAPPlanOptions options{nullptr, DAP_PLAN_LEAVE_MISSING, {}};
  const answer found = ask(drawn.source, target, options);
  const bool is_disjoint = drawn.source.boxes.empty();
  if (is_disjoint) RC_ASSERT(found.counts.elements_moved_after == 0);
  RC_ASSERT(ask(drawn.source, drawn.source, options).ranks == every(0, 1, drawn.num_ranks) || !is_disjoint);
}

}  // namespace
