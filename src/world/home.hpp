// SPDX-License-Identifier: BSD-3-Clause
// Where things are asked after: numbers 0 … count-1 have their homes in equal ranges, in the order of the ranks.
#pragma once

#include <algorithm>
#include <cstdint>

#include "model/dimension.hpp"

namespace dap::world {

class homes {
 public:
  homes(int64_t count, int32_t num_ranks) noexcept
      : count_(count), each_(count == 0 ? 1 : (count - 1) / num_ranks + 1) {}

  [[nodiscard]] int32_t of(int64_t number) const noexcept { return static_cast<int32_t>(number / each_); }

  // What has its home at a rank; empty at `count` for the last ones, if there are more ranks than numbers.
  [[nodiscard]] model::range range_of(int32_t rank) const noexcept {
    const int64_t filled = count_ / each_;  // full ranges
    const int64_t start = rank <= filled ? rank * each_ : count_;
    return {start, count_ - start > each_ ? start + each_ : count_};
  }

  // Calls function(home, first, count) for the pieces of a run that have different homes.
  template <typename Function>
  void for_each_piece(int64_t first, int64_t count, Function &&function) const {
    while (count > 0) {
      const int64_t taken = std::min(count, each_ - first % each_);
      function(of(first), first, taken);
      first += taken;
      count -= taken;
    }
  }

 private:
  int64_t count_;
  int64_t each_;
};

}  // namespace dap::world
