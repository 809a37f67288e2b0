// SPDX-License-Identifier: BSD-3-Clause
// One dimension of one part: from positions in storage to indices and back.
//
// A position counts the stored extent, halo included, from 0. All functions take a valid pair of DAPDim and
// DAPLocalDim, but for stored_extent, which may be asked first.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>

#include "model/cyclic.hpp"
#include "model/indices.hpp"

namespace dap::model {

// Extent that is stored along the dimension; 1 in a replica dimension, which stores nothing along itself. Empty if it
// does not fit, or the kind is unknown.
[[nodiscard]] std::optional<int64_t> stored_extent(const DAPDim &dim, const DAPLocalDim &local) noexcept;

// Position of the first owned index; the others follow it without a gap.
[[nodiscard]] int64_t first_owned_position(const DAPDim &dim, const DAPLocalDim &local) noexcept;

// Index in [0, size) that is stored at a position, 0 … stored_extent-1; wrapped round in a periodic dimension. Empty
// for an exterior position. O(1); O(stored runs) where indices are listed as runs.
[[nodiscard]] std::optional<int64_t> global_index(const DAPDim &dim, const DAPLocalDim &local,
                                                  int64_t position) noexcept;

// Position of an index that the part owns; empty if it does not own it. O(1); O(num_indices) for unstructured.
[[nodiscard]] std::optional<int64_t> owned_position(const DAPDim &dim, const DAPLocalDim &local,
                                                    int64_t index) noexcept;

// Calls function(first index, first position, count) for each run of owned indices, in the order of storage.
template <typename Function>
void for_each_owned_run(const DAPDim &dim, const DAPLocalDim &local, Function &&function) {
  if (dim.kind == DAP_KIND_CYCLIC) {
    cyclic::for_each_run(dim, local.coordinate, function);
  } else if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    int64_t position = 0;
    listed_indices(local, dim.index_base).for_each_run(0, local.num_owned, [&](int64_t first, int64_t count) {
      function(first, position, count);
      position += count;
    });
  } else if (local.num_owned > 0 && dim.kind != DAP_KIND_REPLICA) {
    function(local.start, first_owned_position(dim, local), local.num_owned);
  }
}

}  // namespace dap::model
