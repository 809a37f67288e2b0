// SPDX-License-Identifier: BSD-3-Clause
// For tests: random pairs of arrays, each element of which holds its natural index, so that what arrives tells where it
// comes from; and who may give it, by plain loops.
#pragma once

#include <map>

#include "array/world_memory.hpp"

namespace dap::transfer {

using namespace array::sample;

constexpr int64_t untouched = -7;

inline std::vector<int32_t> draw_target_dims(const drawn_world &source) {
  std::vector<int32_t> dims;
  for (const int64_t d : draw_order(static_cast<size_t>(source.ndim))) dims.push_back(static_cast<int32_t>(d));
  return dims;
}

// Of a target whose dimension target_dims[axis] lies along an axis of the source.
inline index_list turned_shape(const drawn_world &source, const std::vector<int32_t> &target_dims) {
  index_list shape(target_dims.size());
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    shape[static_cast<size_t>(target_dims[axis])] = source.dims[axis].size;
  }
  return shape;
}

// Calls visit(part, positions, value, whether it is owned) for all that a rank stores.
template <typename Visit>
void for_each_stored(const world_rank &mine, Visit &&visit) {
  for (const world_part &part : mine.parts) {
    for_each_position(part.shape, [&](const index_list &at) {
      int64_t place = static_cast<const int64_t *>(part.part.buffer.data) - part.values.data();
      place += static_cast<int64_t>(part.part.buffer.byte_offset / sizeof(int64_t));
      bool owned = true;
      for (size_t d = 0; d < at.size(); ++d) {
        place += at[d] * part.strides[d];
        owned = owned && std::count(part.owned[d].begin(), part.owned[d].end(), at[d]) > 0;
      }
      visit(part, at, const_cast<int64_t &>(part.values[static_cast<size_t>(place)]), owned);
    });
  }
}

// The same of all ranks.
template <typename Visit>
void for_each_stored(const drawn_world &world, Visit &&visit) {
  for (const world_rank &mine : world.ranks) for_each_stored(mine, visit);
}

// The source's natural index of a target's element.
inline int64_t expected_value(const drawn_world &source, const std::vector<int32_t> &target_dims,
                              const world_part &part, const index_list &at) {
  int64_t element = 0;
  for (size_t axis = 0; axis < at.size(); ++axis) {
    const auto d = static_cast<size_t>(target_dims[axis]);
    element += *part.stored[d][static_cast<size_t>(at[d])] * natural_weight(source, axis);
  }
  return element;
}

// Which parts may give an element: the lowest owner of the canonical replica (spec 852), or another replica of it.
class givers {
 public:
  // Numbers the parts, and writes element and number into each element that is owned.
  explicit givers(const drawn_world &source) {
    int64_t number = 0;
    for (const world_rank &mine : source.ranks) {
      for (const world_part &part : mine.parts) numbers_[&part] = number++;
    }
    for_each_stored(source, [&](const world_part &part, const index_list &, int64_t &value, bool owned) {
      if (!owned) return;
      add(source, part, value);
      value = value * most_parts + numbers_[&part];
    });
  }

  [[nodiscard]] bool has(int64_t element) const { return lowest_.count(element) != 0; }
  [[nodiscard]] bool may_give(int64_t element, int64_t value) const {
    if (value / most_parts != element) return false;
    const auto &replicas = replicas_.at(lowest_.at(element));
    return std::find(replicas.begin(), replicas.end(), value % most_parts) != replicas.end();
  }

 private:
  static constexpr int64_t most_parts = 1000;

  void add(const drawn_world &source, const world_part &part, int64_t element) {
    const int64_t number = numbers_[&part];
    index_list base(part.point.begin(), part.point.begin() + source.ndim);
    index_list replica(part.point.begin() + source.ndim, part.point.end());
    if (source.is_boxes()) base = {number};
    if (std::count(replica.begin(), replica.end(), 0) == static_cast<std::ptrdiff_t>(replica.size())) {
      if (lowest_.count(element) == 0 || number < least_[element]) {
        least_[element] = number;
        lowest_[element] = base;
      }
    }
    index_list &all = replicas_[base];
    if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(number);
  }

  std::map<const world_part *, int64_t> numbers_;
  std::map<int64_t, int64_t> least_;
  std::map<int64_t, index_list> lowest_;
  std::map<index_list, index_list> replicas_;  // numbers by the point without replicas
};

}  // namespace dap::transfer
