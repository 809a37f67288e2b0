// SPDX-License-Identifier: BSD-3-Clause
// The owned elements of a part: which global indices they have, and where they lie.
//
// Works on what the public structures say, for a valid array, whatever the kinds of its dimensions.
#pragma once

#include <dap/dap.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dap::native {

// Owned indices that follow one another, and do so in storage: index, index + 1, … at position, position + 1, ….
struct owned_run {
  int64_t index;
  int64_t position;
  int64_t count;
  friend bool operator==(const owned_run &, const owned_run &) = default;
};

// One dimension of a walk: its runs in the order of storage, and the bytes from one position to the next.
struct walked_dimension {
  std::vector<owned_run> runs;
  int64_t stride;
};

// Runs of one dimension of one part. O(1) for blocks and boxes, else O(runs).
[[nodiscard]] std::vector<owned_run> owned_runs(const DAPDim &dim, const DAPLocalDim &local);

// Position of an index that the part owns, -1 if it does not. O(1), unstructured O(num_indices).
[[nodiscard]] int64_t owned_position(const DAPDim &dim, const DAPLocalDim &local, int64_t index) noexcept;

// Local dimensions of a part, those of the replica dimensions behind them.
[[nodiscard]] std::span<const DAPLocalDim> local_dims(const DAPDistribution &distribution, int64_t part) noexcept;

// Address of the element with a global index [ndim]; NULL if the part does not own it.
[[nodiscard]] std::byte *owned_element(const DAPArray &array, int64_t part, const int64_t *index) noexcept;

// Number of elements that a walk visits.
[[nodiscard]] int64_t num_elements(std::span<const walked_dimension> dims) noexcept;

// All owned elements of a part.
struct owned_elements {
  std::vector<walked_dimension> dims;
  std::byte *origin;  // of position 0 in every dimension; NULL if nothing is owned

  owned_elements(const DAPArray &array, int64_t part);
};

namespace detail {

template <typename Function>
void walk(std::span<const walked_dimension> dims, size_t d, std::byte *place, int64_t *index, Function &function) {
  const auto &[runs, stride] = dims[d];
  for (const auto &run : runs) {
    std::byte *element = place + run.position * stride;
    index[d] = run.index;
    if (d + 1 == dims.size()) {
      function(index, element, run.count, stride);
      continue;
    }
    for (int64_t k = 0; k < run.count; ++k) {
      index[d] = run.index + k;
      walk(dims, d + 1, element + k * stride, index, function);
    }
  }
}

}  // namespace detail

// Calls function(index, element, count, stride) for the runs along the last dimension, in C order of the positions:
// `index` [ndim] is that of the first element, which it may change in the last place; `stride` is in bytes.
template <typename Function>
void for_each_run(std::span<const walked_dimension> dims, std::byte *origin, Function &&function) {
  if (num_elements(dims) == 0) return;
  std::array<int64_t, 64> index{};  // no array has more dimensions
  if (dims.empty()) {
    function(index.data(), origin, int64_t{1}, int64_t{0});
  } else {
    detail::walk(dims, 0, origin, index.data(), function);
  }
}

}  // namespace dap::native
