// SPDX-License-Identifier: BSD-3-Clause
// Slices: the dimension that results from taking some indices of one, over the same memory.
#include "model/slice.hpp"

#include <cstddef>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"

namespace dap::model {

namespace {

bool stays_as_it_is(const DAPDim &dim, const selection &taken) noexcept {
  return dim.kind == DAP_KIND_REPLICA || taken.is_everything(dim.size);
}

// From the first index on, and as many of each block.
bool keeps_fixed_blocks(const DAPDim &dim, const selection &taken) noexcept {
  return variant_of(dim) == block_variant::fixed && taken.first == 0 && !taken.is_reversed() &&
         dim.block_size % taken.step == 0;
}

void slice_blocks(const DAPDim &dim, const selection &taken, std::span<int64_t> bounds, DAPDim &sliced) noexcept {
  if (num_slice_bounds(dim, taken) == 0) {
    // Unknown bounds do not use it: there it may have been any number below 1 (spec 352).
    sliced.block_size = variant_of(dim) == block_variant::fixed ? dim.block_size / taken.step : 0;
    return;
  }
  sliced.flags &= ~DAP_DIM_BALANCED;
  sliced.block_size = 0;
  sliced.bounds = bounds.data();
  bounds[0] = 0;
  for (int64_t c = 0; c < dim.grid_size; ++c) {
    const int64_t source = taken.is_reversed() ? dim.grid_size - 1 - c : c;
    bounds[static_cast<std::size_t>(c) + 1] = taken.within(owned_range(dim, source)).stop;
  }
}

void slice_cyclic(const DAPDim &dim, const selection &taken, DAPDim &sliced) noexcept {
  if (taken.count == 0) return;
  const int64_t block = cyclic::block_of(dim, taken.first);
  const int64_t behind = taken.first - cyclic::block_range(dim, block).start;  // Indices before it in its block.
  const int64_t length = block == 0 ? dim.first_block : dim.block_size;
  const int64_t coordinate = cyclic::owner(dim, taken.first);
  sliced.first_block = taken.is_reversed() ? behind + 1 : length - behind;
  sliced.first_coordinate = taken.is_reversed() ? dim.grid_size - 1 - coordinate : coordinate;
}

void make_unstructured(DAPDim &sliced) noexcept {
  sliced.kind = DAP_KIND_UNSTRUCTURED;
  sliced.block_size = 0;
  sliced.first_coordinate = 0;
  sliced.first_block = 0;
  sliced.index_base = 0;
}

}  // namespace

int64_t num_slice_bounds(const DAPDim &dim, const selection &taken) noexcept {
  if (dim.kind != DAP_KIND_BLOCK || stays_as_it_is(dim, taken)) return 0;
  if (variant_of(dim) == block_variant::unknown || keeps_fixed_blocks(dim, taken)) return 0;
  return dim.grid_size + 1;
}

sliced_dim slice_dim(const DAPDim &dim, const selection &taken, std::span<int64_t> bounds) noexcept {
  sliced_dim made{dim, 0};
  if (stays_as_it_is(dim, taken)) return made;
  DAPDim &sliced = made.dim;
  sliced.size = taken.count;
  sliced.flags &= ~(DAP_DIM_PERIODIC | DAP_DIM_HALO | DAP_DIM_HALO_LIST);
  const int64_t low = taken.within({0, dim.boundary[0]}).count();
  const int64_t high = taken.within({dim.size - dim.boundary[1], dim.size}).count();
  sliced.boundary[0] = taken.is_reversed() ? high : low;
  sliced.boundary[1] = taken.is_reversed() ? low : high;
  if (taken.is_reversed() && dim.grid_size > 1) {
    made.rank_offset = (dim.grid_size - 1) * dim.rank_stride;
    sliced.rank_stride = -dim.rank_stride;
  }
  if (dim.kind == DAP_KIND_BLOCK) slice_blocks(dim, taken, bounds, sliced);
  if (dim.kind == DAP_KIND_CYCLIC && taken.is_contiguous()) slice_cyclic(dim, taken, sliced);
  if (dim.kind == DAP_KIND_CYCLIC && !taken.is_contiguous()) make_unstructured(sliced);
  if (dim.kind == DAP_KIND_UNSTRUCTURED) sliced.index_base = 0;
  return made;
}

}  // namespace dap::model
