// SPDX-License-Identifier: BSD-3-Clause
// The indices start:stop:step of a dimension.
#pragma once

#include <cstdint>
#include <optional>

#include "model/dimension.hpp"

namespace dap::model {

// The indices first, first + step, …, `count` of them, which become 0, 1, … of the slice. The step is never 0; where
// fewer than two indices are taken there is no direction either, and it is 1 (and `first` is 0 if none is taken).
//
// Example: 7:1:-3 takes 7 and 4: first 7, step -3, count 2.
struct selection {
  int64_t first;
  int64_t step;
  int64_t count;

  [[nodiscard]] bool is_reversed() const noexcept { return step < 0; }
  [[nodiscard]] bool is_contiguous() const noexcept { return step == 1 || step == -1; }

  // Whether it takes all `size` indices in their own order, which leaves a dimension as it is.
  [[nodiscard]] bool is_everything(int64_t size) const noexcept { return count == size && step == 1; }

  // Index that the slice's index 0 … count-1 stands for.
  [[nodiscard]] int64_t source_of(int64_t index) const noexcept { return first + index * step; }

  // The slice's indices that stand for one of a range within the dimension; where it takes none of them, the empty
  // range where they would stand.
  [[nodiscard]] range within(const range &indices) const noexcept;

  friend bool operator==(const selection &, const selection &) = default;
};

// The indices start, start + step, … before `stop`, or, if the step is negative, behind it: all of them backwards are
// size-1:-1:-1. Numbers are meant as they are, and nothing is clamped. Empty if the step is 0 or an index that would be
// taken lies outside [0, size).
[[nodiscard]] std::optional<selection> select(int64_t size, int64_t start, int64_t stop, int64_t step) noexcept;

}  // namespace dap::model
