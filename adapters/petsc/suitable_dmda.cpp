// SPDX-License-Identifier: BSD-3-Clause
// Arrays that are divided as a DMDA is: a grid of processes, x fastest, one box for each.
#include <algorithm>
#include <cinttypes>

#include "error.hpp"
#include "suitable.hpp"
#include "suitable_parts.hpp"

namespace dap::petsc {
namespace {

constexpr uint64_t dmda_features = DAP_FEATURE_STRIDED | DAP_FEATURE_RANK_TABLE;

[[noreturn]] void fail_limit(const DAPArray &array, int32_t dim, int64_t expected, int64_t found, const char *what) {
  fail(DAP_ERROR_UNSUPPORTED,
       {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = dim, .rank = rank_of(array), .expected = expected, .found = found},
       "%s is %" PRId64 ", a DMDA needs %" PRId64, what, found, expected);
}

// Row-major, every rank of the communicator once. Decided from members that are alike everywhere.
void check_ranks(const DAPArray &array) {
  const DAPDistribution &distribution = *array.distribution;
  int64_t stride = 1;
  for (int32_t d = distribution.ndim; d-- > 0;) {
    const DAPDim &dim = distribution.dims[d];
    if (dim.grid_size > 1 && dim.rank_stride != stride) {
      fail_limit(array, d, stride, dim.rank_stride, "the rank stride");
    }
    stride *= dim.grid_size;  // fits: the distribution is valid
  }
  if (distribution.rank_offset != 0) fail_limit(array, -1, 0, distribution.rank_offset, "the rank offset");
  if (distribution.points_per_rank != 1) {
    fail_limit(array, -1, 1, distribution.points_per_rank, "the number of grid points per rank");
  }
  for (int64_t point = 0; point < std::min(stride, distribution.num_ranks); ++point) {
    if (distribution.ranks[point] != point) {
      fail_limit(array, -1, point, distribution.ranks[point], "the rank of a grid point");
    }
  }
  if (stride != distribution.comm.size) {
    fail_limit(array, -1, distribution.comm.size, stride, "the number of grid points");
  }
}

void add_dim(const DAPArray &array, int32_t d, PetscInt stencil_width, dmda_numbers &out) {
  const DAPDim &dim = array.distribution->dims[d];
  const auto axis = static_cast<size_t>(array.distribution->ndim - 1 - d);
  out.size[axis] = static_cast<PetscInt>(dim.size);
  out.processes[axis] = static_cast<PetscInt>(dim.grid_size);
  out.periodic[axis] = (dim.flags & DAP_DIM_PERIODIC) != 0;
  for (int64_t c = 0; c < dim.grid_size; ++c) {
    int64_t start = 0;
    int64_t end = 0;
    DAPError error = {};
    require(dap_dim_owned_range(&dim, c, &start, &end, &error), error);
    const int64_t least = std::max<int64_t>(1, stencil_width);
    if (end - start < least) {
      fail(DAP_ERROR_UNSUPPORTED,
           {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = d, .rank = rank_of(array), .expected = least, .found = end - start},
           "coordinate %" PRId64 " owns %" PRId64 " indices, a DMDA needs at least %" PRId64, c, end - start, least);
    }
    out.widths[axis].push_back(static_cast<PetscInt>(end - start));
  }
}

[[noreturn]] void fail_unlike(const DAPArray &array, int32_t dim, int64_t expected, int64_t found, const char *what) {
  fail(DAP_ERROR_UNSUPPORTED,
       {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = dim, .rank = rank_of(array), .expected = expected, .found = found},
       "%s is %" PRId64 ", that of the DMDA is %" PRId64, what, found, expected);
}

// Both ways: a stencil that reaches over an edge reads what the array says is not there, and one that stops at it
// leaves out what is. Other boundaries (ghosted, mirror, twist) are PETSc's own business, and not periodic in the sense
// of DAP.
void check_periodic(const DAPArray &array, int32_t d, bool expected) {
  const bool found = (array.distribution->dims[d].flags & DAP_DIM_PERIODIC) != 0;
  if (found == expected) return;
  fail(DAP_ERROR_UNSUPPORTED,
       {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = d, .rank = rank_of(array), .expected = expected, .found = found},
       "the array is %speriodic, the DMDA is %s", found ? "" : "not ", expected ? "periodic" : "not");
}

void check_dim(const DAPArray &array, int32_t d, const bounds_list &bounds, bool periodic) {
  const DAPDim &dim = array.distribution->dims[d];
  const auto grid_size = static_cast<int64_t>(bounds.size()) - 1;
  if (dim.size != bounds.back()) fail_unlike(array, d, bounds.back(), dim.size, "the size");
  if (dim.grid_size != grid_size) fail_unlike(array, d, grid_size, dim.grid_size, "the number of coordinates");
  check_periodic(array, d, periodic);
  for (int64_t c = 0; c < grid_size; ++c) {
    int64_t start = 0;
    int64_t end = 0;
    DAPError error = {};
    require(dap_dim_owned_range(&dim, c, &start, &end, &error), error);
    const int64_t expected = bounds[static_cast<size_t>(c) + 1];
    if (end == expected) continue;  // it starts where the one before ends
    fail(DAP_ERROR_UNSUPPORTED,
         {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = d, .rank = rank_of(array), .expected = expected, .found = end},
         "coordinate %" PRId64 " owns [%" PRId64 ", %" PRId64 "), in the DMDA [%" PRId64 ", %" PRId64 ")", c, start,
         end, bounds[static_cast<size_t>(c)], expected);
  }
}

}  // namespace

vec_numbers numbers_for_dmda(const DAPArray &array, PetscInt stencil_width, dmda_numbers &out) {
  check_scalars(array);
  check_features(array, dmda_features);
  out.ndim = array.distribution->ndim;
  if (out.ndim < 1 || out.ndim > 3) fail_limit(array, -1, out.ndim < 1 ? 1 : 3, out.ndim, "the number of dimensions");
  if (stencil_width < 0) {
    fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_ARGUMENT, .rank = rank_of(array), .found = stencil_width},
         "stencil_width is %" PRId64 ", expected 0 or more", int64_t{stencil_width});
  }
  vec_numbers numbers;
  numbers.global = product_as_int(array, 0, "the array");
  check_ranks(array);
  for (int32_t d = 0; d < out.ndim; ++d) add_dim(array, d, stencil_width, out);
  numbers.data = check_memory(array);
  numbers.local = count_owned(array);
  return numbers;
}

vec_numbers numbers_on_dmda(const DAPArray &array, const dmda_grid &grid) {
  check_scalars(array);
  check_features(array, dmda_features);
  const auto axes = static_cast<int32_t>(grid.ndim);
  const int32_t ndim = axes + (grid.dof > 1 ? 1 : 0);
  if (array.distribution->ndim != ndim) {
    fail_unlike(array, -1, ndim, array.distribution->ndim,
                grid.dof > 1 ? "the number of dimensions (degrees of freedom included)" : "the number of dimensions");
  }
  vec_numbers numbers;
  numbers.global = product_as_int(array, 0, "the array");
  numbers.block_size = grid.dof;
  for (int32_t d = 0; d < axes; ++d) {
    const auto axis = static_cast<size_t>(axes - 1 - d);
    check_dim(array, d, grid.bounds[axis], grid.boundary[axis] == DM_BOUNDARY_PERIODIC);
  }
  if (grid.dof > 1) check_dim(array, axes, {0, grid.dof}, false);
  check_ranks(array);
  numbers.data = check_memory(array);
  numbers.local = count_owned(array);
  return numbers;
}

}  // namespace dap::petsc
