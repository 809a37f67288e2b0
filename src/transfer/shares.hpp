// SPDX-License-Identifier: BSD-3-Clause
// How shares are put together: one coordinate after the other, or from pieces in any order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/dimension.hpp"
#include "transfer/overlap.hpp"

namespace dap::transfer {

// Puts shares together one after the other.
class share_builder {
 public:
  explicit share_builder(overlap &made) noexcept : made_(made) {}

  void reserve(std::size_t num_runs) { made_.positions.reserve(num_runs); }

  void begin(int64_t coordinate) {
    made_.shares.push_back({coordinate, 0, 0, 0, made_.positions.groups().size(), 0});
    repeats_ = 1;
  }
  void begin_group(int64_t step, int64_t repeats) {
    made_.positions.begin_group(step, repeats);
    ++made_.shares.back().num_groups;
    repeats_ = repeats;
  }
  // `indices`: the first and the last of them; those of a group that is repeated, of the first time.
  void add(const run &next, const model::range &indices) {
    share &at = made_.shares.back();
    if (at.num_groups == 0) begin_group(0, 1);
    made_.positions.add(next);
    if (at.count == 0) at.first = indices.start;
    at.last = indices.stop - 1;
    at.count += next.count() * repeats_;
  }
  void add(int64_t position, const model::range &indices) { add(run{position, indices.count(), 0, 1}, indices); }

  // Where a group that is repeated ends what is added.
  void end_at(int64_t last) { made_.shares.back().last = last; }

  // A coordinate that was begun in vain has no share.
  void end() {
    if (made_.shares.back().count == 0) made_.shares.pop_back();
  }

 private:
  overlap &made_;
  int64_t repeats_ = 1;
};

// Part of a run that one coordinate of theirs owns.
struct owned_piece {
  int64_t coordinate;
  int64_t position;
  model::range indices;
};

// Pieces in the order of their coordinates, else as they were, and as many more that stand in one group.
class sorted_pieces {
 public:
  void reserve(std::size_t count) { pieces_.reserve(count); }
  void add(int64_t coordinate, int64_t position, const model::range &indices) {
    pieces_.push_back({coordinate, position, indices});
  }
  [[nodiscard]] std::size_t size() const noexcept { return pieces_.size(); }

  void sort() {
    const auto lower = [](const owned_piece &a, const owned_piece &b) { return a.coordinate < b.coordinate; };
    if (std::is_sorted(pieces_.begin(), pieces_.end(), lower)) return;
    const int64_t highest = std::max_element(pieces_.begin(), pieces_.end(), lower)->coordinate;
    if (highest > static_cast<int64_t>(pieces_.size())) {
      std::stable_sort(pieces_.begin(), pieces_.end(), lower);
    } else {
      sort_by_counting(static_cast<std::size_t>(highest));
    }
  }

  [[nodiscard]] std::optional<int64_t> next_coordinate() const noexcept {
    return next_ < pieces_.size() ? std::optional(next().coordinate) : std::nullopt;
  }
  // Adds those of a coordinate, if they are the next, and what they are repeated for: positions lie `step` apart, and
  // indices `period`.
  void move_group(int64_t coordinate, int64_t step, int64_t period, int64_t repeats, share_builder &made) {
    if (next_coordinate() != coordinate) return;
    made.begin_group(step, repeats);
    int64_t stop = 0;
    for (; next_ < pieces_.size() && next().coordinate == coordinate; ++next_) {
      made.add(next().position, next().indices);
      stop = next().indices.stop;
    }
    made.end_at(stop - 1 + (repeats - 1) * period);
  }

 private:
  void sort_by_counting(std::size_t highest) {
    std::vector<std::size_t> places(highest + 1);
    for (const owned_piece &each : pieces_) ++places[static_cast<std::size_t>(each.coordinate)];
    std::size_t sum = 0;
    for (std::size_t &place : places) sum += std::exchange(place, sum);
    order_.resize(pieces_.size());
    for (std::size_t number = 0; number < pieces_.size(); ++number) {
      order_[places[static_cast<std::size_t>(pieces_[number].coordinate)]++] = number;
    }
  }

  [[nodiscard]] const owned_piece &next() const noexcept { return pieces_[order_.empty() ? next_ : order_[next_]]; }

  std::vector<owned_piece> pieces_;
  std::vector<std::size_t> order_;  // empty: as they are
  std::size_t next_ = 0;
};

}  // namespace dap::transfer
