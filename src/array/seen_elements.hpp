// SPDX-License-Identifier: BSD-3-Clause
// For tests: what an array over random elements is to show, by definition, and whether it does, position by position.
#pragma once

#include <cstring>
#include <set>

#include "array/world_memory.hpp"

namespace dap::array::sample {

// An array of elements of a drawn world: the index i along dimension d stands for dims[d].indices[i] of the world's.
struct seen_dim {
  index_list indices;
  int64_t weight;
};

struct seen_array {
  int64_t first = 0;  // what the dimensions that are gone add
  std::vector<seen_dim> dims;
  index_list replicas;  // coordinate of each of the world's replica dimensions, -1: all
};

inline seen_array all_of(const drawn_world &world) {
  seen_array seen;
  for (size_t d = 0; d < static_cast<size_t>(world.ndim); ++d) {
    seen.dims.push_back({index_list(static_cast<size_t>(world.dims[d].size)), natural_weight(world, d)});
    std::iota(seen.dims.back().indices.begin(), seen.dims.back().indices.end(), 0);
  }
  seen.replicas.assign(world.dims.size() - static_cast<size_t>(world.ndim), -1);
  return seen;
}

inline uintptr_t place_of(const void *address) {
  return reinterpret_cast<uintptr_t>(address);
}

using owner_table = std::map<int64_t, std::multiset<std::pair<int32_t, uintptr_t>>>;  // rank and address by element

// Who owns what of the replicas that are seen.
inline owner_table owners_of(const drawn_world &world, const seen_array &seen) {
  owner_table owners;
  for (size_t rank = 0; rank < world.ranks.size(); ++rank) {
    for (const world_part &part : world.ranks[rank].parts) {
      bool is_seen = true;
      for (size_t r = 0; r < seen.replicas.size(); ++r) {
        const int64_t coordinate = part.point[static_cast<size_t>(world.ndim) + r];
        is_seen = is_seen && (seen.replicas[r] < 0 || seen.replicas[r] == coordinate);
      }
      std::vector<int64_t> extents;
      for (const index_list &owned : part.owned) extents.push_back(static_cast<int64_t>(owned.size()));
      if (!is_seen) continue;
      for_each_position(extents, [&](index_list at) {
        const char *address = static_cast<const char *>(part.part.buffer.data) + part.part.buffer.byte_offset;
        for (size_t d = 0; d < at.size(); ++d) {
          at[d] = part.owned[d][static_cast<size_t>(at[d])];
          address += at[d] * part.strides[d] * 8;
        }
        owners[element_at(world, part, at)].emplace(static_cast<int32_t>(rank), place_of(address));
      });
    }
  }
  return owners;
}

inline stored_list indices_along(const DAPDim &dim, const DAPLocalDim &local) {
  stored_list stored;
  if (dim.kind == DAP_KIND_CYCLIC) {
    const index_list hand = model::oracle::deal(dim)[static_cast<size_t>(local.coordinate)];
    return {hand.begin(), hand.end()};
  }
  if (dim.kind != DAP_KIND_UNSTRUCTURED) {
    stored = model::oracle::walk(dim, local.start, local.halo[0], local.halo[0] + local.num_owned + local.halo[1]);
  }
  const auto *listed = static_cast<const int64_t *>(local.indices);
  for (int64_t i = 0; local.index_form == DAP_INDEX_INT64 && i < local.num_indices; ++i) {
    stored.emplace_back(listed[i] - dim.index_base);
  }
  for (int64_t run = 0; run < local.num_runs; ++run) {
    for (int64_t i = 0; i < listed[2 * run + 1]; ++i) stored.emplace_back(listed[2 * run] + i - dim.index_base);
  }
  return stored;
}

inline int64_t expected_element(const seen_array &seen, const std::vector<stored_list> &along, const index_list &at) {
  int64_t element = seen.first;
  for (size_t d = 0; d < at.size(); ++d) {
    const auto index = along[d][static_cast<size_t>(at[d])];
    if (!index) return exterior;
    RC_ASSERT(*index < static_cast<int64_t>(seen.dims[d].indices.size()));
    element += seen.dims[d].indices[static_cast<size_t>(*index)] * seen.dims[d].weight;
  }
  return element;
}

// Reads every stored position of a part by its strides, and notes those that are owned.
inline void read_part(const seen_array &seen, const DAPArray &array, int64_t part, owner_table &found,
                      std::set<uintptr_t> &stored) {
  const DAPDistribution &distribution = *array.distribution;
  const DAPLocalDim *row = distribution.local + part * (distribution.ndim + distribution.num_replica_dims);
  const DAPBuffer &buffer = array.parts[part].buffer;
  std::vector<stored_list> along;
  for (int32_t d = 0; d < distribution.ndim; ++d) along.push_back(indices_along(distribution.dims[d], row[d]));
  const std::vector<int64_t> shape(buffer.shape, buffer.shape + buffer.ndim);
  for (size_t d = 0; d < shape.size(); ++d) RC_ASSERT(shape[d] == static_cast<int64_t>(along[d].size()));
  for_each_position(shape, [&](const index_list &at) {
    const char *address = static_cast<const char *>(buffer.data) + buffer.byte_offset;
    bool owned = true;
    for (size_t d = 0; d < at.size(); ++d) {
      address += shape[d] > 1 ? at[d] * buffer.strides[d] * 8 : 0;
      owned = owned && at[d] >= row[d].halo[0] && at[d] < row[d].halo[0] + row[d].num_owned;
    }
    const int64_t element = expected_element(seen, along, at);
    int64_t value = 0;
    std::memcpy(&value, address, sizeof value);
    RC_ASSERT(value == element);
    stored.insert(place_of(address));
    if (owned) found[element].emplace(distribution.comm.rank, place_of(address));
  });
}

// No byte that a part may use belongs to an element which it does not show.
inline void check_capacity(const world_part &behind, const DAPArray &array, int64_t part,
                           const std::set<uintptr_t> &stored) {
  const DAPPart &view = array.parts[part];
  if (view.capacity == 0 || stored.empty()) return;
  RC_ASSERT(behind.part.capacity != 0U);
  const uintptr_t lowest = *stored.begin();
  RC_ASSERT(lowest + view.capacity <= place_of(behind.values.data() + behind.values.size()));
  for (const int64_t &value : behind.values) {
    const uintptr_t place = place_of(&value);
    if (value < exterior || place < lowest || place >= lowest + view.capacity) continue;
    RC_ASSERT(stored.count(place) == 1U);
  }
}

inline void read_rank(const drawn_world &world, const seen_array &seen, const DAPArray &array, owner_table &found) {
  DAPError error{};
  if (dap_distribution_validate(array.distribution, &error) != DAP_OK) RC_FAIL(std::string(error.message));
  if (dap_array_validate(&array, &error) != DAP_OK) RC_FAIL(std::string(error.message));
  RC_ASSERT(array.distribution->ndim == static_cast<int32_t>(seen.dims.size()));
  for (size_t d = 0; d < seen.dims.size(); ++d) {
    RC_ASSERT(array.distribution->dims[d].size == static_cast<int64_t>(seen.dims[d].indices.size()));
  }
  for (int64_t part = 0; part < array.distribution->num_parts; ++part) {
    std::set<uintptr_t> stored;
    read_part(seen, array, part, found, stored);
    for (const world_part &behind : world.ranks[static_cast<size_t>(array.distribution->comm.rank)].parts) {
      const uintptr_t begin = place_of(behind.values.data());
      const uintptr_t end = place_of(behind.values.data() + behind.values.size());
      if (!stored.empty() && *stored.begin() >= begin && *stored.begin() < end) {
        check_capacity(behind, array, part, stored);
      }
    }
  }
}

// All elements that are seen are found where they were, and no others; and what is global is alike.
inline void check_world(const drawn_world &world, const seen_array &seen, owner_table owners) {
  owner_table found;
  const DAPArray &first = world.ranks.front().array;
  for (const world_rank &mine : world.ranks) {
    read_rank(world, seen, mine.array, found);
    RC_ASSERT(mine.array.flags == first.flags);
    RC_ASSERT(mine.array.distribution->rank_offset == first.distribution->rank_offset);
    RC_ASSERT(mine.array.distribution->flags == first.distribution->flags);
  }
  std::vector<int64_t> sizes;
  for (const seen_dim &dim : seen.dims) sizes.push_back(static_cast<int64_t>(dim.indices.size()));
  owner_table expected;
  for_each_position(sizes, [&](const index_list &at) {
    int64_t element = seen.first;
    for (size_t d = 0; d < at.size(); ++d)
      element += seen.dims[d].indices[static_cast<size_t>(at[d])] * seen.dims[d].weight;
    if (owners.count(element) != 0) expected[element] = owners[element];
  });
  RC_ASSERT(found == expected);
}

}  // namespace dap::array::sample
