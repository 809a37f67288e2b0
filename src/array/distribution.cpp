// SPDX-License-Identifier: BSD-3-Clause
// The C API of distributions: make, share, ask.
#include <dap/distribution.h>

#include <cinttypes>
#include <vector>

#include "array/boundary.hpp"
#include "array/distribution_block.hpp"
#include "array/features.hpp"
#include "array/validate.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"

namespace dap::array {
namespace {

constexpr int64_t most_regular_parts = int64_t{1} << 20;

// The dimensions of a description with the halo flags that the widths need.
std::vector<DAPDim> dims_with_halo(const DAPDistribution &description, const int64_t *halo) {
  const auto dims = model::dims_of(description);
  std::vector<DAPDim> flagged(dims.begin(), dims.end());
  for (int32_t d = 0; halo != nullptr && d < description.ndim; ++d) {
    if (halo[2 * d] != 0 || halo[2 * d + 1] != 0) flagged[static_cast<size_t>(d)].flags |= DAP_DIM_HALO;
  }
  return flagged;
}

// What the point at `coordinates` stores in every dimension.
void append_part(std::vector<DAPLocalDim> &local, const DAPDistribution &description, const int64_t *halo,
                 const std::vector<int64_t> &coordinates) {
  for (size_t d = 0; d < coordinates.size(); ++d) {
    const DAPDim &dim = description.dims[d];
    DAPLocalDim here{};
    here.coordinate = coordinates[d];
    if (dim.kind == DAP_KIND_BLOCK) {
      const model::range owned = model::owned_range(dim, coordinates[d]);
      here.start = owned.start;
      here.num_owned = owned.count();
      if (halo != nullptr) {
        here.halo[0] = halo[2 * d];
        here.halo[1] = halo[2 * d + 1];
      }
    }
    local.push_back(here);
  }
}

int32_t check_regular(const DAPDistribution &description, DAPError *error) {
  for (int32_t d = 0; d < description.ndim; ++d) {
    const DAPDim &dim = description.dims[d];
    if (dim.kind == DAP_KIND_BLOCK && model::bounds_known(dim)) continue;
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FLAT_COUNTS, d, description.comm.rank, DAP_KIND_BLOCK, dim.kind,
        "the dimension is of kind %" PRIu32
        "%s, expected a block with known bounds: give the local dimensions to dap_distribution_create",
        dim.kind, dim.kind == DAP_KIND_BLOCK ? " with unknown bounds" : "");
  }
  return DAP_OK;
}

// Every grid point of this rank becomes a part; nothing is allocated before it is known how many there are.
int32_t check_num_points(const DAPDistribution &description, DAPError *error) {
  const int32_t rank = description.comm.rank;
  const auto points = model::count_points_of_rank(description, rank, model::counted_points::all, most_regular_parts);
  if (points && *points <= most_regular_parts) return DAP_OK;
  const char *instead = "give the local dimensions to dap_distribution_create";
  if (!points) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 0, -1, rank, 0, 0,
                           "the grid points of this rank cannot be found, so irregular are the rank strides: %s",
                           instead);
  }
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 0, -1, rank, most_regular_parts, *points,
                         "this rank would have more than %" PRId64 " parts: %s", most_regular_parts, instead);
}

int32_t create(const DAPDistribution &description, const DAPDistribution **out, DAPError *error) {
  const int32_t status = validate_description(description, error);
  if (status != DAP_OK) return status;
  distribution_ref made = copy_to_block(description);
  made.block()->distribution.flags |= features_of_sharing(description);
  identify_anew(made.block()->distribution);
  *out = &made.detach()->distribution;
  return DAP_OK;
}

int32_t create_regular(DAPDistribution description, const int64_t *halo, const DAPDistribution **out, DAPError *error) {
  description.num_parts = 0;
  description.local = nullptr;
  description.flags = 0;
  int32_t status = validate_global(description, error);
  if (status == DAP_OK) status = check_regular(description, error);
  if (status == DAP_OK) status = check_num_points(description, error);
  if (status != DAP_OK) return status;
  const std::vector<DAPDim> dims = dims_with_halo(description, halo);
  description.dims = dims.data();
  std::vector<DAPLocalDim> local;
  for (const auto &point : model::points_of_rank(description, description.comm.rank)) {
    append_part(local, description, halo, point);
    ++description.num_parts;
  }
  description.local = local.data();
  return create(description, out, error);
}

// What makes asking safe: a block with known bounds over a grid.
int32_t check_asked(const DAPDim &dim, DAPError *error) {
  if (dim.kind != DAP_KIND_BLOCK || !model::bounds_known(dim)) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_BLOCK_VARIANT, -1, -1, DAP_KIND_BLOCK, dim.kind,
                           "the dimension is of kind %" PRIu32 ", expected a block with known bounds", dim.kind);
  }
  if (dim.grid_size >= 1) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_GRID_SIZE, -1, -1, 1, dim.grid_size,
                         "grid_size is %" PRId64 ", expected 1 or more", dim.grid_size);
}

}  // namespace
}  // namespace dap::array

