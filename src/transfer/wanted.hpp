// SPDX-License-Identifier: BSD-3-Clause
// Which stored positions of the target a plan is to fill.
#pragma once

#include <cstddef>
#include <vector>

#include "transfer/stored_runs.hpp"

namespace dap::transfer {

// Of the target: what it owns; what is halo along exactly one dimension, and owned along the others; all that is halo
// along some; all that it stores. But for `owned`, only the target knows what it wants: halos are local knowledge.
enum class wanted { owned, faces, halo, stored };

[[nodiscard]] constexpr bool is_told(wanted what) noexcept {
  return what != wanted::owned;
}

// A portion along each axis.
using product = std::vector<portion>;

// Disjoint, and together what is wanted.
[[nodiscard]] inline std::vector<product> products_of(wanted what, std::size_t ndim) {
  if (what == wanted::owned) return {product(ndim, portion::owned)};
  if (what == wanted::stored) return {product(ndim, portion::stored)};
  std::vector<product> all;
  for (std::size_t axis = 0; axis < ndim; ++axis) {
    product one(ndim, portion::owned);
    one[axis] = portion::halo;
    for (std::size_t behind = axis + 1; what == wanted::halo && behind < ndim; ++behind) one[behind] = portion::stored;
    all.push_back(one);
  }
  return all;
}

}  // namespace dap::transfer
