// SPDX-License-Identifier: BSD-3-Clause
// This process's parts, but for what their lists contain: sections 7 (place and order), 8 and 9.
#include <algorithm>
#include <cinttypes>
#include <vector>

#include "array/local_place.hpp"
#include "array/validate.hpp"
#include "model/checked.hpp"
#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "model/local_dimension.hpp"

namespace dap::array {
namespace {

int32_t check_coordinate(const local_place &at, DAPError *error) {
  if (at.local.coordinate >= 0 && at.local.coordinate < at.dim.grid_size) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_COORDINATE, at.d, at.rank, at.dim.grid_size,
                         at.local.coordinate, "coordinate of part %" PRId64 " is %" PRId64 ", expected 0 to %" PRId64,
                         at.part, at.local.coordinate, at.dim.grid_size - 1);
}

int32_t owned_fails(const local_place &at, int64_t expected, int64_t found, const char *what, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_OWNED, at.d, at.rank, expected, found,
                         "%s of part %" PRId64 " is %" PRId64 ", but coordinate %" PRId64 " has %" PRId64, what,
                         at.part, found, at.local.coordinate, expected);
}

// Where only the part knows what it owns: it lies in the index space.
int32_t check_owned_inside(const local_place &at, DAPError *error) {
  const int64_t owned = at.local.num_owned;
  const bool counted = owned >= 0 && owned <= at.dim.size;
  // An empty range lies somewhere only if there is a halo around it.
  const bool nowhere = owned == 0 && at.local.halo[0] == 0 && at.local.halo[1] == 0;
  if (counted && (nowhere || (at.local.start >= 0 && at.local.start <= at.dim.size - owned))) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_OWNED, at.d, at.rank, at.dim.size,
                         counted ? at.local.start : owned,
                         "part %" PRId64 " owns %" PRId64 " from %" PRId64 ", outside the size %" PRId64, at.part,
                         owned, at.local.start, at.dim.size);
}

int32_t check_owned(const local_place &at, DAPError *error) {
  if (at.dim.kind == DAP_KIND_REPLICA) return DAP_OK;
  if (at.dim.kind == DAP_KIND_UNSTRUCTURED) {
    if (at.local.num_owned >= 0 && at.local.num_owned <= at.dim.size) return DAP_OK;
    return owned_fails(at, at.dim.size, at.local.num_owned, "num_owned", error);
  }
  if (at.dim.kind == DAP_KIND_BOX || !model::bounds_known(at.dim)) return check_owned_inside(at, error);
  const int64_t owned = model::num_owned(at.dim, at.local.coordinate);
  if (at.local.num_owned != owned) return owned_fails(at, owned, at.local.num_owned, "num_owned", error);
  // An empty coordinate's start only matters for the halo around it.
  if (owned == 0 && at.local.halo[0] == 0 && at.local.halo[1] == 0) return DAP_OK;
  const int64_t start = at.dim.kind == DAP_KIND_CYCLIC ? model::cyclic::index_at(at.dim, at.local.coordinate, 0)
                                                       : model::owned_range(at.dim, at.local.coordinate).start;
  return at.local.start == start ? DAP_OK : owned_fails(at, start, at.local.start, "start", error);
}

int32_t check_halo(const local_place &at, DAPError *error) {
  const int64_t *halo = at.local.halo;
  if (halo[0] < 0 || halo[1] < 0) {
    return dap_simple_fail(
        error, DAP_ERROR_INVALID, DAP_RULE_HALO_WIDTH, at.d, at.rank, 0, halo[0] < 0 ? halo[0] : halo[1],
        "halo of part %" PRId64 " is {%" PRId64 ", %" PRId64 "}, expected 0 or more", at.part, halo[0], halo[1]);
  }
  if (halo[0] == 0 && halo[1] == 0) return DAP_OK;
  if (at.dim.kind != DAP_KIND_BLOCK && at.dim.kind != DAP_KIND_BOX) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_HALO_KIND, at.d, at.rank, 0, std::max(halo[0], halo[1]),
                           "halo of part %" PRId64 " is {%" PRId64 ", %" PRId64
                           "}, expected none in a dimension of kind %" PRIu32,
                           at.part, halo[0], halo[1], at.dim.kind);
  }
  if ((at.dim.flags & DAP_DIM_HALO) != 0 && (at.dim.flags & DAP_DIM_HALO_LIST) == 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_HALO_FLAG, at.d, at.rank, 0, std::max(halo[0], halo[1]),
                         "halo of part %" PRId64 " is {%" PRId64 ", %" PRId64 "}, but the dimension is not flagged so",
                         at.part, halo[0], halo[1]);
}

