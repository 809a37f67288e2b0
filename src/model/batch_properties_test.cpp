// SPDX-License-Identifier: BSD-3-Clause
// Random batches: they agree with plain division, with the functions of one index, and with an oracle that deals the
// indices out.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "model/batch.hpp"
#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/drawn_dims.hpp"
#include "model/oracle.hpp"
#include "model/reciprocal.hpp"

namespace {

using namespace dap::model;
using oracle::index_list;

constexpr int64_t largest = std::numeric_limits<int64_t>::max();

// Of any magnitude, as often small as large.
int64_t draw_magnitude(int64_t low, int64_t high) {
  const int64_t bits = draw(1, 63);
  const int64_t number = draw(0, largest) >> (63 - bits);
  return std::clamp(number, low, high);
}

RC_GTEST_PROP(Batches, ReciprocalsDivideAsTheProcessorDoes, ()) {
  const int64_t divisor = draw_magnitude(1, largest);
  const reciprocal by(divisor);
  for (int times = 0; times < 100; ++times) {
    const int64_t number = draw_magnitude(0, largest);
    const auto whole = by.divide(number);
    const auto halves = by.divide<product_of_halves>(number);
    RC_ASSERT(whole.quotient == number / divisor);
    RC_ASSERT(whole.remainder == number % divisor);
    RC_ASSERT(halves.quotient == number / divisor);
    RC_ASSERT(halves.remainder == number % divisor);
  }
}

// All at once, and a few at a time, so that whatever takes several indices in a stride leaves them to what takes one.
void locate_both_ways(const DAPDim &dim, const index_list &indices, index_list &owners, index_list &positions) {
  locate(dim, indices, owners, positions);
  index_list few_owners(indices.size());
  index_list few_positions(indices.size());
  for (std::size_t at = 0; at < indices.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, indices.size() - at);
    locate(dim, std::span(indices).subspan(at, count), std::span(few_owners).subspan(at, count),
           std::span(few_positions).subspan(at, count));
  }
  RC_ASSERT(few_owners == owners);
  RC_ASSERT(few_positions == positions);
}

// Valid for a size of any magnitude.
DAPDim draw_large_dim(index_list &bounds) {
  const int64_t size = draw_magnitude(1, largest);
  const int64_t grid_size = draw_magnitude(1, largest);
  switch (draw(0, 3)) {
    case 0:
      return sample::balanced(size, grid_size);
    case 1: {
      const int64_t least = size / grid_size + (size % grid_size == 0 ? 0 : 1);
      return sample::fixed_block(size, grid_size, draw_magnitude(least, largest));
    }
    case 2:
      bounds.assign(1, 0);
      for (int64_t c = draw(0, 70); c > 0; --c) bounds.push_back(draw(0, size));
      bounds.push_back(size);
      std::sort(bounds.begin(), bounds.end());
      return sample::irregular(bounds);
    default: {
      const int64_t block_size = draw_magnitude(1, largest);
      return sample::cyclic(size, grid_size, block_size, draw(0, grid_size - 1), draw(1, block_size));
    }
  }
}

RC_GTEST_PROP(Batches, LargeOnesAgreeWithTheFunctionsOfOneIndex, ()) {
  index_list bounds;
  const DAPDim dim = draw_large_dim(bounds);
  index_list indices(static_cast<std::size_t>(draw(0, 40)));
  for (int64_t &index : indices) index = draw(0, 1) == 0 ? draw_magnitude(0, dim.size - 1) : draw(0, dim.size - 1);

  index_list owners(indices.size());
  index_list positions(indices.size());
  locate_both_ways(dim, indices, owners, positions);

  for (std::size_t i = 0; i < indices.size(); ++i) {
    RC_ASSERT(owners[i] == *owner(dim, indices[i]));
    const int64_t position = dim.kind == DAP_KIND_CYCLIC ? cyclic::position_of(dim, indices[i])
                                                         : indices[i] - owned_range(dim, owners[i]).start;
    RC_ASSERT(positions[i] == position);
  }
}

RC_GTEST_PROP(Batches, SmallOnesAgreeWithADeal, ()) {
  index_list bounds;
  const DAPDim dim = draw_dim(bounds);
  RC_PRE(dim.kind != DAP_KIND_BLOCK || variant_of(dim) != block_variant::fixed ||
         dim.block_size * dim.grid_size >= dim.size);
  index_list expected_owners(static_cast<std::size_t>(dim.size) + 2, nobody);
  index_list expected_positions(expected_owners.size(), nobody);
  const auto hands = oracle::deal(dim);
  for (std::size_t c = 0; c < hands.size(); ++c) {
    for (std::size_t at = 0; at < hands[c].size(); ++at) {
      expected_owners[static_cast<std::size_t>(hands[c][at] + 1)] = static_cast<int64_t>(c);
      expected_positions[static_cast<std::size_t>(hands[c][at] + 1)] = static_cast<int64_t>(at);
    }
  }

  index_list indices;
  for (int64_t index = -1; index <= dim.size; ++index) indices.push_back(index);
  index_list owners(indices.size());
  index_list positions(indices.size());
  locate_both_ways(dim, indices, owners, positions);

  RC_ASSERT(owners == expected_owners);
  RC_ASSERT(positions == expected_positions);
}

}  // namespace
