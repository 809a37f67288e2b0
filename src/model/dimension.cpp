// SPDX-License-Identifier: BSD-3-Clause
// One dimension of a distribution: which coordinate owns an index, and what a coordinate owns.
#include "model/dimension.hpp"

#include <algorithm>

#include "model/cyclic.hpp"

namespace dap::model {

namespace {

range balanced_range(const DAPDim &dim, int64_t coordinate) noexcept {
  const int64_t share = dim.size / dim.grid_size;
  const int64_t remainder = dim.size % dim.grid_size;
  const int64_t start = coordinate * share + std::min(coordinate, remainder);
  return {start, start + share + (coordinate < remainder ? 1 : 0)};
}

range fixed_range(const DAPDim &dim, int64_t coordinate) noexcept {
  // Dividing first: block_size · coordinate may not fit for coordinates behind the last element.
  const bool begins_inside = coordinate <= dim.size / dim.block_size;
  const int64_t start = begins_inside ? coordinate * dim.block_size : dim.size;
  return {start, start + std::min(dim.block_size, dim.size - start)};
}

int64_t balanced_owner(const DAPDim &dim, int64_t index) noexcept {
  const int64_t share = dim.size / dim.grid_size;
  const int64_t remainder = dim.size % dim.grid_size;
  if (remainder == 0) return index / share;  // also where share + 1 does not fit
  const int64_t end_of_larger = remainder * (share + 1);
  if (index < end_of_larger) return index / (share + 1);
  return remainder + (index - end_of_larger) / share;
}

std::optional<int64_t> block_owner(const DAPDim &dim, int64_t index) noexcept {
  switch (variant_of(dim)) {
    case block_variant::balanced:
      return balanced_owner(dim, index);
    case block_variant::irregular: {
      // The last coordinate that starts at or before the index; empty ones with the same start come before it.
      const int64_t *behind = std::upper_bound(dim.bounds, dim.bounds + dim.grid_size, index);
      return behind - dim.bounds - 1;
    }
    case block_variant::fixed: {
      const int64_t coordinate = index / dim.block_size;
      if (coordinate < dim.grid_size) return coordinate;
      return std::nullopt;
    }
    case block_variant::unknown:
      break;
  }
  return std::nullopt;
}

int64_t next_owning_cyclic(const DAPDim &dim, int64_t coordinate) noexcept {
  if (cyclic::turn_of(dim, coordinate) < cyclic::num_blocks(dim)) return coordinate;
  // Those behind it have later turns yet, until the first coordinate, whose turn comes first.
  return coordinate < dim.first_coordinate ? dim.first_coordinate : dim.grid_size;
}

}  // namespace

block_variant variant_of(const DAPDim &dim) noexcept {
  if ((dim.flags & DAP_DIM_BALANCED) != 0) return block_variant::balanced;
  if (dim.bounds != nullptr) return block_variant::irregular;
  if (dim.block_size >= 1) return block_variant::fixed;
  return block_variant::unknown;
}

bool bounds_known(const DAPDim &dim) noexcept {
  switch (dim.kind) {
    case DAP_KIND_BLOCK:
      return variant_of(dim) != block_variant::unknown;
    case DAP_KIND_CYCLIC:
    case DAP_KIND_REPLICA:
      return true;
    default:
      return false;
  }
}

range owned_range(const DAPDim &dim, int64_t coordinate) noexcept {
  switch (variant_of(dim)) {
    case block_variant::balanced:
      return balanced_range(dim, coordinate);
    case block_variant::irregular:
      return {dim.bounds[coordinate], dim.bounds[coordinate + 1]};
    case block_variant::fixed:
      return fixed_range(dim, coordinate);
    case block_variant::unknown:
      break;
  }
  return {dim.size, dim.size};
}

int64_t num_owned(const DAPDim &dim, int64_t coordinate) noexcept {
  if (dim.kind == DAP_KIND_BLOCK) return owned_range(dim, coordinate).count();
  if (dim.kind == DAP_KIND_CYCLIC) return cyclic::num_owned(dim, coordinate);
  return 0;
}

int64_t next_owning(const DAPDim &dim, int64_t coordinate) noexcept {
  if (dim.kind == DAP_KIND_REPLICA || coordinate >= dim.grid_size) return coordinate;
  if (dim.size < 1) return dim.grid_size;
  if (dim.kind == DAP_KIND_CYCLIC) return next_owning_cyclic(dim, coordinate);
  switch (variant_of(dim)) {
    case block_variant::balanced:
      return coordinate < dim.size ? coordinate : dim.grid_size;
    case block_variant::irregular: {
      // The coordinate before the first bound that is larger than this one's own.
      const int64_t *end = dim.bounds + dim.grid_size + 1;
      return std::upper_bound(dim.bounds + coordinate, end, dim.bounds[coordinate]) - dim.bounds - 1;
    }
    case block_variant::fixed:
      return coordinate <= (dim.size - 1) / dim.block_size ? coordinate : dim.grid_size;
    case block_variant::unknown:
      break;
  }
  return dim.grid_size;
}

std::optional<int64_t> owner(const DAPDim &dim, int64_t index) noexcept {
  if (index < 0 || index >= dim.size) return std::nullopt;
  if (dim.kind == DAP_KIND_BLOCK) return block_owner(dim, index);
  if (dim.kind == DAP_KIND_CYCLIC) return cyclic::owner(dim, index);
  return std::nullopt;
}

std::optional<int64_t> wrap(const DAPDim &dim, int64_t index) noexcept {
  if (index >= 0 && index < dim.size) return index;
  if ((dim.flags & DAP_DIM_PERIODIC) == 0 || dim.size < 1) return std::nullopt;
  const int64_t remainder = index % dim.size;
  return remainder < 0 ? remainder + dim.size : remainder;
}

}  // namespace dap::model
