// SPDX-License-Identifier: BSD-3-Clause
// Greedy colouring of the ranks that meet.
#include "cli/colouring.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace dap::cli {
namespace {

using model::range;
using neighbours = std::vector<std::set<size_t>>;

constexpr size_t most_tiles = 100000;

bool touch(const range &a, const range &b) {
  return a.start <= b.stop && b.start <= a.stop;
}

void join(int64_t a, int64_t b, neighbours &out) {
  if (a == b) return;
  out[static_cast<size_t>(a)].insert(static_cast<size_t>(b));
  out[static_cast<size_t>(b)].insert(static_cast<size_t>(a));
}

// Tiles that end where others begin, along one side, and touch along the other.
void meet(const panel &plane, const axis &side, range tile::*along, range tile::*other, neighbours &out) {
  std::map<int64_t, std::vector<const tile *>> begin;
  for (const tile &each : plane.tiles) {
    if (each.is == role::owned) begin[(each.*along).start].push_back(&each);
  }
  for (auto &[index, tiles] : begin) {
    std::sort(tiles.begin(), tiles.end(),
              [&](const tile *a, const tile *b) { return (a->*other).start < (b->*other).start; });
  }
  for (const tile &each : plane.tiles) {
    if (each.is != role::owned) continue;
    const int64_t end = (each.*along).stop;
    const auto next = begin.find(side.wraps && end == side.to() ? side.from() : end);
    if (next == begin.end()) continue;
    const std::vector<const tile *> &tiles = next->second;
    // Disjoint tiles with one border: sorted by where they start they are so by where they stop.
    auto candidate = std::partition_point(tiles.begin(), tiles.end(),
                                          [&](const tile *a) { return (a->*other).stop < (each.*other).start; });
    for (; candidate != tiles.end() && touch((*candidate)->*other, each.*other); ++candidate) {
      join(each.rank, (*candidate)->rank, out);
    }
  }
}

// A step along the last dimensions changes the colour by 1, 3 and 2: none of these, no sum and no difference of two is
// a multiple of 8, so that in a grid all neighbours differ already. Replicas differ as far as they can.
void begin_with_coordinates(const holdings &of, std::vector<size_t> &colours) {
  constexpr std::array<int64_t, 3> steps{1, 3, 2};
  constexpr auto count = static_cast<int64_t>(num_colours);
  for (const held_part &part : of.parts()) {
    if (part.number != 0) continue;
    int64_t sum = 0;
    for (size_t d = 0; d < part.local.size(); ++d) {
      const int64_t step = d < of.ndim() ? steps[(of.ndim() - 1 - d) % steps.size()] : 1;
      sum += part.local[d].coordinate % count * step;
    }
    colours[static_cast<size_t>(part.rank)] = static_cast<size_t>(sum % count);
  }
}

}  // namespace

std::vector<size_t> colours_of(const holdings &of, const std::vector<panel> &planes) {
  const auto num_ranks = static_cast<size_t>(of.num_ranks());
  std::vector<size_t> colours(num_ranks);
  for (size_t rank = 0; rank < num_ranks; ++rank) colours[rank] = rank % num_colours;
  if (num_ranks <= num_colours) return colours;
  if (!of.are_boxes()) begin_with_coordinates(of, colours);
  neighbours meeting(num_ranks);
  for (const panel &plane : planes) {
    if (plane.tiles.size() > most_tiles) continue;
    meet(plane, plane.across, &tile::across, &tile::down, meeting);
    meet(plane, plane.down, &tile::down, &tile::across, meeting);
  }
  for (size_t rank = 0; rank < num_ranks; ++rank) {
    std::array<bool, num_colours> taken{};
    for (const size_t other : meeting[rank]) {
      if (other < rank) taken[colours[other]] = true;
    }
    for (size_t tried = 0; tried < num_colours && taken[colours[rank]]; ++tried) {
      colours[rank] = (colours[rank] + 1) % num_colours;
    }
  }
  return colours;
}

}  // namespace dap::cli
