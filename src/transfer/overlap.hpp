// SPDX-License-Identifier: BSD-3-Clause
// What a part has in common with each coordinate of another division of the same dimension.
//
// A dimension is planned by itself: what two parts have in common is the product of what they have along each. The
// positions of a share come in ascending order of their indices, and so both sides of a message, each of which knows
// only its own positions, mean the same elements by the same place.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <span>
#include <vector>

#include "transfer/owners.hpp"
#include "transfer/runs.hpp"
#include "transfer/sorted_runs.hpp"

namespace dap::transfer {

// Owned by the part in one division and by a coordinate in the other.
struct share {
  int64_t coordinate;
  int64_t first;  // lowest index
  int64_t last;   // highest
  int64_t count;  // at least 1
  std::size_t first_group;
  std::size_t num_groups;
};

struct overlap {
  std::vector<share> shares;  // ascending coordinates
  run_list positions;

  [[nodiscard]] run_view positions_of(const share &of) const noexcept {
    return {std::span(positions.groups()).subspan(of.first_group, of.num_groups), positions.runs(), positions.listed()};
  }
};

// `local` is that of a part in `dim`, whose bounds need not be known; `theirs` divides as many indices.
//
// Time and memory are proportional to the shares where one side has ranges or the cycles of two cyclic dimensions fit
// together, to the runs of one common period or of the part otherwise, and to the runs of the part where it lists them.
[[nodiscard]] overlap overlap_of(const DAPDim &dim, const DAPLocalDim &local, const DAPDim &theirs);

// The same of listed indices that are in order: `own` are the part's runs, by ascending index.
[[nodiscard]] overlap overlap_of(const placed_runs &own, const DAPDim &theirs);

// The same where the other division's owners had to be asked for.
[[nodiscard]] overlap overlap_of(const placed_runs &own, const owner_map &theirs);

}  // namespace dap::transfer
