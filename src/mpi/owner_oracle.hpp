// SPDX-License-Identifier: BSD-3-Clause
// For tests: who owns each element of a world, by looking at all that all ranks store.
#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "mpi/stored_world.hpp"

namespace dap::array::sample {

struct element_place {
  int64_t rank;
  int64_t part;
  std::vector<int64_t> positions;

  friend auto operator<=>(const element_place &, const element_place &) = default;
};

inline bool is_canonical(share &mine, size_t part) {
  for (size_t d = static_cast<size_t>(mine.distribution.ndim); d < mine.dims.size(); ++d) {
    if (mine.at(part, d).coordinate != 0) return false;
  }
  return true;
}

inline int64_t num_elements(const share &mine) {
  int64_t count = 1;
  for (size_t d = 0; d < static_cast<size_t>(mine.distribution.ndim); ++d) count *= mine.dims[d].size;
  return count;
}

// By the element's ordinal in C order; empty: nobody.
inline std::vector<std::optional<element_place>> owners_of(const world &all) {
  std::vector<std::optional<element_place>> owners(static_cast<size_t>(num_elements(*all[0])));
  for (const auto &mine : all) {
    const stored_array stored(*mine);
    for (const stored_element &each : stored.elements()) {
      if (each.halo_dims > 0 || !is_canonical(*mine, each.part)) continue;
      const element_place here{mine->distribution.comm.rank, static_cast<int64_t>(each.part), each.positions};
      std::optional<element_place> &lowest = owners[static_cast<size_t>(*each.ordinal)];
      if (!lowest || here < *lowest) lowest = here;
    }
  }
  return owners;
}

// The indices of an element, one after the other.
inline void append_index(const share &mine, int64_t ordinal, std::vector<int64_t> &indices) {
  const auto ndim = static_cast<size_t>(mine.distribution.ndim);
  indices.resize(indices.size() + ndim);
  for (size_t d = ndim; d-- > 0;) {
    indices[indices.size() - ndim + d] = ordinal % mine.dims[d].size;
    ordinal /= mine.dims[d].size;
  }
}

}  // namespace dap::array::sample
