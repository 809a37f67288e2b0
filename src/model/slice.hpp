// SPDX-License-Identifier: BSD-3-Clause
// Slices: the dimension that results from taking some indices of one, and a part's share of it, over the same memory.
//
// All functions take valid structures, and a selection that select() made for the dimension's size. A slice of a slice
// is made by doing it twice. Taking everything forwards leaves all as it is; any other slice drops halos and PERIODIC
// (spec 855). A reversed one renumbers the coordinates, c to grid_size - 1 - c (spec 856). Replica dimensions have no
// indices to take: they stay as they are.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/selection.hpp"

namespace dap::model {

// How many bounds the sliced dimension has: grid_size + 1 if it is an irregular block, else 0. O(1).
[[nodiscard]] int64_t num_slice_bounds(const DAPDim &dim, const selection &taken) noexcept;

struct sliced_dim {
  DAPDim dim;
  int64_t rank_offset;  // To be added to the distribution's.
};

// The dimension that the selection makes:
//  - block: block; with its own block size if each block keeps that many indices, unknown bounds if it had such, and
//    else irregular, with its bounds written into `bounds` [num_slice_bounds], which it borrows.
//  - cyclic: cyclic if contiguous, in both directions; else unstructured.
//  - unstructured: unstructured; boxes: boxes. Lists of the new dimension count from 0.
//
// The boundary keeps those of its indices that are taken. O(1), or O(bounds), times O(log grid_size) at most.
[[nodiscard]] sliced_dim slice_dim(const DAPDim &dim, const selection &taken, std::span<int64_t> bounds) noexcept;

// The positions first, first + stride, … of the original part's storage along the dimension: one for each that the
// sliced part stores, in its order. Multiplies the stride of the memory.
struct storage_slice {
  int64_t first;
  int64_t stride;

  friend bool operator==(const storage_slice &, const storage_slice &) = default;
};

// A part's share of a slice. `local` borrows `list`, so that a sliced_part is moved, never copied.
struct sliced_part {
  DAPLocalDim local{};
  std::vector<int64_t> list;             // Empty unless the slice is unstructured.
  std::optional<storage_slice> storage;  // Empty if its positions have no constant distance: no view, only a copy.

  sliced_part() = default;
  sliced_part(sliced_part &&) = default;
  sliced_part &operator=(sliced_part &&) = default;
};

// What a part stores of the slice, in ascending order for blocks and cyclic dimensions, and in the order of storage,
// backwards if reversed, for unstructured ones.
//
// O(1) and without allocation for blocks, boxes and contiguous slices of cyclic dimensions; else O(owned indices), or
// O(owned runs), and `list` holds runs or 64-bit indices, whichever is shorter.
[[nodiscard]] sliced_part slice_part(const DAPDim &dim, const DAPLocalDim &local, const selection &taken);

}  // namespace dap::model
