// SPDX-License-Identifier: BSD-3-Clause
// The global members of one dimension (section 8).
#include <cinttypes>

#include "array/validate.hpp"

namespace dap::array {
namespace {

int32_t check_bounds(const DAPDim &dim, int32_t d, int32_t rank, DAPError *error) {
  for (int64_t c = 0; c <= dim.grid_size; ++c) {
    const int64_t lowest = c == 0 ? 0 : dim.bounds[c - 1];
    const int64_t highest = c == 0 ? 0 : dim.size;
    const bool last = c == dim.grid_size;
    if (dim.bounds[c] >= lowest && dim.bounds[c] <= highest && (!last || dim.bounds[c] == dim.size)) continue;
    const bool falls = !last && dim.bounds[c] < lowest;
    const int64_t expected = falls ? lowest : last ? dim.size : highest;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_BOUNDS, d, rank, expected, dim.bounds[c],
                           "bounds[%" PRId64 "] is %" PRId64 ", expected %s %" PRId64, c, dim.bounds[c],
                           last    ? "the size"
                           : falls ? "at least"
                                   : "at most",
                           expected);
  }
  return DAP_OK;
}

int32_t check_block(const DAPDim &dim, int32_t d, int32_t rank, DAPError *error) {
  if ((dim.flags & DAP_DIM_BALANCED) != 0) return DAP_OK;
  if (dim.bounds != nullptr) {
    if (dim.grid_size == INT64_MAX) {
      return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, d, rank, 0, dim.grid_size,
                             "bounds cannot have %" PRId64 " + 1 entries", dim.grid_size);
    }
    return check_bounds(dim, d, rank, error);
  }
  if (dim.block_size >= 1) {
    // size ≤ block_size · grid_size, asked without the product.
    const int64_t needed = dim.size / dim.block_size + (dim.size % dim.block_size != 0 ? 1 : 0);
    if (needed <= dim.grid_size) return DAP_OK;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_BLOCK_SIZE, d, rank, needed, dim.grid_size,
                           "blocks of %" PRId64 " need %" PRId64 " coordinates for size %" PRId64
                           ", but there are %" PRId64,
                           dim.block_size, needed, dim.size, dim.grid_size);
  }
  if ((dim.flags & DAP_DIM_UNKNOWN_BOUNDS) != 0) return DAP_OK;
  return dap_simple_fail(
      error, DAP_ERROR_INVALID, DAP_RULE_BLOCK_VARIANT, d, rank, 1, dim.block_size,
      "a block dimension is neither balanced nor has bounds or a block size, nor is flagged unknown");
}

int32_t check_cyclic(const DAPDim &dim, int32_t d, int32_t rank, DAPError *error) {
  const bool valid = dim.block_size >= 1 && dim.first_block >= 1 && dim.first_block <= dim.block_size &&
                     dim.first_coordinate >= 0 && dim.first_coordinate < dim.grid_size;
  if (valid) return DAP_OK;
  const bool no_block = dim.block_size < 1;
  const bool no_first = dim.first_block < 1 || dim.first_block > dim.block_size;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_CYCLIC, d, rank,
                         no_block   ? 1
                         : no_first ? dim.block_size
                                    : dim.grid_size - 1,
                         no_block   ? dim.block_size
                         : no_first ? dim.first_block
                                    : dim.first_coordinate,
                         "block_size is %" PRId64 ", first_block %" PRId64 ", first_coordinate %" PRId64 " of %" PRId64,
                         dim.block_size, dim.first_block, dim.first_coordinate, dim.grid_size);
}

int32_t check_boundary(const DAPDim &dim, int32_t d, int32_t rank, DAPError *error) {
  const int64_t low = dim.boundary[0];
  const int64_t high = dim.boundary[1];
  if (low >= 0 && high >= 0 && low <= dim.size && high <= dim.size - low) return DAP_OK;
  return dap_simple_fail(
      error, DAP_ERROR_INVALID, DAP_RULE_BOUNDARY, d, rank, dim.size, low < 0 || low > dim.size ? low : high,
      "boundary is {%" PRId64 ", %" PRId64 "}, expected widths of 0 or more within the size %" PRId64, low, high,
      dim.size);
}

}  // namespace

int32_t validate_dim(const DAPDistribution &distribution, int32_t d, DAPError *error) {
  const DAPDim &dim = distribution.dims[d];
  const int32_t rank = distribution.comm.rank;
  if (dim.kind < DAP_KIND_BLOCK || dim.kind > DAP_KIND_REPLICA) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_KIND_UNKNOWN, d, rank, DAP_KIND_REPLICA, dim.kind,
                           "the kind %" PRIu32 " is not known here", dim.kind);
  }
  if (dim.size < 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_SIZE, d, rank, 0, dim.size,
                           "size is %" PRId64 ", expected 0 or more", dim.size);
  }
  if (dim.grid_size < 1) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_GRID_SIZE, d, rank, 1, dim.grid_size,
                           "grid_size is %" PRId64 ", expected 1 or more", dim.grid_size);
  }
  if ((dim.kind == DAP_KIND_REPLICA) != (d >= distribution.ndim)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_REPLICA, d, rank, distribution.ndim, d,
                           "the kind is %s, but replica dimensions are those from %" PRId32 " on",
                           dim.kind == DAP_KIND_REPLICA ? "replica" : "not replica", distribution.ndim);
  }
  if ((dim.flags & DAP_DIM_PERIODIC) != 0 && dim.size < 1) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_PERIODIC_EMPTY, d, rank, 1, dim.size,
                           "the dimension is periodic and its size %" PRId64 ", expected 1 or more", dim.size);
  }
  const bool lists = (dim.flags & DAP_DIM_HALO_LIST) != 0;
  if (lists && (dim.kind != DAP_KIND_BLOCK || (dim.flags & DAP_DIM_HALO) != 0)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_HALO_FORM, d, rank, DAP_KIND_BLOCK, dim.kind,
                           "DAP_DIM_HALO_LIST is set in a dimension of kind %" PRIu32 "%s", dim.kind,
                           (dim.flags & DAP_DIM_HALO) != 0 ? " with DAP_DIM_HALO" : ", expected a block");
  }
  const uint32_t cover = dim.flags & (DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING);
  if (cover != 0 && dim.kind != DAP_KIND_UNSTRUCTURED && dim.kind != DAP_KIND_BOX) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_COVER, d, rank, DAP_KIND_UNSTRUCTURED, dim.kind,
                           "%s is set in a dimension of kind %" PRIu32 ", expected an unstructured one or boxes",
                           (cover & DAP_DIM_INCOMPLETE) != 0 ? "DAP_DIM_INCOMPLETE" : "DAP_DIM_OVERLAPPING", dim.kind);
  }
  const int32_t status = check_boundary(dim, d, rank, error);
  if (status != DAP_OK) return status;
  if (dim.kind == DAP_KIND_BLOCK) return check_block(dim, d, rank, error);
  if (dim.kind == DAP_KIND_CYCLIC) return check_cyclic(dim, d, rank, error);
  return DAP_OK;
}

}  // namespace dap::array
