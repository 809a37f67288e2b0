// SPDX-License-Identifier: BSD-3-Clause
// The ranks of one world as ranks of a larger one, its parent.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace dap::transfer {

// Two numbers where parent ranks are evenly spaced, else a table with an entry for each rank.
class rank_map {
 public:
  // Of no rank.
  rank_map() = default;

  // first + stride · rank; stride is not 0.
  [[nodiscard]] static rank_map spaced(int64_t count, int64_t first, int64_t stride) noexcept;

  // [count]: different ranks of the parent.
  [[nodiscard]] static rank_map listed(std::vector<int64_t> parents);

  [[nodiscard]] int64_t count() const noexcept { return count_; }
  [[nodiscard]] bool is_spaced() const noexcept { return parents_.empty(); }
  [[nodiscard]] int64_t first() const noexcept { return first_; }
  [[nodiscard]] int64_t stride() const noexcept { return stride_; }

  // Of a rank 0 … count-1. O(1).
  [[nodiscard]] int64_t parent_of(int64_t rank) const noexcept {
    return parents_.empty() ? first_ + stride_ * rank : parents_[static_cast<std::size_t>(rank)];
  }

  // The rank that is in the parent where this is called for; -1: none. O(log count).
  [[nodiscard]] int64_t rank_at(int64_t parent) const noexcept;

 private:
  int64_t count_ = 0;
  int64_t first_ = 0;
  int64_t stride_ = 1;
  std::vector<int64_t> parents_;
  std::vector<std::pair<int64_t, int64_t>> ranks_;  // ascending (parent, rank)
};

// What a world itself calls the rank that is here a parent's. NULL: the same.
[[nodiscard]] inline int64_t own_rank(const rank_map *ranks, int64_t parent) noexcept {
  return ranks == nullptr ? parent : ranks->rank_at(parent);
}

}  // namespace dap::transfer
