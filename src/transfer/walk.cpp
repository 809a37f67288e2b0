// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/walk.hpp"

#include <algorithm>
#include <array>

#include "transfer/in_step.hpp"
#include "transfer/listed_copy.hpp"
#include "transfer/loop_nest.hpp"
#include "transfer/plain_copy.hpp"

namespace dap::transfer {
namespace {

// Positions of an axis that are taken together through the runs of the one within it.
constexpr int64_t together = 64;

struct axis_side {
  const run_view *positions;  // NULL: one after another
  int64_t stride;

  [[nodiscard]] bool is_one_run() const noexcept {
    if (positions == nullptr) return true;
    const auto groups = positions->groups;
    return groups.size() == 1 && groups[0].count == 1 && groups[0].repeats == 1;
  }
  [[nodiscard]] bool is_list() const noexcept { return positions != nullptr && positions->groups[0].is_list; }
};

struct axis {
  axis_side from, to;
  int64_t count;

  [[nodiscard]] bool is_one_run() const noexcept { return from.is_one_run() && to.is_one_run(); }
};

// The axes of which more than one position is taken: at most 62, since all elements are in memory.
class axis_list {
 public:
  // How far the elements of the piece begin behind the first ones.
  std::ptrdiff_t from_offset = 0;
  std::ptrdiff_t to_offset = 0;
  bool is_empty = false;

  axis_list(const piece_side &from, const piece_side &to, const element_kernel &kernel) noexcept {
    const std::size_t ndim = std::max(from.along.size(), to.along.size());
    for (std::size_t d = 0; d < ndim && !is_empty; ++d) {
      add({side(from, d), side(to, d), (from.along.empty() ? to : from).along[d].count()});
    }
    if (is_empty) return;
    if (from.along.empty()) pack_densely(&axis::from, kernel.from_size);
    if (to.along.empty()) pack_densely(&axis::to, kernel.to_size);
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  const axis &operator[](std::size_t i) const noexcept { return axes_[i]; }

 private:
  static axis_side side(const piece_side &of, std::size_t d) noexcept {
    return of.along.empty() ? axis_side{nullptr, 0} : axis_side{&of.along[d], of.strides[d]};
  }

  void add(const axis &next) noexcept {
    if (next.count == 0 || size_ == max_loops) {
      is_empty = true;  // also if so many elements cannot be in memory: an axis that follows has none
    } else if (next.count > 1) {
      axes_[size_++] = next;
    } else {
      from_offset += first_offset(next.from);
      to_offset += first_offset(next.to);
    }
  }

  static std::ptrdiff_t first_offset(const axis_side &of) noexcept {
    run_cursor cursor(of.positions);
    cursor.settle();
    return cursor.position() * of.stride;
  }

  void pack_densely(axis_side axis::*of, std::size_t element_size) noexcept {
    auto stride = static_cast<int64_t>(element_size);
    for (std::size_t i = size_; i-- > 0;) {
      (axes_[i].*of).stride = stride;
      stride *= axes_[i].count;
    }
  }

  std::size_t size_ = 0;
  std::array<axis, max_loops> axes_;
};

// Lists may have a run for each element, so that this is short.
void move_stretch(const element_kernel &kernel, const std::byte *from, std::byte *to, const loop &outer,
                  const loop &inner) {
  if (inner.count > 1 && may_grow(kernel, inner)) {
    const element_kernel larger = plain_copy(kernel.to_size * static_cast<std::size_t>(inner.count));
    larger.move(larger, from, to, once, outer);
  } else if (inner.count > 1) {
    kernel.move(kernel, from, to, outer, inner);
  } else {
    kernel.move(kernel, from, to, once, outer);
  }
}

class walk {
 public:
  walk(const axis_list &axes, const element_kernel &kernel) noexcept : axes_(axes), kernel_(kernel), nest_(kernel) {
    for (std::size_t i = 0; i < axes.size(); ++i) {
      if (!axes[i].is_one_run()) last_of_many_ = i;
    }
  }

  void run(std::size_t at, const std::byte *from, std::byte *to) {
    if (at == axes_.size()) return nest_.run(from, to);
    const axis &along = axes_[at];
    if (at + 1 == axes_.size() && nest_.size() == 0 && move_list(along, from, to)) return;
    run_cursor from_cursor(along.from.positions), to_cursor(along.to.positions);
    for (int64_t left = along.count; left > 0;) {
      const stretch next = next_stretch(from_cursor, to_cursor);
      left -= next.length * next.repeats;
      const loop outer{next.repeats, next.from_step * along.from.stride, next.to_step * along.to.stride};
      const loop inner{next.length, along.from.stride, along.to.stride};
      enter(at, from + next.from * along.from.stride, to + next.to * along.to.stride, outer, inner);
    }
  }

 private:
  // False if no side is a list, or one is more than that.
  [[nodiscard]] bool move_list(const axis &along, const std::byte *from, std::byte *to) const noexcept {
    if (kernel_.context != nullptr || !(along.from.is_list() || along.to.is_list())) return false;
    const auto from_side = listed_side_of(along.from.positions, along.from.stride);
    const auto to_side = listed_side_of(along.to.positions, along.to.stride);
    if (!from_side || !to_side) return false;
    copy_listed(kernel_.to_size, static_cast<std::size_t>(along.count), from, *from_side, to, *to_side);
    return true;
  }

  void enter(std::size_t at, const std::byte *from, std::byte *to, const loop &outer, const loop &inner) {
    const std::size_t outside = nest_.size();
    if (at + 1 == axes_.size() && outside == 0) {
      move_stretch(kernel_, from, to, outer, inner);
    } else if (at >= last_of_many_) {
      nest_.push(outer);
      nest_.push(inner);
      run(at + 1, from, to);
    } else if (inner.count > 1) {
      for (int64_t i = 0; i < outer.count; ++i) take_together(at, from + i * outer.from, to + i * outer.to, inner);
    } else {
      take_together(at, from, to, outer);
    }
    nest_.cut(outside);
  }

  // Only of the axis that is next to the runs: of all further ones, one position at a time.
  void take_together(std::size_t at, const std::byte *from, std::byte *to, const loop &positions) {
    const int64_t most = at + 1 == last_of_many_ ? together : 1;
    const std::size_t outside = nest_.size();
    for (int64_t i = 0; i < positions.count; i += most) {
      nest_.push({std::min(most, positions.count - i), positions.from, positions.to});
      run(at + 1, from + i * positions.from, to + i * positions.to);
      nest_.cut(outside);
    }
  }

  const axis_list &axes_;
  const element_kernel &kernel_;
  loop_nest nest_;
  std::size_t last_of_many_ = 0;
};

}  // namespace

void move_piece(const piece_side &from, const std::byte *first_from, const piece_side &to, std::byte *first_to,
                const element_kernel &kernel) {
  const axis_list axes(from, to, kernel);
  if (axes.is_empty) return;
  walk(axes, kernel).run(0, first_from + axes.from_offset, first_to + axes.to_offset);
}

}  // namespace dap::transfer
