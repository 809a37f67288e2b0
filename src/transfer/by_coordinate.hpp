// SPDX-License-Identifier: BSD-3-Clause
// What listed indices have in common with the coordinates of another division: from pieces by ascending index, shares
// by ascending coordinate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "transfer/overlap.hpp"
#include "transfer/shares.hpp"

namespace dap::transfer {

// What one coordinate has, before it is written.
struct tally {
  std::size_t count = 0;
  int64_t first = 0;  // index
  int64_t last = 0;
  int64_t next_position = -1;
  int64_t step = 0;
  std::size_t breaks = 0;  // how often the positions leave the pattern that they had

  void add(int64_t position, int64_t index, int64_t some) noexcept {
    const int64_t its_step = position - next_position;
    if (count == 0) first = index;
    if (its_step != 0 && its_step != step) ++breaks;
    if (its_step != 0) step = its_step;
    next_position = position + some;
    last = index + some - 1;
    count += static_cast<std::size_t>(some);
  }
};

// Of each coordinate, as long as the highest is not much more than the pieces are many.
class tallies {
 public:
  template <typename Pieces>
  tallies(const Pieces &pieces, std::size_t num_pieces) {
    const std::size_t most = std::max(num_pieces, few);
    pieces.for_each_owned([&](int64_t coordinate, int64_t position, int64_t first, int64_t count) {
      const auto number = static_cast<std::size_t>(coordinate);
      if (number >= all_.size()) {
        is_complete_ = is_complete_ && number < most;
        if (!is_complete_) return;
        all_.resize(number + 1);
      }
      all_[number].add(position, first, count);
      highest_ = std::max(highest_, position + count - 1);
    });
  }

  // Whether lists of positions are shorter than runs, of which two breaks make one.
  [[nodiscard]] bool follow_no_pattern() const noexcept {
    constexpr std::size_t spared = sizeof(run) / sizeof(uint32_t) / 2;
    std::size_t count = 0;
    std::size_t breaks = 0;
    for (const tally &each : all_) {
      count += each.count;
      breaks += each.breaks;
    }
    return is_complete_ && highest_ <= std::numeric_limits<uint32_t>::max() && count < spared * breaks;
  }

  [[nodiscard]] const std::vector<tally> &all() const noexcept { return all_; }

 private:
  static constexpr std::size_t few = 1024;

  std::vector<tally> all_;
  bool is_complete_ = true;
  int64_t highest_ = 0;  // position
};

// As lists of positions.
template <typename Pieces>
overlap listed_by_coordinate(const Pieces &pieces, const tallies &of) {
  overlap made;
  std::vector<std::size_t> counts;
  std::vector<std::size_t> next(of.all().size());
  std::size_t sum = 0;
  for (std::size_t coordinate = 0; coordinate < next.size(); ++coordinate) {
    const tally &each = of.all()[coordinate];
    if (each.count == 0) continue;
    made.shares.push_back(
        {static_cast<int64_t>(coordinate), each.first, each.last, static_cast<int64_t>(each.count), counts.size(), 1});
    counts.push_back(each.count);
    next[coordinate] = sum;
    sum += each.count;
  }
  uint32_t *const listed = made.positions.begin_lists(counts);
  pieces.for_each_owned([&](int64_t coordinate, int64_t position, int64_t, int64_t count) {
    std::size_t &at = next[static_cast<std::size_t>(coordinate)];
    for (int64_t i = 0; i < count; ++i) listed[at++] = static_cast<uint32_t>(position + i);
  });
  return made;
}

// `pieces` has for_each_owned(function(coordinate, position, first index, count)), by ascending first index, and about
// `num_pieces` of them.
template <typename Pieces>
overlap by_coordinate(const Pieces &pieces, std::size_t num_pieces) {
  const tallies of(pieces, num_pieces);
  if (of.follow_no_pattern()) return listed_by_coordinate(pieces, of);
  overlap made;
  share_builder building(made);
  sorted_pieces found;
  found.reserve(num_pieces);
  pieces.for_each_owned([&](int64_t coordinate, int64_t position, int64_t first, int64_t count) {
    found.add(coordinate, position, {first, first + count});
  });
  found.sort();
  building.reserve(found.size());
  while (const auto coordinate = found.next_coordinate()) {
    building.begin(*coordinate);
    found.move_group(*coordinate, 0, 0, 1, building);
  }
  return made;
}

}  // namespace dap::transfer
