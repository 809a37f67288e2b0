// SPDX-License-Identifier: BSD-3-Clause
// For tests: where the halo of a random array is owned, by plain loops over all that is stored.
#pragma once

#include <map>

#include "transfer/drawn_pairs.hpp"

namespace dap::transfer {

// What an oracle says of a stored position.
struct halo_oracle {
  const drawn_world &world;
  std::map<std::pair<index_list, int64_t>, int64_t *> owner;  // the lowest, by replica and element

  explicit halo_oracle(const drawn_world &of) : world(of) {
    for_each_stored(of, [&](const world_part &part, const index_list &at, int64_t &value, bool owned) {
      if (owned) owner.emplace(std::pair{replica_of(part), element_at(of, part, at)}, &value);  // parts come in order
    });
  }

  [[nodiscard]] index_list replica_of(const world_part &part) const {
    return world.is_boxes() ? index_list{} : index_list(part.point.begin() + world.ndim, part.point.end());
  }

  // Where a position's value is owned, if it is halo and wanted.
  [[nodiscard]] int64_t *owner_of(const world_part &part, const index_list &at, bool corners) const {
    int64_t outside = 0;
    for (size_t d = 0; d < at.size(); ++d) {
      outside += std::count(part.owned[d].begin(), part.owned[d].end(), at[d]) == 0 ? 1 : 0;
    }
    if (outside == 0 || (outside > 1 && !corners)) return nullptr;
    const int64_t element = element_at(world, part, at);
    const auto found = owner.find({replica_of(part), element});
    return element == exterior || found == owner.end() ? nullptr : found->second;
  }

  [[nodiscard]] bool overlaps() const {
    return std::any_of(world.dims.begin(), world.dims.end(),
                       [](const DAPDim &dim) { return (dim.flags & DAP_DIM_OVERLAPPING) != 0; });
  }
};

// Every element gets a value of its own.
inline std::map<const int64_t *, int64_t> write_values(const drawn_world &world) {
  std::map<const int64_t *, int64_t> written;
  int64_t next = 1;
  for_each_stored(world, [&](const world_part &, const index_list &, int64_t &value, bool) {
    value = next;
    written[&value] = next++;
  });
  return written;
}

}  // namespace dap::transfer
