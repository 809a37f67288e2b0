// SPDX-License-Identifier: BSD-3-Clause
// The indices start:stop:step of a dimension.
#include "model/selection.hpp"

#include <algorithm>

namespace dap::model {

namespace {

// How many of the slice's indices come before those that stand for an index from `bound` on; of a reversed one, before
// those that stand for an index below it.
int64_t num_before(const selection &taken, int64_t bound) noexcept {
  const int64_t distance = taken.is_reversed() ? taken.first - bound + 1 : bound - taken.first;
  if (distance <= 0) return 0;
  const int64_t step = taken.is_reversed() ? -taken.step : taken.step;
  return std::min(taken.count, (distance - 1) / step + 1);
}

}  // namespace

range selection::within(const range &indices) const noexcept {
  const int64_t low = num_before(*this, indices.start);
  const int64_t high = num_before(*this, indices.stop);
  return is_reversed() ? range{high, low} : range{low, high};
}

std::optional<selection> select(int64_t size, int64_t start, int64_t stop, int64_t step) noexcept {
  if (step == 0) return std::nullopt;
  const bool reversed = step < 0;
  if (reversed ? start <= stop : start >= stop) return selection{0, 1, 0};
  if (start < 0 || start >= size) return std::nullopt;
  // Unsigned, because neither the distance to `stop` nor the smallest step backwards need fit.
  const auto from = static_cast<uint64_t>(start);
  const uint64_t width = reversed ? uint64_t{0} - static_cast<uint64_t>(step) : static_cast<uint64_t>(step);
  const uint64_t distance = reversed ? from - static_cast<uint64_t>(stop) : static_cast<uint64_t>(stop) - from;
  const uint64_t steps = (distance - 1) / width;
  const uint64_t room = reversed ? from : static_cast<uint64_t>(size - 1) - from;
  if (steps > room / width) return std::nullopt;
  if (steps == 0) return selection{start, 1, 1};
  return selection{start, step, static_cast<int64_t>(steps) + 1};
}

}  // namespace dap::model
