// SPDX-License-Identifier: BSD-3-Clause
// What listed indices have in common with the coordinates of another division: from pieces by ascending index, shares
// by ascending coordinate.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "transfer/overlap.hpp"
#include "transfer/shares.hpp"

namespace dap::transfer {

// What one coordinate has, before it is written.
struct tally {
  std::size_t count = 0;
  int64_t first = 0;  // index
  int64_t last = 0;
};

// Of each coordinate; none if lists do not suit these pieces: not all are single, or the highest coordinate is much
// more than they are many, or a position is too large.
template <typename Pieces>
std::vector<tally> tallies_of(const Pieces &pieces, std::size_t num_pieces) {
  constexpr std::size_t few = 1024;
  const std::size_t most = std::max(num_pieces, few);
  std::vector<tally> all;
  std::span<tally> known;
  bool fits = true;
  pieces.for_each_owned([&](int64_t coordinate, int64_t position, int64_t index, int64_t count) {
    const auto number = static_cast<std::size_t>(coordinate);
    if (!fits || count != 1 || number >= most || position > int64_t{std::numeric_limits<uint32_t>::max()}) {
      fits = false;
      return;
    }
    if (number >= known.size()) {
      all.resize(number + 1);
      known = all;
    }
    tally &its = known[number];
    if (its.count == 0) its.first = index;
    its.last = index;
    ++its.count;
  });
  if (!fits) all.clear();
  return all;
}

// Whether a list of positions is shorter than the runs would be, each of which has two that leave the pattern.
inline bool follows_no_pattern(std::span<const uint32_t> list) noexcept {
  constexpr std::size_t positions_for_a_run = sizeof(run) / sizeof(uint32_t);
  std::size_t breaks = 0;
  for (std::size_t i = 2; i < list.size(); ++i) {
    breaks += list[i] - list[i - 1] != list[i - 1] - list[i - 2] ? 1 : 0;  // modulo 2^32
  }
  return list.size() < positions_for_a_run * breaks / 2;
}

// As lists of positions. None if they follow a pattern.
template <typename Pieces>
std::optional<overlap> listed_by_coordinate(const Pieces &pieces, const std::vector<tally> &tallies) {
  overlap made;
  std::vector<std::size_t> counts;
  std::vector<std::size_t> next(tallies.size());
  std::size_t sum = 0;
  for (std::size_t coordinate = 0; coordinate < next.size(); ++coordinate) {
    const tally &each = tallies[coordinate];
    if (each.count == 0) continue;
    made.shares.push_back(
        {static_cast<int64_t>(coordinate), each.first, each.last, static_cast<int64_t>(each.count), counts.size(), 1});
    counts.push_back(each.count);
    next[coordinate] = sum;
    sum += each.count;
  }
  uint32_t *const listed = made.positions.begin_lists(counts);
  pieces.for_each_owned([&](int64_t coordinate, int64_t position, int64_t, int64_t) {
    listed[next[static_cast<std::size_t>(coordinate)]++] = static_cast<uint32_t>(position);
  });
  return follows_no_pattern(made.positions.listed()) ? std::optional(std::move(made)) : std::nullopt;
}

// `pieces` has for_each_owned(function(coordinate, position, first index, count)), by ascending first index, and about
// `num_pieces` of them.
template <typename Pieces>
overlap by_coordinate(const Pieces &pieces, std::size_t num_pieces) {
  const std::vector<tally> tallies = tallies_of(pieces, num_pieces);
  if (!tallies.empty()) {
    auto listed = listed_by_coordinate(pieces, tallies);
    if (listed) return *std::move(listed);
  }
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