int32_t dap_distribution_create(const DAPDistribution *description, const DAPDistribution **out, DAPError *error) {
  using namespace dap::array;
  if (description == nullptr || out == nullptr) return argument_is_null(error, out == nullptr ? "out" : "description");
  return guarded(error, [&] { return create(*description, out, error); });
}

int32_t dap_distribution_create_regular(const DAPDistribution *description, const int64_t *halo,
                                        const DAPDistribution **out, DAPError *error) {
  using namespace dap::array;
  if (description == nullptr || out == nullptr) return argument_is_null(error, out == nullptr ? "out" : "description");
  return guarded(error, [&] { return create_regular(*description, halo, out, error); });
}

int32_t dap_distribution_clone(const DAPDistribution *source, const DAPDistribution **out, DAPError *error) {
  using namespace dap::array;
  if (source == nullptr || out == nullptr) return argument_is_null(error, out == nullptr ? "out" : "source");
  return guarded(error, [&]() -> int32_t {
    distribution_ref ours = find_block(source);
    if (ours.block() == nullptr) {
      const int32_t status = validate_distribution(*source, error);
      if (status != DAP_OK) return status;
      ours = copy_to_block(*source);
    }
    *out = &ours.detach()->distribution;
    return DAP_OK;
  });
}

void dap_distribution_retain(const DAPDistribution *distribution) {
  static_cast<void>(dap::array::find_block(distribution).detach());  // what it counted is the caller's now
}

void dap_distribution_release(const DAPDistribution *distribution) {
  const dap::array::distribution_ref found = dap::array::find_block(distribution);
  if (found.block() != nullptr) dap::array::drop_reference(found.block());
}

int32_t dap_dim_owned_range(const DAPDim *dim, int64_t coordinate, int64_t *start, int64_t *end, DAPError *error) {
  using namespace dap::array;
  if (dim == nullptr || start == nullptr || end == nullptr) return argument_is_null(error, "dim, start or end");
  const int32_t status = check_asked(*dim, error);
  if (status != DAP_OK) return status;
  if (coordinate < 0 || coordinate >= dim->grid_size) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_COORDINATE, -1, -1, dim->grid_size, coordinate,
                           "the coordinate is %" PRId64 ", expected 0 to %" PRId64, coordinate, dim->grid_size - 1);
  }
  const dap::model::range owned = dap::model::owned_range(*dim, coordinate);
  *start = owned.start;
  *end = owned.stop;
  return DAP_OK;
}

int32_t dap_dim_owner(const DAPDim *dim, int64_t index, int64_t *coordinate, DAPError *error) {
  using namespace dap::array;
  if (dim == nullptr || coordinate == nullptr) return argument_is_null(error, "dim or coordinate");
  const int32_t status = check_asked(*dim, error);
  if (status != DAP_OK) return status;
  const auto owner = dap::model::owner(*dim, index);
  if (!owner) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_LIST_RANGE, -1, -1, dim->size, index,
                           "the index is %" PRId64 ", expected 0 to %" PRId64, index, dim->size - 1);
  }
  *coordinate = *owner;
  return DAP_OK;
}

int32_t dap_distribution_rank(const DAPDistribution *distribution, const int64_t *coordinates, int64_t *rank,
                              DAPError *error) {
  using namespace dap::array;
  if (distribution == nullptr || rank == nullptr) return argument_is_null(error, "distribution or rank");
  const auto dims = dap::model::dims_of(*distribution);
  if (coordinates == nullptr && !dims.empty()) return argument_is_null(error, "coordinates");
  for (size_t d = 0; d < dims.size(); ++d) {
    if (coordinates[d] >= 0 && coordinates[d] < dims[d].grid_size) continue;
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_COORDINATE, static_cast<int32_t>(d),
                           distribution->comm.rank, dims[d].grid_size, coordinates[d],
                           "the coordinate is %" PRId64 ", expected 0 to %" PRId64, coordinates[d],
                           dims[d].grid_size - 1);
  }
  if (distribution->points_per_rank < 1) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_POINTS_PER_RANK, -1, distribution->comm.rank, 1,
                           distribution->points_per_rank, "points_per_rank is %" PRId64 ", expected 1 or more",
                           distribution->points_per_rank);
  }
  const auto found = dap::model::rank_of(*distribution, {coordinates, dims.size()});
  if (!found) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RANK_FORMULA, -1, distribution->comm.rank,
                           distribution->comm.size, -1, "the rank formula leads outside the communicator");
  }
  *rank = *found;
  return DAP_OK;
}
