// SPDX-License-Identifier: BSD-3-Clause
// For tests: random arrays over random grids, and each rank's memory of them, written by plain loops.
#pragma once

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "array/sample_arrays.hpp"
#include "model/oracle.hpp"

namespace dap::array::sample {

using model::oracle::index_list;

inline int64_t draw(int64_t low, int64_t high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<int64_t>(low, high + 1));
}

inline index_list draw_order(size_t count) {
  index_list order(count);
  std::iota(order.begin(), order.end(), 0);
  for (size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[static_cast<size_t>(draw(0, static_cast<int64_t>(i) - 1))]);
  return order;
}

// A dimension and what each coordinate owns of it, in the order of storage.
struct drawn_dim {
  DAPDim dim{};
  index_list bounds;
  std::vector<index_list> hands;
};

inline drawn_dim draw_dim(int64_t size) {
  drawn_dim drawn;
  const int64_t grid_size = draw(1, 3);
  const int64_t kind = draw(0, 4);
  drawn.dim = dap_dim_balanced(size, grid_size);
  if (kind == 1) drawn.dim = dap_dim_fixed_block(size, grid_size, size / grid_size + draw(1, 3));
  if (kind == 2) {
    drawn.bounds = {0, size};
    for (int64_t c = 1; c < grid_size; ++c) drawn.bounds.push_back(draw(0, size));
    std::sort(drawn.bounds.begin(), drawn.bounds.end());
    drawn.dim = dap_dim_irregular(drawn.bounds.data(), grid_size);
  }
  if (kind == 3) {
    drawn.dim.kind = DAP_KIND_CYCLIC;
    drawn.dim.flags = 0;
    drawn.dim.block_size = draw(1, 3);
    drawn.dim.first_block = draw(1, drawn.dim.block_size);
    drawn.dim.first_coordinate = draw(0, grid_size - 1);
  }
  drawn.hands = model::oracle::deal(drawn.dim);
  if (kind == 4) {
    drawn.dim = dap_dim_unstructured(size, grid_size, draw(0, 1));
    drawn.hands.assign(static_cast<size_t>(grid_size), {});
    for (const int64_t index : draw_order(static_cast<size_t>(size))) {
      drawn.hands[static_cast<size_t>(draw(0, grid_size - 1))].push_back(index);
    }
  }
  return drawn;
}

// How every rank lays its part out.
struct drawn_memory {
  index_list order;  // of the dimensions, innermost first
  std::vector<bool> reversed;
  int64_t step;             // between neighbours
  int64_t gap;              // elements left free after each run of the innermost dimension
  bool points_into_itself;  // `data` is the first stored element, wherever that lies
};

struct drawn_array {
  std::vector<drawn_dim> drawn;
  std::vector<DAPDim> dims;
  drawn_memory memory;
  index_list table;
  DAPDistribution description{};
  uint64_t flags = 0;
};

inline void draw_array(drawn_array &array) {
  const auto ndim = static_cast<size_t>(draw(0, 3));
  array.drawn.resize(ndim);
  for (drawn_dim &each : array.drawn) each = draw_dim(draw(0, 7));
  for (const drawn_dim &each : array.drawn) array.dims.push_back(each.dim);
  dap_dims_row_major(array.dims.data(), static_cast<int32_t>(ndim));
  int64_t points = 1;
  for (const DAPDim &dim : array.dims) points *= dim.grid_size;
  const int64_t size = points + draw(0, 2);
  array.description =
      dap_distribution_describe(array.dims.data(), static_cast<int32_t>(ndim), comm_of(0, static_cast<int32_t>(size)));
  if (draw(0, 2) == 0) {
    array.table = draw_order(static_cast<size_t>(size));
    array.description.num_ranks = size;
    array.description.ranks = array.table.data();
  }
  const bool plain = draw(0, 2) == 0;
  array.memory.order = draw_order(ndim);
  if (plain) std::sort(array.memory.order.rbegin(), array.memory.order.rend());
  for (size_t d = 0; d < ndim; ++d) array.memory.reversed.push_back(!plain && draw(0, 2) == 0);
  array.memory.step = plain ? 1 : draw(1, 2);
  array.memory.gap = plain ? 0 : std::max<int64_t>(0, draw(-3, 2));
  array.memory.points_into_itself = draw(0, 1) == 0;
  array.flags = plain ? 0 : DAP_FEATURE_STRIDED;
}

