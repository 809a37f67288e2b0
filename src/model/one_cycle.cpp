// SPDX-License-Identifier: BSD-3-Clause
// Blocks read as cyclic, and cyclic dimensions as blocks, where every coordinate owns the same indices in both.
#include "model/one_cycle.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/owned.hpp"

namespace dap::model {

namespace {

struct cycle {
  int64_t block_size;
  int64_t first_coordinate;
  int64_t first_block;
};

std::optional<cycle> balanced_cycle(const DAPDim &dim) noexcept {
  const int64_t share = dim.size / dim.grid_size;
  const int64_t remainder = dim.size % dim.grid_size;
  // Larger blocks come first: only the last one may be smaller.
  const bool last_is_smaller = remainder == dim.grid_size - 1 || share == 0;
  if (remainder != 0 && !last_is_smaller) return std::nullopt;
  const int64_t block = std::max<int64_t>(share + (remainder != 0 ? 1 : 0), 1);
  return cycle{block, 0, block};
}

std::optional<cycle> irregular_cycle(const DAPDim &dim) noexcept {
  const auto length = [&dim](int64_t c) { return dim.bounds[c + 1] - dim.bounds[c]; };
  const int64_t first = next_owning(dim, 0);
  if (first == dim.grid_size) return cycle{1, 0, 1};
  int64_t last = dim.grid_size - 1;
  while (length(last) == 0) --last;
  const int64_t block = last - first > 1 ? length(first + 1) : std::max(length(first), length(last));
  if (length(first) > block || length(last) > block) return std::nullopt;
  for (int64_t c = first + 1; c < last; ++c) {
    if (length(c) != block) return std::nullopt;
  }
  return cycle{block, first, length(first)};
}

std::optional<cycle> cycle_of(const DAPDim &dim) noexcept {
  switch (variant_of(dim)) {
    case block_variant::balanced:
      return balanced_cycle(dim);
    case block_variant::irregular:
      return irregular_cycle(dim);
    case block_variant::fixed:
      return cycle{dim.block_size, 0, dim.block_size};
    case block_variant::unknown:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<DAPDim> as_cyclic(const DAPDim &dim) noexcept {
  if (dim.kind != DAP_KIND_BLOCK || may_have_halo(dim)) return std::nullopt;
  const auto cycle = cycle_of(dim);
  if (!cycle) return std::nullopt;
  DAPDim made = dim;
  made.kind = DAP_KIND_CYCLIC;
  made.flags &= ~(DAP_DIM_BALANCED | DAP_DIM_UNKNOWN_BOUNDS);
  made.bounds = nullptr;
  made.block_size = cycle->block_size;
  made.first_coordinate = cycle->first_coordinate;
  made.first_block = cycle->first_block;
  return made;
}

std::optional<int64_t> num_block_bounds(const DAPDim &dim) noexcept {
  if (dim.kind != DAP_KIND_CYCLIC) return std::nullopt;
  if (dim.grid_size == 1) return 0;  // A lone coordinate has all blocks, one behind the other.
  if (cyclic::num_blocks(dim) > dim.grid_size - dim.first_coordinate) return std::nullopt;
  if (dim.first_coordinate == 0 && dim.first_block == dim.block_size) return 0;
  if (dim.grid_size == std::numeric_limits<int64_t>::max()) return std::nullopt;
  return dim.grid_size + 1;
}

DAPDim as_blocks(const DAPDim &dim, std::span<int64_t> bounds) noexcept {
  DAPDim made = dim;
  made.kind = DAP_KIND_BLOCK;
  made.first_coordinate = 0;
  made.first_block = 0;
  if (dim.grid_size == 1) {
    made.flags |= DAP_DIM_BALANCED;
    made.block_size = 0;
  } else if (!bounds.empty()) {
    const int64_t blocks = cyclic::num_blocks(dim);
    for (int64_t c = 0; c <= dim.grid_size; ++c) {
      const int64_t dealt = std::min(c - dim.first_coordinate, blocks);  // Blocks before coordinate c.
      bounds[static_cast<std::size_t>(c)] = dealt <= 0 ? 0 : cyclic::block_range(dim, dealt - 1).stop;
    }
    made.block_size = 0;
    made.bounds = bounds.data();
  }
  return made;
}

}  // namespace dap::model