int32_t check_list_length(const local_place &at, DAPError *error) {
  const bool listed_halo = at.dim.kind == DAP_KIND_BLOCK && (at.dim.flags & DAP_DIM_HALO_LIST) != 0;
  const bool unstructured = at.dim.kind == DAP_KIND_UNSTRUCTURED;
  const int64_t fewest = unstructured ? at.local.num_owned : 0;
  if (at.local.num_indices < fewest || (!unstructured && !listed_halo && at.local.num_indices != 0)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LIST_LENGTH, at.d, at.rank, fewest, at.local.num_indices,
                           "num_indices of part %" PRId64 " is %" PRId64 ", expected %s%" PRId64, at.part,
                           at.local.num_indices, unstructured || listed_halo ? "at least " : "", fewest);
  }
  if (unstructured && at.local.num_indices > fewest && (at.dim.flags & DAP_DIM_HALO) == 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_HALO_FLAG, at.d, at.rank, fewest, at.local.num_indices,
                           "part %" PRId64 " lists %" PRId64 " indices and owns %" PRId64
                           ", but the dimension is not flagged DAP_DIM_HALO",
                           at.part, at.local.num_indices, fewest);
  }
  return DAP_OK;
}

int32_t check_extent(const local_place &at, DAPError *error) {
  if (model::stored_extent(at.dim, at.local)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, at.d, at.rank, INT64_MAX, 0,
                         "the stored extent of part %" PRId64 " cannot be counted in 63 bits", at.part);
}

int32_t check_place(const DAPDistribution &distribution, const DAPLocalDim *row, int64_t part, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  if (!dims.empty() && dims.front().kind == DAP_KIND_BOX) return DAP_OK;  // boxes have no grid
  std::vector<int64_t> coordinates(dims.size());
  std::transform(row, row + dims.size(), coordinates.begin(),
                 [](const DAPLocalDim &local) { return local.coordinate; });
  const int64_t rank = model::rank_of(distribution, coordinates).value_or(-1);
  if (rank == distribution.comm.rank) return DAP_OK;
  return dap_simple_fail(
      error, DAP_ERROR_INVALID, DAP_RULE_PART_PLACE, -1, distribution.comm.rank, distribution.comm.rank, rank,
      "the coordinates of part %" PRId64 " belong to rank %" PRId64 ", expected this one", part, rank);
}

int32_t check_order(const DAPDistribution &distribution, const DAPLocalDim *row, int64_t part, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  if (part == 0 || (!dims.empty() && dims.front().kind == DAP_KIND_BOX)) return DAP_OK;
  const auto before = [](const DAPLocalDim &a, const DAPLocalDim &b) { return a.coordinate < b.coordinate; };
  const DAPLocalDim *previous = row - dims.size();
  if (std::lexicographical_compare(previous, row, row, row + dims.size(), before)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_PART_ORDER, -1, distribution.comm.rank, part - 1, part,
                         "part %" PRId64 " does not come after part %" PRId64 " in C order of the coordinates", part,
                         part - 1);
}

int32_t check_part(const DAPDistribution &distribution, int64_t part, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  const DAPLocalDim *row = distribution.local + part * static_cast<int64_t>(dims.size());
  for (size_t d = 0; d < dims.size(); ++d) {
    const local_place at{dims[d], row[d], part, static_cast<int32_t>(d), distribution.comm.rank};
    int32_t status = check_coordinate(at, error);
    if (status == DAP_OK) status = check_halo(at, error);
    if (status == DAP_OK) status = check_owned(at, error);
    if (status == DAP_OK) status = check_list_length(at, error);
    if (status == DAP_OK) status = check_extent(at, error);
    if (status != DAP_OK) return status;
  }
  const int32_t status = check_place(distribution, row, part, error);
  return status == DAP_OK ? check_order(distribution, row, part, error) : status;
}

// Each extent fits by now; their product, which counts what the part stores, may not.
int32_t check_stored(const DAPDistribution &distribution, const DAPLocalDim *row, int64_t part, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  std::vector<int64_t> extents(dims.size());
  std::transform(dims.begin(), dims.end(), row, extents.begin(), [](const DAPDim &dim, const DAPLocalDim &local) {
    return model::stored_extent(dim, local).value_or(0);
  });
  if (model::checked_product(extents)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, distribution.comm.rank, INT64_MAX, 0,
                         "the stored elements of part %" PRId64 " cannot be counted in 63 bits", part);
}

// Each part is a grid point of this rank, and none is there twice: counting tells whether one is missing.
int32_t check_complete(const DAPDistribution &distribution, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  if (!std::all_of(dims.begin(), dims.end(), model::bounds_known)) return DAP_OK;
  int64_t owning = 0;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim *row = distribution.local + part * static_cast<int64_t>(dims.size());
    const bool owns = std::all_of(row, row + distribution.ndim, [](const DAPLocalDim &at) { return at.num_owned > 0; });
    if (owns) ++owning;
  }
  const auto points =
      model::count_points_of_rank(distribution, distribution.comm.rank, model::counted_points::owning, owning);
  if (!points || *points <= owning) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_PART_MISSING, -1, distribution.comm.rank, *points, owning,
                         "%" PRId64
                         " parts own elements, expected one for each grid point of this rank that owns some"
                         ", of which there are %" PRId64 " or more",
                         owning, *points);
}

}  // namespace

int32_t validate_local(const DAPDistribution &distribution, DAPError *error) {
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const int32_t status = check_part(distribution, part, error);
    if (status != DAP_OK) return status;
  }
  return check_complete(distribution, error);
}

int32_t validate_stored(const DAPDistribution &distribution, DAPError *error) {
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const int32_t status = check_stored(distribution, distribution.local + part * num_dims, part, error);
    if (status != DAP_OK) return status;
  }
  return DAP_OK;
}

}  // namespace dap::array
