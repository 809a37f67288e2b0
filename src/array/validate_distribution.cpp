// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstring>

#include "array/boundary.hpp"
#include "array/features.hpp"
#include "array/validate.hpp"
#include "model/checked.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"

namespace dap::array {
namespace {

constexpr int32_t most_dims = 64;
constexpr int most_extensions = 1024;  // a longer chain is taken for a circle

int32_t check_version(const DAPDistribution &distribution, DAPError *error) {
  const int32_t rank = distribution.comm.rank;
  if (distribution.version.major != DAP_VERSION_MAJOR) {
    return dap_simple_fail(error, DAP_ERROR_VERSION, DAP_RULE_MAJOR_VERSION, -1, rank, DAP_VERSION_MAJOR,
                           distribution.version.major, "the distribution is of major version %" PRIu32 ", expected %d",
                           distribution.version.major, DAP_VERSION_MAJOR);
  }
  const uint64_t unknown = distribution.flags & DAP_MUST_UNDERSTAND & ~known_features;
  if (unknown != 0) {
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, rank, -1, dap_simple_lowest_bit(unknown),
        "the distribution has the feature bit %" PRId64 ", which is not known here", dap_simple_lowest_bit(unknown));
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

// The list of all boxes can be read and copied.
int32_t check_box_list(const DAPDistribution &distribution, DAPError *error) {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    if (link->type != DAP_EXTENSION_BOXES || link->nbytes < sizeof(DAPBoxes)) continue;
    DAPBoxes boxes{};
    std::memcpy(&boxes, link, sizeof boxes);
    const int64_t most =
        INT64_MAX / (16 * std::max<int64_t>(distribution.ndim, 1));  // 16 bytes of bounds per dimension
    const bool missing = boxes.num_boxes > 0 && (boxes.bounds == nullptr || boxes.ranks == nullptr);
    if (boxes.num_boxes >= 0 && boxes.num_boxes <= most && !missing) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_BOXES, -1, distribution.comm.rank, missing ? 1 : 0,
                           missing ? 0 : boxes.num_boxes, "num_boxes is %" PRId64 " and the lists are %sNULL",
                           boxes.num_boxes, missing ? "" : "not ");
  }
  return DAP_OK;
}

int32_t check_flags(const DAPDistribution &distribution, DAPError *error) {
  const uint64_t missing = features_of(distribution) & ~distribution.flags;
  if (missing == 0) return DAP_OK;
  return dap_simple_fail(
      error, DAP_ERROR_INVALID, DAP_RULE_FEATURE_MISSING, -1, distribution.comm.rank, dap_simple_lowest_bit(missing), 0,
      "the distribution uses the feature \"%s\" but does not flag it", dap_simple_feature_word(missing));
}

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

int32_t validate_extensions(const DAPExtension *chain, int32_t rank, DAPError *error) {
  int length = 0;
  for (const DAPExtension *link = chain; link != nullptr; link = link->next) {
    const bool known = (link->type == DAP_EXTENSION_BOXES && link->nbytes >= sizeof(DAPBoxes)) ||
                       (link->type == DAP_EXTENSION_NAME && link->nbytes >= sizeof(DAPName));
    const bool required = (link->flags & DAP_EXTENSION_REQUIRED) != 0;
    if ((!required || known) && ++length <= most_extensions) continue;
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, rank, 0, link->type,
        "an extension of type %" PRIu32 " %s", link->type,
        length > most_extensions ? "stands in a chain without an end" : "must be understood and is not known here");
  }
  return DAP_OK;
}

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

int32_t validate_global(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = check_version(distribution, error);
  if (status == DAP_OK) status = check_counts(distribution, error);
  if (status == DAP_OK) status = check_rank_table(distribution, error);
  for (int32_t d = 0; status == DAP_OK && d < distribution.ndim + distribution.num_replica_dims; ++d) {
    status = validate_dim(distribution, d, error);
  }
  if (status == DAP_OK) status = check_boxes(distribution, error);
  if (status == DAP_OK) status = check_sizes(distribution, error);
  if (status == DAP_OK) status = check_rank_formula(distribution, error);
  if (status == DAP_OK) status = validate_extensions(distribution.extensions, distribution.comm.rank, error);
  if (status == DAP_OK) status = check_box_list(distribution, error);
  return status;
}

int32_t validate_description(const DAPDistribution &distribution, DAPError *error) {
  const int32_t status = validate_global(distribution, error);
  return status == DAP_OK ? validate_local(distribution, error) : status;
}

int32_t validate_distribution(const DAPDistribution &distribution, DAPError *error) {
  int32_t status = validate_global(distribution, error);
  if (status == DAP_OK && (distribution.id_space == nullptr || distribution.id == 0)) {
    status = dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_IDENTITY, -1, distribution.comm.rank, 1, 0,
                             "the distribution has no identity: id_space is %sNULL and id %" PRIu64,
                             distribution.id_space == nullptr ? "" : "not ", distribution.id);
  }
  if (status == DAP_OK) status = check_flags(distribution, error);
  return status == DAP_OK ? validate_local(distribution, error) : status;
}

}  // namespace dap::array

int32_t dap_distribution_validate(const DAPDistribution *distribution, DAPError *error) {
  if (distribution == nullptr) return dap::array::argument_is_null(error, "distribution");
  return dap::array::guarded(error, [&] { return dap::array::validate_distribution(*distribution, error); });
}
