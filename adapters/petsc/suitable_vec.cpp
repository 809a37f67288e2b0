// SPDX-License-Identifier: BSD-3-Clause
// Arrays that are divided as a Vec is: one range for each process, in the order of the ranks.
#include <mpi.h>

#include <cinttypes>
#include <vector>

#include "error.hpp"
#include "suitable.hpp"
#include "suitable_parts.hpp"

namespace dap::petsc {
namespace {

constexpr uint64_t vec_features =
    DAP_FEATURE_STRIDED | DAP_FEATURE_RANK_TABLE | DAP_FEATURE_UNKNOWN_BOUNDS | DAP_FEATURE_RENUMBERED;

void check_only_first_divided(const DAPArray &array) {
  const DAPDistribution &distribution = *array.distribution;
  if (distribution.ndim == 0) {
    fail(DAP_ERROR_UNSUPPORTED, {.rule = DAP_RULE_CONSUMER_LIMIT, .rank = rank_of(array), .expected = 1, .found = 0},
         "the array has no dimension, a Vec needs one or more");
  }
  for (int32_t d = 1; d < distribution.ndim; ++d) {
    const int64_t grid_size = distribution.dims[d].grid_size;
    if (grid_size == 1) continue;
    fail(DAP_ERROR_UNSUPPORTED,
         {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = d, .rank = rank_of(array), .expected = 1, .found = grid_size},
         "it is divided over %" PRId64 " coordinates, a Vec divides the first dimension only", grid_size);
  }
}

// Every range with elements lies on a higher rank than the one before. Decided from members that are alike everywhere.
void check_rank_order(const DAPArray &array) {
  const DAPDistribution &distribution = *array.distribution;
  const DAPDim &dim = distribution.dims[0];
  std::vector<int64_t> point(static_cast<size_t>(distribution.ndim), 0);
  int64_t previous = -1;
  for (int64_t c = 0; c < dim.grid_size; ++c) {
    int64_t start = 0;
    int64_t end = 0;
    int64_t rank = 0;
    DAPError error = {};
    require(dap_dim_owned_range(&dim, c, &start, &end, &error), error);
    if (start == end) continue;
    point[0] = c;
    require(dap_distribution_rank(&distribution, point.data(), &rank, &error), error);
    if (rank <= previous) {
      fail(DAP_ERROR_UNSUPPORTED,
           {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = 0, .rank = rank_of(array), .expected = previous + 1, .found = rank},
           "coordinate %" PRId64 " lies on rank %" PRId64 " after one on rank %" PRId64
           ", a Vec's ranges are in the order of the ranks",
           c, rank, previous);
    }
    previous = rank;
  }
}

[[noreturn]] void fail_range(const DAPArray &array, int64_t expected, int64_t found, const char *what) {
  fail(DAP_ERROR_UNSUPPORTED,
       {.rule = DAP_RULE_CONSUMER_LIMIT, .dim = 0, .rank = rank_of(array), .expected = expected, .found = found},
       "the range of this process %s at %" PRId64 ", a Vec's ranges follow each other and need %" PRId64, what, found,
       expected);
}

}  // namespace

bool has_unknown_bounds(const DAPArray &array) {
  return (array.distribution->dims[0].flags & DAP_DIM_UNKNOWN_BOUNDS) != 0;
}

vec_numbers numbers_for_vec(const DAPArray &array) {
  check_scalars(array);
  check_features(array, vec_features);
  check_only_first_divided(array);
  vec_numbers numbers;
  numbers.global = product_as_int(array, 0, "the array");
  const PetscInt block_size = product_as_int(array, 1, "a block of all dimensions but the first");
  numbers.block_size = block_size == 0 ? 1 : block_size;
  if (!has_unknown_bounds(array)) check_rank_order(array);
  numbers.data = check_memory(array);
  numbers.local = count_owned(array);
  return numbers;
}

void check_unknown_ranges(const DAPArray &array, MPI_Comm comm) {
  const DAPDistribution &distribution = *array.distribution;
  int rank = 0;
  int size = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  const bool has_part = distribution.num_parts > 0;
  const int64_t count = has_part ? distribution.local[0].num_owned : 0;
  int64_t before = 0;
  MPI_Exscan(&count, &before, 1, MPI_INT64_T, MPI_SUM, comm);
  if (rank == 0) before = 0;  // MPI leaves it undefined there
  if (count > 0 && distribution.local[0].start != before) {
    fail_range(array, before, distribution.local[0].start, "starts");
  }
  const int64_t end = before + count;
  if (rank == size - 1 && end != distribution.dims[0].size) fail_range(array, distribution.dims[0].size, end, "ends");
}

}  // namespace dap::petsc