// One rank's share: its memory holds the natural index of each element, written by plain loops.
struct share {
  DAPDistribution description;
  std::vector<DAPLocalDim> local;
  std::vector<int64_t> listed;  // indices with their base, one list behind the other
  std::vector<int64_t> shape, strides, values;
  std::vector<std::pair<const int64_t *, int64_t>> elements;  // address and natural index, in the order of addresses
  DAPPart part{};
  distribution_ptr distribution;
  source_ptr source;
};

inline void lay_out(share &mine, const drawn_memory &memory) {
  int64_t stride = memory.step;
  int64_t first = 0;
  mine.strides.assign(mine.shape.size(), 0);
  for (const int64_t axis : memory.order) {
    const auto d = static_cast<size_t>(axis);
    mine.strides[d] = memory.reversed[d] ? -stride : stride;
    if (memory.reversed[d] && mine.shape[d] > 0) first += (mine.shape[d] - 1) * stride;
    stride *= std::max<int64_t>(mine.shape[d], 1);
    if (axis == memory.order.front()) stride += memory.gap * memory.step;
  }
  mine.values.assign(static_cast<size_t>(stride), -1);
  mine.part = part_of(mine.values.data(), mine.shape, mine.strides);
  mine.part.buffer.type_code = DAP_TYPE_INT;
  mine.part.buffer.byte_offset = static_cast<uint64_t>(first) * sizeof(int64_t);
  if (!memory.points_into_itself) return;
  mine.part.buffer.data = mine.values.data() + first;
  mine.part.buffer.byte_offset = 0;
}

inline void write_natural_indices(share &mine, const drawn_array &array, const index_list &point) {
  auto *const first = static_cast<int64_t *>(mine.part.buffer.data) + mine.part.buffer.byte_offset / sizeof(int64_t);
  const int64_t count = std::accumulate(mine.shape.begin(), mine.shape.end(), int64_t{1}, std::multiplies<>());
  for (int64_t i = 0; i < count; ++i) {
    int64_t rest = i;
    int64_t natural = 0;
    int64_t weight = 1;
    int64_t place = 0;
    for (size_t d = point.size(); d-- > 0;) {
      const int64_t position = rest % mine.shape[d];
      rest /= mine.shape[d];
      natural += weight * array.drawn[d].hands[static_cast<size_t>(point[d])][static_cast<size_t>(position)];
      weight *= array.dims[d].size;
      place += position * mine.strides[d];
    }
    first[place] = natural;
    mine.elements.emplace_back(first + place, natural);
  }
  std::sort(mine.elements.begin(), mine.elements.end());
}

inline void add_part(share &mine, const drawn_array &array, const index_list &point) {
  mine.listed.reserve(64);  // the lists stay where they are
  for (size_t d = 0; d < point.size(); ++d) {
    const index_list &hand = array.drawn[d].hands[static_cast<size_t>(point[d])];
    DAPLocalDim local{};
    local.coordinate = point[d];
    local.start = hand.empty() ? 0 : hand.front();
    local.num_owned = static_cast<int64_t>(hand.size());
    if (array.dims[d].kind == DAP_KIND_UNSTRUCTURED && !hand.empty()) {
      local.num_indices = local.num_owned;
      local.indices = mine.listed.data() + mine.listed.size();
      local.index_form = DAP_INDEX_INT64;
      for (const int64_t index : hand) mine.listed.push_back(index + array.dims[d].index_base);
    }
    mine.local.push_back(local);
    mine.shape.push_back(local.num_owned);
  }
  lay_out(mine, array.memory);
  write_natural_indices(mine, array, point);
  mine.description.num_parts = 1;
  mine.description.local = mine.local.data();
}

inline void make_share(share &mine, const drawn_array &array, int32_t rank) {
  mine.description = array.description;
  mine.description.comm.rank = rank;
  for (const index_list &point : model::oracle::all_points(array.dims)) {
    if (model::oracle::rank_of(array.description, point) == rank) add_part(mine, array, point);
  }
  if (mine.elements.empty() && mine.description.num_parts == 1 && draw(0, 1) == 0) {
    mine.description.num_parts = 0;
    mine.description.local = nullptr;
  }
  const DAPDistribution *made = nullptr;
  DAPError error{};
  RC_ASSERT(dap_distribution_create(&mine.description, &made, &error) == DAP_OK);
  mine.distribution.reset(made);
  const DAPSourceDescription description{"drawn", {DAP_TYPE_INT, 64, 1}, array.flags, made, &mine.part, nullptr, {},
                                         nullptr};
  DAPSource *source = nullptr;
  RC_ASSERT(dap_source_create(&description, &source, &error) == DAP_OK);
  mine.source.reset(source);
}

}  // namespace dap::array::sample
