// SPDX-License-Identifier: BSD-3-Clause
// Two lists of positions along one axis, walked together: the n-th of the one belongs to the n-th of the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "transfer/runs.hpp"

namespace dap::transfer {

// Where one side stands in its list.
class run_cursor {
 public:
  // Without a list: the positions 0, 1, 2 … without end.
  explicit run_cursor(const run_view *list) noexcept : list_(list) {
    if (list == nullptr) left_ = length_ = std::numeric_limits<int64_t>::max();
  }

  // To the next run, if the last one is over. There must be one.
  void settle() noexcept {
    while (left_ == 0) load();
  }

  [[nodiscard]] int64_t position() const noexcept { return position_; }
  // Positions in a row from here.
  [[nodiscard]] int64_t left() const noexcept { return left_; }
  // How often `left()` of them come at equal distances.
  [[nodiscard]] int64_t repeats() const noexcept { return left_ == length_ ? repeats_ : 1; }
  [[nodiscard]] int64_t step() const noexcept { return step_; }

  // Behind `repeats` times `length` positions, which are no more than left(), or are `repeats` whole runs.
  void advance(int64_t length, int64_t repeats) noexcept {
    const int64_t count = length * repeats;
    if (count < left_) {
      position_ += count;
      left_ -= count;
      return;
    }
    const int64_t finished = count == left_ ? 1 : repeats;
    repeats_ -= finished;
    position_ += finished * step_ - (length_ - left_);
    left_ = repeats_ > 0 ? length_ : 0;
  }

 private:
  // The next run, which may be empty.
  void load() noexcept {
    const run_group *group = &list_->groups[group_];
    while (index_ == group->count) {
      index_ = 0;
      if (++again_ >= group->repeats || group->count == 0) {
        again_ = 0;
        group = &list_->groups[++group_];
      }
    }
    if (group->is_list) {
      position_ = list_->listed[group->first + index_++];
      left_ = length_ = repeats_ = 1;
      step_ = 0;
      return;
    }
    const run &next = list_->runs[group->first + index_++];
    position_ = next.position + again_ * group->step;
    left_ = length_ = next.repeats > 0 && group->repeats > 0 ? next.length : 0;
    step_ = next.step;
    repeats_ = next.repeats;
  }

  const run_view *list_;
  std::size_t group_ = 0;
  std::size_t index_ = 0;  // of the next run in the group
  int64_t again_ = 0;
  int64_t position_ = 0;
  int64_t left_ = 0;
  int64_t length_ = 0;
  int64_t step_ = 0;
  int64_t repeats_ = 1;
};

// `repeats` times `length` positions in a row, on both sides.
struct stretch {
  int64_t from, to;
  int64_t length;
  int64_t repeats;
  int64_t from_step, to_step;
};

// The longest stretch from where both stand, whom it takes behind it. Neither list may be over.
inline stretch next_stretch(run_cursor &from, run_cursor &to) noexcept {
  from.settle();
  to.settle();
  stretch next{from.position(), to.position(), std::min(from.left(), to.left()), 1, from.step(), to.step()};
  if (from.left() == to.left()) {
    next.repeats = std::min(from.repeats(), to.repeats());
  } else {
    // One side's runs follow one another within the other's.
    const bool from_is_shorter = from.left() < to.left();
    const run_cursor &shorter = from_is_shorter ? from : to;
    const run_cursor &longer = from_is_shorter ? to : from;
    if (shorter.repeats() > 1) next.repeats = std::min(shorter.repeats(), longer.left() / next.length);
    (from_is_shorter ? next.to_step : next.from_step) = next.length;
  }
  from.advance(next.length, next.repeats);
  to.advance(next.length, next.repeats);
  return next;
}

}  // namespace dap::transfer
