// SPDX-License-Identifier: BSD-3-Clause
// One dimension of a distribution: which coordinate owns an index, and what a coordinate owns.
//
// All functions take a valid DAPDim, are local and cost O(1), but for owner() of irregular blocks: O(log grid_size).
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>

namespace dap::model {

// The indices start … stop-1.
struct range {
  int64_t start;
  int64_t stop;

  [[nodiscard]] int64_t count() const noexcept { return stop - start; }
  friend bool operator==(const range &, const range &) = default;
};

// How a block dimension says where its ranges begin.
enum class block_variant { balanced, irregular, fixed, unknown };

[[nodiscard]] block_variant variant_of(const DAPDim &dim) noexcept;

// Whether the dimension alone tells what each coordinate owns: cyclic and replica dimensions, and blocks but for those
// with unknown bounds.
[[nodiscard]] bool bounds_known(const DAPDim &dim) noexcept;

// Range that a coordinate of a block dimension with known bounds owns. An empty one may start at `size`, not beyond.
[[nodiscard]] range owned_range(const DAPDim &dim, int64_t coordinate) noexcept;

// Number of indices that a coordinate owns in a dimension with known bounds; 0 in a replica dimension.
[[nodiscard]] int64_t num_owned(const DAPDim &dim, int64_t coordinate) noexcept;

// First coordinate from `coordinate` (0 … grid_size) on that owns an index; grid_size if there is none. Of a dimension
// with known bounds; every coordinate of a replica dimension counts. O(log grid_size) for irregular blocks.
[[nodiscard]] int64_t next_owning(const DAPDim &dim, int64_t coordinate) noexcept;

// Coordinate that owns an index; never one that owns nothing. Empty if the index lies outside [0, size), if nobody owns
// it, or if the dimension alone does not tell.
[[nodiscard]] std::optional<int64_t> owner(const DAPDim &dim, int64_t index) noexcept;

// The index in [0, size) that a possibly outlying index means: itself, modulo size in a periodic dimension, or none
// (exterior).
[[nodiscard]] std::optional<int64_t> wrap(const DAPDim &dim, int64_t index) noexcept;

}  // namespace dap::model
