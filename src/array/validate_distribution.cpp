// SPDX-License-Identifier: BSD-3-Clause
// A distribution as a whole: versions, counts, the grid (section 7), and in which order all is checked (rule 1650).
#include <algorithm>
#include <array>
#include <cinttypes>

#include "array/boundary.hpp"
#include "array/features.hpp"
#include "array/validate.hpp"
#include "model/checked.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"

namespace dap::array {
namespace {

constexpr int32_t most_dims = 64;
constexpr uint64_t features_of_arrays = DAP_FEATURE_STRIDED | DAP_FEATURE_DEVICE;

int32_t check_version(const DAPDistribution &distribution, DAPError *error) {
  // Where its rank is in another major version nobody here knows.
  if (distribution.version.major != DAP_VERSION_MAJOR) {
    return dap_simple_fail(error, DAP_ERROR_VERSION, DAP_RULE_MAJOR_VERSION, -1, -1, DAP_VERSION_MAJOR,
                           distribution.version.major, "the distribution is of major version %" PRIu32 ", expected %d",
                           distribution.version.major, DAP_VERSION_MAJOR);
  }
  const int32_t rank = distribution.comm.rank;
  const uint64_t unknown = distribution.flags & DAP_MUST_UNDERSTAND & ~known_features;
  if (unknown != 0) {
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, rank, -1, dap_simple_lowest_bit(unknown),
        "the distribution has the feature bit %" PRId64 ", which is not known here", dap_simple_lowest_bit(unknown));
  }
  const uint64_t misplaced = distribution.flags & features_of_arrays;
  if (misplaced != 0) {
    return dap_simple_fail(
        error, DAP_ERROR_INVALID, DAP_RULE_FEATURE_MISSING, -1, rank, 0, dap_simple_lowest_bit(misplaced),
        "the distribution flags the feature \"%s\", which only arrays have", dap_simple_feature_word(misplaced));
  }
  return DAP_OK;
}

int32_t check_counts(const DAPDistribution &distribution, DAPError *error) {
  const int32_t rank = distribution.comm.rank;
  const int32_t ndim = distribution.ndim;
  const int32_t replicas = distribution.num_replica_dims;
  if (ndim < 0 || replicas < 0 || ndim > most_dims || replicas > most_dims - ndim) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_NDIM, -1, rank, most_dims, ndim,
                           "ndim is %" PRId32 " and num_replica_dims %" PRId32 ", expected 0 or more and %" PRId32
                           " at most together",
                           ndim, replicas, most_dims);
  }
  if (distribution.dims == nullptr && ndim + replicas > 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_DIMS_NULL, -1, rank, ndim + replicas, 0,
                           "dims is NULL, expected %" PRId32 " entries", ndim + replicas);
  }
  const DAPComm &comm = distribution.comm;
  if (comm.size < 1 || comm.rank < 0 || comm.rank >= comm.size) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_COMM_RANK, -1, rank, comm.size, comm.rank,
                           "comm.rank is %" PRId32 " and comm.size %" PRId32, comm.rank, comm.size);
  }
  return DAP_OK;
}

int32_t check_rank_table(const DAPDistribution &distribution, DAPError *error) {
  const int32_t rank = distribution.comm.rank;
  if (distribution.points_per_rank < 1) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_POINTS_PER_RANK, -1, rank, 1,
                           distribution.points_per_rank, "points_per_rank is %" PRId64 ", expected 1 or more",
                           distribution.points_per_rank);
  }
  if (distribution.num_ranks < 0 || (distribution.num_ranks == 0) != (distribution.ranks == nullptr)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RANK_TABLE, -1, rank, 0, distribution.num_ranks,
                           "num_ranks is %" PRId64 " and ranks is %sNULL", distribution.num_ranks,
                           distribution.ranks == nullptr ? "" : "not ");
  }
  for (int64_t i = 0; i < distribution.num_ranks; ++i) {
    const int64_t entry = distribution.ranks[i];
    if (entry >= 0 && entry < distribution.comm.size) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RANK_TABLE, -1, rank, distribution.comm.size, entry,
                           "ranks[%" PRId64 "] is %" PRId64 ", expected 0 to %" PRId32, i, entry,
                           distribution.comm.size - 1);
  }
  return DAP_OK;
}

int32_t check_num_parts(const DAPDistribution &distribution, DAPError *error) {
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  const int64_t parts = distribution.num_parts;
  const bool counted = parts >= 0 && model::checked_multiply(parts, std::max<int64_t>(num_dims, 1)).has_value();
  if (counted && (distribution.local != nullptr || parts == 0 || num_dims == 0)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_PARTS_NULL, -1, distribution.comm.rank, 0, parts,
                         "num_parts is %" PRId64 " and local is %sNULL", parts,
                         distribution.local == nullptr ? "" : "not ");
}

