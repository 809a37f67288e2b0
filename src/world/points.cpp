// SPDX-License-Identifier: BSD-3-Clause
// Grid points that own elements: there are as many parts as the numbers of owning coordinates, multiplied, say. Parts
// lie where they have to and none is there twice, as each rank has found for itself; so counting tells.
#include <algorithm>
#include <cinttypes>
#include <optional>

#include "model/checked.hpp"
#include "model/cyclic.hpp"
#include "world/check.hpp"
#include "world/open_dims.hpp"

namespace dap::world {
namespace {

// A dimension with more coordinates is not looked through for the one that is missing.
constexpr int64_t most_coordinates = int64_t{1} << 22;

int64_t num_owning(const DAPDim &dim) {
  if (dim.kind == DAP_KIND_REPLICA) return dim.grid_size;
  if (dim.size == 0) return 0;
  if (dim.kind == DAP_KIND_CYCLIC) return std::min(dim.grid_size, model::cyclic::num_blocks(dim));
  if (model::variant_of(dim) == model::block_variant::balanced) return std::min(dim.size, dim.grid_size);
  if (model::variant_of(dim) == model::block_variant::fixed) return (dim.size - 1) / dim.block_size + 1;
  int64_t owning = 0;
  for (int64_t c = 0; c < dim.grid_size; ++c) owning += dim.bounds[c] < dim.bounds[c + 1] ? 1 : 0;
  return owning;
}

int64_t count_owning_parts(const DAPDistribution &distribution) {
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  int64_t owning = 0;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim *row = distribution.local + part * num_dims;
    if (std::all_of(row, row + distribution.ndim, [](const DAPLocalDim &local) { return local.num_owned > 0; })) {
      ++owning;
    }
  }
  return owning;
}

// Parts that own something on this rank; then, for each open dimension, its owning coordinates that are at home here.
void count(resident &at) {
  at.counters = {};
  at.counters[0] = count_owning_parts(*at.distribution);
  for_each_coordinate(at.kept, [&at](const owned_coordinate &one) {
    if (one.num_owned > 0) ++at.counters[static_cast<size_t>(one.dim) + 1];
  });
}

// How many points own elements; empty if more than can be counted.
std::optional<int64_t> count_points(const resident &at) {
  std::vector<int64_t> factors;
  const auto dims = model::dims_of(*at.distribution);
  for (size_t d = 0; d < dims.size(); ++d) {
    factors.push_back(is_open(dims[d]) ? at.counters[d + 1] : num_owning(dims[d]));
  }
  return model::checked_product(factors);
}

// For the failing case, all get to know the coordinates that own something.
int32_t spread_coordinates(resident &at, int32_t num_ranks) {
  words owning;
  for_each_coordinate(at.kept, [&](const owned_coordinate &one) {
    const bool is_searched = at.distribution->dims[one.dim].grid_size <= most_coordinates;
    if (one.num_owned > 0 && is_searched) owning.insert(owning.end(), {one.dim, one.coordinate});
  });
  for (int32_t rank = 0; rank < num_ranks && !owning.empty(); ++rank) at.outbox[rank] = owning;
  return DAP_OK;
}

// Blocks of one index for each coordinate of an open dimension that owns something, so that the points can be counted
// as where all is known.
std::vector<int64_t> bounds_of(const resident &at, int64_t d) {
  std::vector<int64_t> bounds(static_cast<size_t>(at.distribution->dims[d].grid_size) + 1, 0);
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += 2) {
      if (text[place] == d) bounds[static_cast<size_t>(text[place + 1]) + 1] = 1;
    }
  }
  for (size_t c = 1; c < bounds.size(); ++c) bounds[c] += bounds[c - 1];
  return bounds;
}

int32_t tell_missing(const resident &at, int64_t points, int64_t parts, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_POINT_MISSING, -1, at.rank, points, parts,
                         "%" PRId64 " parts of rank %" PRId32
                         " own elements, expected one for each of its grid points that own some, of which there are "
                         "%" PRId64 " or more",
                         parts, at.rank, points);
}

int32_t find_missing(const resident &at, DAPError *error) {
  const auto known = model::dims_of(*at.distribution);
  std::vector<DAPDim> dims(known.begin(), known.end());
  std::vector<std::vector<int64_t>> bounds(dims.size());
  for (size_t d = 0; d < dims.size(); ++d) {
    if (!is_open(dims[d])) continue;
    if (dims[d].grid_size > most_coordinates) return DAP_OK;
    bounds[d] = bounds_of(at, static_cast<int64_t>(d));
    dims[d].kind = DAP_KIND_BLOCK;
    dims[d].flags = 0;
    dims[d].size = bounds[d].back();
    dims[d].bounds = bounds[d].data();
  }
  DAPDistribution closed = *at.distribution;
  closed.dims = dims.data();
  const int64_t parts = count_owning_parts(*at.distribution);
  const auto points = model::count_points_of_rank(closed, at.rank, model::counted_points::owning, parts);
  return !points || *points <= parts ? int32_t{DAP_OK} : tell_missing(at, *points, parts, error);
}

// Who lacks a part was not found: that one is missing is known.
int32_t tell_count(const resident &at, DAPError *error) {
  const int64_t points = count_points(at).value_or(INT64_MAX);
  if (at.counters[0] == points) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_POINT_MISSING, -1, -1, points, at.counters[0],
                         "%" PRId64 " parts of all ranks own elements, expected one for each of the %" PRId64
                         " grid points that own some",
                         at.counters[0], points);
}

}  // namespace

int32_t check_points(assembly &all, DAPError *error) {
  const int32_t num_ranks = all.size();
  all.each(count);
  int32_t status = all.sum(error);
  if (status != DAP_OK) return status;
  const int32_t counted = all.together([](resident &at, DAPError *own) { return tell_count(at, own); }, error);
  if (counted != DAP_ERROR_INVALID) return counted;
  DAPError searched = {};
  status = all.deliver([=](resident &at, DAPError *) { return spread_coordinates(at, num_ranks); }, &searched);
  if (status == DAP_OK) {
    status = all.together([](resident &at, DAPError *own) { return find_missing(at, own); }, &searched);
  }
  if (status == DAP_OK) return counted;
  if (error != nullptr) *error = searched;
  return status;
}

}  // namespace dap::world
