// SPDX-License-Identifier: BSD-3-Clause
// Random divisions, against indices that are dealt out one by one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "model/drawn_dims.hpp"
#include "model/oracle.hpp"
#include "transfer/overlap.hpp"

namespace dap::transfer {
namespace {

using model::draw;
using model::oracle::index_list;

// The indices of a part by position; -1 where a position is no owned one.
struct drawn_part {
  DAPLocalDim local{};
  index_list stored;
  std::vector<int64_t> list;
};

drawn_part part_of(const DAPDim &dim, int64_t coordinate) {
  drawn_part part;
  const index_list hand = model::oracle::deal(dim)[static_cast<size_t>(coordinate)];
  part.local.coordinate = coordinate;
  part.local.start = hand.empty() ? draw(0, dim.size) : hand.front();
  part.local.num_owned = static_cast<int64_t>(hand.size());
  if (dim.kind == DAP_KIND_BLOCK) part.local.halo[0] = draw(0, 2);
  part.stored.assign(static_cast<size_t>(part.local.halo[0]), -1);
  part.stored.insert(part.stored.end(), hand.begin(), hand.end());
  return part;
}

// Any of the indices in any order, in one of the two ways to list them.
void draw_list(const DAPDim &dim, drawn_part &part) {
  for (int64_t i = 0; i < dim.size; ++i) {
    if (draw(0, 2) > 0) part.stored.push_back(i);
  }
  if (draw(0, 1) == 1) std::reverse(part.stored.begin(), part.stored.end());
  for (size_t swaps = 0; swaps < part.stored.size() && draw(0, 3) > 0; ++swaps) {
    std::swap(part.stored[swaps],
              part.stored[static_cast<size_t>(draw(0, static_cast<int64_t>(part.stored.size()) - 1))]);
  }
  part.local.num_owned = part.local.num_indices = static_cast<int64_t>(part.stored.size());
  for (const int64_t index : part.stored) part.list.push_back(index + dim.index_base);
  part.local.index_form = DAP_INDEX_INT64;
  if (draw(0, 1) == 1) {
    std::vector<int64_t> runs;
    for (const int64_t listed : part.list) runs.insert(runs.end(), {listed, 1});
    part.list = runs;
    part.local.index_form = DAP_INDEX_RUNS;
    part.local.num_runs = part.local.num_indices;
  }
  part.local.indices = part.list.data();
}

using positions_by_coordinate = std::map<int64_t, std::vector<int64_t>>;

// By ascending index.
positions_by_coordinate expected(const index_list &stored, const std::vector<index_list> &hands) {
  std::map<int64_t, int64_t> places;
  for (size_t position = 0; position < stored.size(); ++position) {
    if (stored[position] >= 0) places[stored[position]] = static_cast<int64_t>(position);
  }
  positions_by_coordinate positions;
  for (size_t coordinate = 0; coordinate < hands.size(); ++coordinate) {
    index_list hand = hands[coordinate];
    std::sort(hand.begin(), hand.end());
    for (const int64_t index : hand) {
      if (places.count(index) != 0) positions[static_cast<int64_t>(coordinate)].push_back(places[index]);
    }
  }
  return positions;
}

// `index_at`: -1 where a position is no owned one.
positions_by_coordinate told(const overlap &found, const index_list &index_at) {
  positions_by_coordinate positions;
  int64_t last = -1;
  for (const share &each : found.shares) {
    RC_ASSERT(each.coordinate > last);
    last = each.coordinate;
    found.positions_of(each).for_each_run([&](int64_t position, int64_t length) {
      for (int64_t i = 0; i < length; ++i) positions[each.coordinate].push_back(position + i);
    });
    RC_ASSERT(each.count == static_cast<int64_t>(positions[each.coordinate].size()));
    RC_ASSERT(each.count == found.positions_of(each).count());
    RC_ASSERT(each.first == index_at[static_cast<size_t>(positions[each.coordinate].front())]);
    RC_ASSERT(each.last == index_at[static_cast<size_t>(positions[each.coordinate].back())]);
  }
  return positions;
}

// Another division of as many indices.
DAPDim draw_other(const DAPDim &dim, std::vector<int64_t> &bounds) {
  const int64_t grid_size = draw(1, 9);
  switch (draw(0, 3)) {
    case 0:
      return model::sample::balanced(dim.size, grid_size);
    case 1:
      return model::sample::fixed_block(dim.size, grid_size, draw(1, 12));
    case 2:
      bounds.assign(1, 0);
      for (int64_t c = 1; c < grid_size; ++c) bounds.push_back(draw(0, dim.size));
      bounds.push_back(dim.size);
      std::sort(bounds.begin(), bounds.end());
      return model::sample::irregular(bounds);
    default: {
      const int64_t block_size = draw(1, 7);
      return model::sample::cyclic(dim.size, grid_size, block_size, draw(0, grid_size - 1), draw(1, block_size));
    }
  }
}

RC_GTEST_PROP(OverlapProperties, AreWhatIsDealtToBoth, ()) {
  std::vector<int64_t> bounds, other_bounds;
  const DAPDim dim = model::draw_dim(bounds);
  const DAPDim theirs = draw_other(dim, other_bounds);
  const auto hands = model::oracle::deal(theirs);
  for (int64_t coordinate = 0; coordinate < dim.grid_size; ++coordinate) {
    const drawn_part part = part_of(dim, coordinate);
    RC_ASSERT(told(overlap_of(dim, part.local, theirs), part.stored) == expected(part.stored, hands));
  }
}

RC_GTEST_PROP(OverlapProperties, OfListsAreWhatIsListedAndDealt, ()) {
  std::vector<int64_t> bounds;
  DAPDim dim = model::draw_dim(bounds);
  const DAPDim theirs = dim;
  dim.kind = DAP_KIND_UNSTRUCTURED;
  dim.index_base = draw(-2, 2);
  drawn_part part;
  draw_list(dim, part);
  RC_ASSERT(told(overlap_of(dim, part.local, theirs), part.stored) ==
            expected(part.stored, model::oracle::deal(theirs)));
}

// Owners as they were found by asking: in runs of any lengths, several for some.
RC_GTEST_PROP(OverlapProperties, WithAnAnswerAreWhatItSays, ()) {
  std::vector<int64_t> bounds;
  const DAPDim dim = model::draw_dim(bounds);
  owner_map answer;
  std::vector<index_list> hands(5);
  for (int64_t first = 0; first < dim.size;) {
    const int64_t count = draw(1, dim.size - first);
    for (int64_t coordinate = 0; coordinate < 5; ++coordinate) {
      if (draw(0, 2) != 0) continue;
      answer.push_back({first, count, coordinate});
      for (int64_t i = first; i < first + count; ++i) hands[static_cast<size_t>(coordinate)].push_back(i);
    }
    first += count;
  }
  for (int64_t coordinate = 0; coordinate < dim.grid_size; ++coordinate) {
    const drawn_part part = part_of(dim, coordinate);
    RC_ASSERT(told(overlap_of(sorted_runs_of(dim, part.local), answer), part.stored) == expected(part.stored, hands));
  }
}

}  // namespace
}  // namespace dap::transfer