int32_t check_identity(const DAPDistribution &distribution, DAPError *error) {
  if (distribution.id_space != nullptr && distribution.id != 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_IDENTITY, -1, distribution.comm.rank, 1, 0,
                         "the distribution has no identity: id_space is %sNULL and id %" PRIu64,
                         distribution.id_space == nullptr ? "" : "not ", distribution.id);
}

int32_t check_sizes(const DAPDistribution &distribution, DAPError *error) {
  bool fits = model::num_points(distribution).has_value();
  std::array<int64_t, most_dims> extents{};
  std::transform(distribution.dims, distribution.dims + distribution.ndim, extents.begin(),
                 [](const DAPDim &dim) { return dim.size; });
  fits = fits && model::checked_product({extents.data(), static_cast<size_t>(distribution.ndim)}).has_value();
  if (fits) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, distribution.comm.rank, INT64_MAX, 0,
                         "the grid points or the elements cannot be counted in 63 bits");
}

int32_t check_rank_formula(const DAPDistribution &distribution, DAPError *error) {
  const int64_t slots = distribution.ranks == nullptr ? distribution.comm.size : distribution.num_ranks;
  const auto numbers = model::point_numbers(distribution);
  const bool fits = numbers && numbers->lowest >= 0 && numbers->highest / distribution.points_per_rank < slots;
  if (fits) return DAP_OK;
  const int64_t found = numbers ? (numbers->lowest < 0 ? numbers->lowest : numbers->highest) : 0;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RANK_FORMULA, -1, distribution.comm.rank, slots, found,
                         "the rank formula leads to point %" PRId64 " with %" PRId64
                         " per rank, expected ranks 0 to %" PRId64,
                         found, distribution.points_per_rank, slots - 1);
}

int32_t check_boxes(const DAPDistribution &distribution, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  const auto is_box = [](const DAPDim &dim) { return dim.kind == DAP_KIND_BOX; };
  if (std::none_of(dims.begin(), dims.end(), is_box)) return DAP_OK;
  const bool lawful =
      std::all_of(dims.begin(), dims.end(), [&](const DAPDim &dim) { return is_box(dim) && dim.grid_size == 1; });
  if (lawful) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_BOXES, -1, distribution.comm.rank, 1, 0,
                         "some dimensions are boxes: expected all of them, with grid_size 1 and no replicas");
}

int32_t check_flags(const DAPDistribution &distribution, DAPError *error) {
  const uint64_t missing = features_of(distribution) & ~distribution.flags;
  if (missing == 0) return DAP_OK;
  return dap_simple_fail(
      error, DAP_ERROR_INVALID, DAP_RULE_FEATURE_MISSING, -1, distribution.comm.rank, dap_simple_lowest_bit(missing), 0,
      "the distribution uses the feature \"%s\" but does not flag it", dap_simple_feature_word(missing));
}

// What remains when the global members are valid.
int32_t validate_share(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = validate_local(distribution, error);
  if (status == DAP_OK) status = validate_stored(distribution, error);
  return status == DAP_OK ? validate_lists(distribution, error) : status;
}

}  // namespace

int32_t validate_counts(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = check_version(distribution, error);
  if (status == DAP_OK) status = validate_extensions(distribution.extensions, distribution.comm.rank, error);
  if (status == DAP_OK) status = check_counts(distribution, error);
  if (status == DAP_OK) status = check_rank_table(distribution, error);
  return status == DAP_OK ? check_num_parts(distribution, error) : status;
}

int32_t validate_grid(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = DAP_OK;
  for (int32_t d = 0; status == DAP_OK && d < distribution.ndim + distribution.num_replica_dims; ++d) {
    status = validate_dim(distribution, d, error);
  }
  if (status == DAP_OK) status = check_boxes(distribution, error);
  if (status == DAP_OK) status = check_sizes(distribution, error);
  return status == DAP_OK ? check_rank_formula(distribution, error) : status;
}

int32_t validate_identity(const DAPDistribution &distribution, DAPError *error) {
  const int32_t status = check_identity(distribution, error);
  return status == DAP_OK ? check_flags(distribution, error) : status;
}

int32_t validate_global(const DAPDistribution &distribution, DAPError *error) {
  const int32_t status = validate_counts(distribution, error);
  return status == DAP_OK ? validate_grid(distribution, error) : status;
}

int32_t validate_description(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = validate_counts(distribution, error);
  if (status == DAP_OK) status = validate_grid(distribution, error);
  return status == DAP_OK ? validate_share(distribution, error) : status;
}

int32_t validate_distribution(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = validate_counts(distribution, error);
  if (status == DAP_OK) status = validate_grid(distribution, error);
  if (status == DAP_OK) status = validate_identity(distribution, error);
  return status == DAP_OK ? validate_share(distribution, error) : status;
}

}  // namespace dap::array

int32_t dap_distribution_validate(const DAPDistribution *distribution, DAPError *error) {
  if (distribution == nullptr) return dap::array::argument_is_null(error, "distribution");
  return dap::array::guarded(error, [&] { return dap::array::validate_distribution(*distribution, error); });
}
