// SPDX-License-Identifier: BSD-3-Clause
// Random distributions: the model agrees with the oracle, index by index and grid point by grid point.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "model/dimension.hpp"
#include "model/drawn_dims.hpp"
#include "model/grid.hpp"
#include "model/local_dimension.hpp"
#include "model/oracle.hpp"
#include "model/sample_dims.hpp"

namespace {

using namespace dap::model;
using oracle::index_list;

DAPLocalDim draw_part(const DAPDim &dim, int64_t coordinate) {
  const index_list hand = oracle::deal(dim)[static_cast<std::size_t>(coordinate)];
  const int64_t empty_start = dim.kind == DAP_KIND_BLOCK ? owned_range(dim, coordinate).start : 0;
  const bool may_have_halo = dim.kind == DAP_KIND_BLOCK;
  return sample::range_part(coordinate, hand.empty() ? empty_start : hand.front(), static_cast<int64_t>(hand.size()),
                            may_have_halo ? draw(0, 50) : 0, may_have_halo ? draw(0, 50) : 0);
}

// The owned indices in the order of storage, each where its run says.
index_list listed_by_runs(const DAPDim &dim, const DAPLocalDim &local) {
  index_list indices;
  for_each_owned_run(dim, local, [&](int64_t first, int64_t position, int64_t count) {
    RC_ASSERT(position == first_owned_position(dim, local) + static_cast<int64_t>(indices.size()));
    RC_ASSERT(count > 0);
    for (int64_t offset = 0; offset < count; ++offset) indices.push_back(first + offset);
  });
  return indices;
}

RC_GTEST_PROP(Properties, EveryIndexHasTheOwnerThatItWasDealtTo, ()) {
  index_list bounds;
  const DAPDim dim = draw_dim(bounds);
  const auto hands = oracle::deal(dim);

  std::map<int64_t, int64_t> owners;
  for (std::size_t c = 0; c < hands.size(); ++c) {
    RC_ASSERT(num_owned(dim, static_cast<int64_t>(c)) == static_cast<int64_t>(hands[c].size()));
    for (const int64_t index : hands[c]) owners[index] = static_cast<int64_t>(c);
  }
  for (int64_t index = -2; index < dim.size + 2; ++index) {
    const auto found = owner(dim, index);
    RC_ASSERT(found.has_value() == (owners.count(index) == 1));
    if (found) RC_ASSERT(*found == owners[index]);
  }
}

RC_GTEST_PROP(Properties, BlockRangesFollowEachOtherWithoutAGap, ()) {
  index_list bounds;
  const DAPDim dim = draw_dim(bounds);
  RC_PRE(dim.kind == DAP_KIND_BLOCK);

  int64_t end = 0;
  for (int64_t c = 0; c < dim.grid_size; ++c) {
    RC_ASSERT(owned_range(dim, c).start == end);
    end = owned_range(dim, c).stop;
    RC_ASSERT(end <= dim.size);
  }
}

RC_GTEST_PROP(Properties, EveryPositionHoldsWhatAWalkMeets, ()) {
  index_list bounds;
  const DAPDim dim = draw_dim(bounds);
  const int64_t coordinate = draw(0, dim.grid_size - 1);
  const DAPLocalDim local = draw_part(dim, coordinate);
  const index_list hand = oracle::deal(dim)[static_cast<std::size_t>(coordinate)];

  const int64_t extent = *stored_extent(dim, local);
  RC_ASSERT(extent == local.halo[0] + static_cast<int64_t>(hand.size()) + local.halo[1]);
  RC_ASSERT(listed_by_runs(dim, local) == hand);
  for (std::size_t at = 0; at < hand.size(); ++at) {
    const int64_t position = local.halo[0] + static_cast<int64_t>(at);
    RC_ASSERT(*global_index(dim, local, position) == hand[at]);
    RC_ASSERT(*owned_position(dim, local, hand[at]) == position);
  }
  for (int64_t index = -1; index <= dim.size; ++index) {
    const bool owned = std::find(hand.begin(), hand.end(), index) != hand.end();
    RC_ASSERT(owned_position(dim, local, index).has_value() == owned);
  }
  if (dim.kind != DAP_KIND_BLOCK) return;
  const auto met = oracle::walk(dim, local.start, local.halo[0], extent);
  for (int64_t position = 0; position < extent; ++position) {
    RC_ASSERT(global_index(dim, local, position) == met[static_cast<std::size_t>(position)]);
  }
}

RC_GTEST_PROP(Properties, TheNextOwningCoordinateIsTheOneThatDealingFinds, ()) {
  index_list bounds;
  const DAPDim dim = draw_dim(bounds);
  const auto hands = oracle::deal(dim);
  int64_t expected = dim.grid_size;
  for (int64_t coordinate = dim.grid_size; coordinate >= 0; --coordinate) {
    if (coordinate < dim.grid_size && !hands[static_cast<std::size_t>(coordinate)].empty()) expected = coordinate;
    RC_ASSERT(next_owning(dim, coordinate) == expected);
  }
}

RC_GTEST_PROP(Properties, AllThreeFormsOfAListAreOneList, ()) {
  const int64_t base = draw(-3, 3);
  index_list wide(static_cast<std::size_t>(draw(0, 30)));
  for (int64_t &index : wide) index = base + draw(0, 12);
  const std::vector<int32_t> narrow(wide.begin(), wide.end());
  index_list pairs;
  for (const int64_t index : wide) {
    const bool joins = !pairs.empty() && draw(0, 3) > 0 && pairs[pairs.size() - 2] + pairs.back() == index;
    if (joins)
      ++pairs.back();
    else
      pairs.insert(pairs.end(), {index, 1});
  }
  const int64_t length = static_cast<int64_t>(wide.size());
  const int64_t begin = draw(0, length);
  const int64_t end = draw(begin, length);

  for (const DAPLocalDim &local : {sample::listed(wide), sample::listed(narrow), sample::listed_runs(pairs)}) {
    const listed_indices indices(local, base);
    index_list all;
    for (int64_t position = 0; position < length; ++position) all.push_back(indices.at(position) + base);
    RC_ASSERT(all == wide);
    index_list some;
    indices.for_each_run(begin, end, [&](int64_t first, int64_t count) {
      const bool maximal = some.empty() || some.back() + 1 != first + base;
      RC_ASSERT(maximal);
      for (int64_t offset = 0; offset < count; ++offset) some.push_back(first + offset + base);
    });
    RC_ASSERT(some == index_list(wide.begin() + begin, wide.begin() + end));
    const int64_t sought = draw(0, 12);
    const auto at = std::find(wide.begin(), wide.end(), base + sought);
    const auto expected = at == wide.end() ? std::nullopt : std::optional<int64_t>(at - wide.begin());
    RC_ASSERT(indices.find(sought) == expected);
  }
}

// Strides of a numbering in some order and direction, or any small ones at all.
std::vector<DAPDim> draw_grid(int64_t &rank_offset) {
  std::vector<DAPDim> dims;
  for (int64_t count = draw(0, 4); count > 0; --count) dims.push_back(sample::balanced(draw(0, 7), draw(1, 5)));
  const bool digits = draw(0, 2) > 0;
  std::vector<std::size_t> order;
  for (std::size_t d = 0; d < dims.size(); ++d) order.insert(order.begin() + draw(0, static_cast<int64_t>(d)), d);
  rank_offset = digits ? 0 : draw(-5, 20);
  int64_t stride = 1;
  for (const std::size_t d : order) {
    const bool reversed = draw(0, 3) == 0;
    dims[d].rank_stride = digits ? (reversed ? -stride : stride) : draw(-6, 6);
    if (digits && reversed) rank_offset += stride * (dims[d].grid_size - 1);
    stride *= dims[d].grid_size;
  }
  return dims;
}

RC_GTEST_PROP(Properties, TheRankFormulaAndItsInverseAgreeWithEnumeration, ()) {
  DAPDistribution distribution{};
  const std::vector<DAPDim> dims = draw_grid(distribution.rank_offset);
  distribution.num_replica_dims = static_cast<int32_t>(draw(0, static_cast<int64_t>(dims.size())));
  distribution.ndim = static_cast<int32_t>(dims.size()) - distribution.num_replica_dims;
  distribution.dims = dims.data();
  distribution.points_per_rank = draw(1, 4);
  distribution.comm.size = static_cast<int32_t>(draw(1, 30));
  index_list table(static_cast<std::size_t>(draw(0, 1) * draw(1, 40)));
  for (int64_t &rank : table) rank = draw(-1, distribution.comm.size);
  distribution.num_ranks = static_cast<int64_t>(table.size());
  distribution.ranks = table.empty() ? nullptr : table.data();

  const auto points = oracle::all_points(dims);
  RC_ASSERT(num_points(distribution) == static_cast<int64_t>(points.size()));
  std::map<int64_t, std::vector<index_list>> held;
  for (const index_list &point : points) {
    const auto rank = oracle::rank_of(distribution, point);
    RC_ASSERT(rank_of(distribution, point) == rank);
    if (rank) held[*rank].push_back(point);
  }
  const auto owns = [&](const index_list &point) {
    for (std::size_t d = 0; d < dims.size(); ++d) {
      if (oracle::deal(dims[d])[static_cast<std::size_t>(point[d])].empty()) return false;
    }
    return true;
  };
  for (int64_t rank = -1; rank <= distribution.comm.size; ++rank) {
    const int64_t most = draw(0, 10);
    const auto &mine = held[rank];
    RC_ASSERT(points_of_rank(distribution, rank) == mine);
    RC_ASSERT(count_points_of_rank(distribution, rank, counted_points::all, most) ==
              std::min(most + 1, static_cast<int64_t>(mine.size())));
    RC_ASSERT(count_points_of_rank(distribution, rank, counted_points::owning, most) ==
              std::min(most + 1, static_cast<int64_t>(std::count_if(mine.begin(), mine.end(), owns))));
  }
}

}  // namespace
