// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/rank_map.hpp"

#include <algorithm>

namespace dap::transfer {

rank_map rank_map::spaced(int64_t count, int64_t first, int64_t stride) noexcept {
  rank_map made;
  made.count_ = count;
  made.first_ = first;
  made.stride_ = stride;
  return made;
}

rank_map rank_map::listed(std::vector<int64_t> parents) {
  rank_map made;
  made.count_ = static_cast<int64_t>(parents.size());
  for (int64_t rank = 0; rank < made.count_; ++rank) {
    made.ranks_.emplace_back(parents[static_cast<std::size_t>(rank)], rank);
  }
  std::sort(made.ranks_.begin(), made.ranks_.end());
  made.parents_ = std::move(parents);
  return made;
}

int64_t rank_map::rank_at(int64_t parent) const noexcept {
  if (!is_spaced()) {
    const auto at = std::lower_bound(ranks_.begin(), ranks_.end(), std::pair{parent, int64_t{0}});
    return at != ranks_.end() && at->first == parent ? at->second : -1;
  }
  const int64_t distance = parent - first_;
  const int64_t rank = distance / stride_;
  return distance % stride_ == 0 && rank >= 0 && rank < count_ ? rank : -1;
}

}  // namespace dap::transfer
