// SPDX-License-Identifier: BSD-3-Clause
// Open dimensions: only the parts tell what a coordinate owns. Unstructured ones, and blocks with unknown bounds.
#pragma once

#include <dap/dap.h>

#include <algorithm>
#include <cstdint>

#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "world/assembly.hpp"

namespace dap::world {

[[nodiscard]] inline bool is_open(const DAPDim &dim) noexcept {
  return dim.kind != DAP_KIND_BOX && !model::bounds_known(dim);
}

[[nodiscard]] inline bool has_open(const DAPDistribution &distribution) noexcept {
  const auto dims = model::dims_of(distribution);
  return std::any_of(dims.begin(), dims.end(), is_open);
}

// Without any, no grid point needs a part, and nobody has to say who owns what: only nothing may be said twice.
[[nodiscard]] inline bool has_elements(const DAPDistribution &distribution) noexcept {
  const auto dims = model::dims_of(distribution).first(static_cast<size_t>(distribution.ndim));
  return std::all_of(dims.begin(), dims.end(), [](const DAPDim &dim) { return dim.size > 0; });
}

// Says to the homes of the indices, in equal ranges of an open dimension, which coordinate owns them: the dimension,
// first index, count and coordinate of each run that a part of this rank speaks for.
void claim_owned(resident &at, int64_t d, int32_t num_ranks);

// What a coordinate owns along an open dimension, as resident::kept has it at the coordinate's home.
struct owned_coordinate {
  int64_t dim;
  int64_t coordinate;
  int64_t num_owned;
  int64_t start;  // of a range that owns something
  int64_t rank;   // who spoke
};

inline void write_coordinate(words &text, const owned_coordinate &one) {
  text.insert(text.end(), {one.dim, one.coordinate, one.num_owned, one.start, one.rank});
}

// Calls function(owned_coordinate) for those at home, by ascending dimension and coordinate.
template <typename Function>
void for_each_coordinate(const words &kept, Function &&function) {
  for (size_t at = 0; at < kept.size(); at += 5) {
    function(owned_coordinate{kept[at], kept[at + 1], kept[at + 2], kept[at + 3], kept[at + 4]});
  }
}

}  // namespace dap::world
