// SPDX-License-Identifier: BSD-3-Clause
// A pairing as one of its ends sees it: its own side and theirs.
#pragma once

#include "transfer/plan.hpp"

namespace dap::transfer {

enum class role { giving, getting };

struct sides {
  const pairing &both;
  role mine;

  [[nodiscard]] bool gives() const noexcept { return mine == role::giving; }
  [[nodiscard]] const DAPDistribution &own() const noexcept { return gives() ? both.source : both.target; }
  [[nodiscard]] const DAPDistribution &theirs() const noexcept { return gives() ? both.target : both.source; }
  [[nodiscard]] const known_division &known_own() const noexcept {
    return gives() ? both.known_source : both.known_target;
  }
  [[nodiscard]] const known_division &known_theirs() const noexcept {
    return gives() ? both.known_target : both.known_source;
  }

  // The dimension along an axis.
  [[nodiscard]] std::size_t own_dim(std::size_t axis) const noexcept { return gives() ? axis : target_dim(axis); }
  [[nodiscard]] std::size_t their_dim(std::size_t axis) const noexcept { return gives() ? target_dim(axis) : axis; }

  [[nodiscard]] std::size_t ndim() const noexcept { return static_cast<std::size_t>(both.source.ndim); }
  [[nodiscard]] const DAPLocalDim *row(int64_t part) const noexcept {
    return own().local + part * (own().ndim + own().num_replica_dims);
  }

 private:
  [[nodiscard]] std::size_t target_dim(std::size_t axis) const noexcept {
    return static_cast<std::size_t>(both.target_dims[axis]);
  }
};

[[nodiscard]] inline bool is_boxes(const DAPDistribution &distribution) noexcept {
  return distribution.ndim > 0 && distribution.dims[0].kind == DAP_KIND_BOX;
}

// Calls function(chosen) for all [0, counts), the last fastest; none of the counts is 0.
template <typename Function>
void for_each_choice(std::span<const std::size_t> counts, Function &&function) {
  std::vector<std::size_t> chosen(counts.size(), 0);
  for (;;) {
    function(std::span<const std::size_t>(chosen));
    std::size_t d = counts.size();
    while (d > 0 && ++chosen[d - 1] == counts[d - 1]) chosen[--d] = 0;
    if (d == 0) return;
  }
}

}  // namespace dap::transfer
