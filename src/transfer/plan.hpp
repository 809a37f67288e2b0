// SPDX-License-Identifier: BSD-3-Clause
// What the parts of one rank give to the parts of others, and what they get, of two distributions of one index space.
//
// Each rank plans for itself, from what all know: the dimensions, the grids and the rank formulas of both. What had to
// be asked for beforehand (unknown bounds, listed indices, boxes) is part of what is known. No function communicates.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "transfer/half_plan.hpp"
#include "transfer/known.hpp"
#include "transfer/rank_map.hpp"

namespace dap::transfer {

// Both distributions, which are valid and divide the same indices. Axes are those of the source: target_dims[axis] is
// the target's dimension that lies along it.
struct pairing {
  const DAPDistribution &source;
  const DAPDistribution &target;
  std::span<const int32_t> target_dims;
  const known_division &known_source;
  const known_division &known_target;
  bool same_ranks;  // a rank of the one is the same process as that rank of the other
  // Of a source in the ranks of a parent: its own ranks, in whose order several owners stand. NULL: they are the same.
  const rank_map *source_ranks = nullptr;
};

// What this rank of the source gives: the replica that gives to a part is on the same rank if there is one there, else
// the parts take turns; of several owners of one element, the lowest (rank, part) gives (spec 852).
//
// Time and memory are proportional to the runs along each axis and to the pieces.
[[nodiscard]] half_plan plan_giving(const pairing &both);

// What this rank of the target gets: of all its parts, and every replica.
[[nodiscard]] half_plan plan_getting(const pairing &both);

}  // namespace dap::transfer
