// SPDX-License-Identifier: BSD-3-Clause
// For tests: memory for random arrays on all ranks, sources around it, and where each element lies.
#pragma once

#include <map>
#include <memory>

#include "array/drawn_worlds.hpp"

namespace dap::array::sample {

// Calls visit(positions) for all positions within the extents, in C order.
template <typename Visit>
void for_each_position(const std::vector<int64_t> &extents, Visit &&visit) {
  index_list at(extents.size(), 0);
  for (const int64_t extent : extents) {
    if (extent == 0) return;
  }
  for (bool more = true; more;) {
    visit(at);
    more = false;
    for (size_t d = at.size(); d-- > 0 && !more;) {
      more = ++at[d] < extents[d];
      if (!more) at[d] = 0;
    }
  }
}

inline int64_t natural_weight(const drawn_world &world, size_t d) {
  int64_t weight = 1;
  for (size_t later = d + 1; later < static_cast<size_t>(world.ndim); ++later) weight *= world.dims[later].size;
  return weight;
}

// The element at a stored position, -1 if that is exterior in some dimension.
inline int64_t element_at(const drawn_world &world, const world_part &part, const index_list &at) {
  int64_t element = 0;
  for (size_t d = 0; d < at.size(); ++d) {
    const auto index = part.stored[d][static_cast<size_t>(at[d])];
    if (!index) return exterior;
    element += *index * natural_weight(world, d);
  }
  return element;
}

inline void lay_out(const drawn_world &world, world_part &part) {
  const auto ndim = static_cast<size_t>(world.ndim);
  index_list order(ndim);  // innermost first
  std::iota(order.rbegin(), order.rend(), 0);
  if (!world.plain) order = draw_order(ndim);
  int64_t stride = world.plain ? 1 : draw(1, 2);
  int64_t first = 0;
  part.strides.assign(ndim, 0);
  for (const stored_list &stored : part.stored) part.shape.push_back(static_cast<int64_t>(stored.size()));
  for (const int64_t axis : order) {
    const auto d = static_cast<size_t>(axis);
    const bool reversed = !world.plain && draw(0, 2) == 0;
    part.strides[d] = reversed ? -stride : stride;
    if (reversed && part.shape[d] > 0) first += (part.shape[d] - 1) * stride;
    stride = stride * std::max<int64_t>(part.shape[d], 1) + (world.plain ? 0 : draw(0, 1));
  }
  part.values.assign(static_cast<size_t>(stride), exterior - 1);
  part.part = part_of(part.values.data(), part.shape, part.strides);
  part.part.buffer.type_code = DAP_TYPE_INT;
  const bool empty = std::find(part.shape.begin(), part.shape.end(), 0) != part.shape.end();
  if (coin()) {
    part.part.buffer.data = part.values.data() + first;
  } else {
    part.part.buffer.byte_offset = static_cast<uint64_t>(first) * sizeof(int64_t);
  }
  if (empty) {  // nobody may count with these
    part.part.buffer.data = nullptr;
    std::fill(part.strides.begin(), part.strides.end(), INT64_MIN);
  } else if (coin()) {
    part.part.capacity = part.values.size() * sizeof(int64_t);
  }
  for_each_position(part.shape, [&](const index_list &at) {
    int64_t place = first;
    for (size_t d = 0; d < ndim; ++d) place += at[d] * part.strides[d];
    part.values[static_cast<size_t>(place)] = element_at(world, part, at);
  });
}

inline bool owns_nothing(const world_part &part) {
  return std::any_of(part.owned.begin(), part.owned.end(), [](const index_list &owned) { return owned.empty(); });
}

inline void make_source(const drawn_world &world, world_rank &mine, int32_t rank) {
  if (!world.is_boxes() && coin()) {
    const auto gone = std::remove_if(mine.parts.begin(), mine.parts.end(), owns_nothing);
    mine.parts.erase(gone, mine.parts.end());
  }
  for (world_part &part : mine.parts) {
    lay_out(world, part);
    mine.rows.insert(mine.rows.end(), part.row.begin(), part.row.end());
    mine.buffers.push_back(part.part);
  }
  mine.description = world.description;
  mine.description.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  mine.description.ndim = world.ndim;
  mine.description.num_replica_dims = static_cast<int32_t>(world.dims.size()) - world.ndim;
  mine.description.dims = world.dims.data();
  mine.description.comm.rank = rank;
  mine.description.num_parts = static_cast<int64_t>(mine.parts.size());
  mine.description.local = mine.rows.data();
  mine.description.flags = world.is_boxes() ? DAP_FEATURE_PARTS : 0;
  DAPError error{};
  const DAPDistribution *made = nullptr;
  const int32_t status = dap_distribution_create(&mine.description, &made, &error);
  if (status != DAP_OK) RC_FAIL(std::string(error.message));
  mine.distribution.reset(made);
  const uint64_t flags = DAP_ARRAY_WRITABLE | (world.plain ? 0 : DAP_FEATURE_STRIDED);
  const DAPSourceDescription description{"world", {DAP_TYPE_INT, 64, 1}, flags, made, mine.buffers.data(), nullptr, {},
                                         nullptr};
  DAPSource *source = nullptr;
  if (dap_source_create(&description, &source, &error) != DAP_OK) RC_FAIL(std::string(error.message));
  mine.source.reset(source);
  export_to(mine.source, mine.array);
}

inline index_list draw_sizes(int64_t fewest, int64_t most, int64_t smallest, int64_t largest) {
  index_list sizes(static_cast<size_t>(draw(fewest, most)));
  for (int64_t &size : sizes) size = draw(smallest, largest);
  return sizes;
}

// On the heap: parts, and what is held of them, point into it. `shape`: of the array. `num_ranks`: 0: any number.
inline std::unique_ptr<drawn_world> draw_world(const index_list *shape = nullptr, int64_t num_ranks = 0) {
  auto world = std::make_unique<drawn_world>();
  const bool can_be_boxes = shape == nullptr || (!shape->empty() && shape->size() < 3);
  if (can_be_boxes && draw(0, 4) == 0) {
    draw_box_world(*world, shape != nullptr ? *shape : draw_sizes(1, 2, 1, 6), num_ranks);
  } else {
    draw_grid_world(*world, shape != nullptr ? *shape : draw_sizes(0, 3, 0, 7), num_ranks);
  }
  world->plain = coin();
  int32_t rank = 0;
  for (world_rank &mine : world->ranks) make_source(*world, mine, rank++);
  return world;
}

}  // namespace dap::array::sample
