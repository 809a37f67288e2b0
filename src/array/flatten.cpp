// SPDX-License-Identifier: BSD-3-Clause
// An N-d array as a 1-d one over the same memory (spec 15).
#include "array/flatten.hpp"

#include <dap/array.h>

#include <algorithm>
#include <cinttypes>
#include <vector>

#include "array/boundary.hpp"
#include "array/distribution_block.hpp"
#include "array/flat_memory.hpp"
#include "array/layout.hpp"
#include "array/validate.hpp"
#include "model/checked.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "model/indices.hpp"
#include "model/local_dimension.hpp"

namespace dap::array {
namespace {

// The single dimension of a flat distribution, and what this process has of it, until they are copied into a block.
struct flat_description {
  DAPDim dim{};
  DAPLocalDim local{};
  std::vector<int64_t> bounds;
  std::vector<int64_t> indices;  // runs, or a list
  DAPDistribution distribution{};
};

// The product fits: of the sizes, and so of what a coordinate owns of them. A zero comes before any large factor.
template <typename Factor>
int64_t product_over(const DAPDistribution &distribution, Factor &&factor) {
  std::vector<int64_t> factors;
  for (int32_t d = 0; d < distribution.ndim; ++d) factors.push_back(factor(d));
  return model::checked_product(factors).value_or(0);
}

int32_t check_flattens(const DAPDistribution &distribution, DAPError *error) {
  const int32_t rank = distribution.comm.rank;
  const uint64_t features = distribution.flags;
  if ((features & (DAP_FEATURE_PARTS | DAP_FEATURE_REPLICAS)) != 0 || distribution.num_parts > 1) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FLAT_PARTS, -1, rank, 1, distribution.num_parts,
                           "only arrays with one part per process and no replicas are flattened; the array has \"%s\"",
                           (features & DAP_FEATURE_REPLICAS) != 0 ? "replicas" : "parts");
  }
  if ((features & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST)) != 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FLAT_HALO, -1, rank, 0, 1,
                           "only arrays without a halo are flattened");
  }
  if ((features & DAP_FEATURE_BOXES) != 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_KIND_UNKNOWN, 0, rank, DAP_KIND_BLOCK, DAP_KIND_BOX,
                           "boxes are not flattened");
  }
  return DAP_OK;
}

void begin(flat_description &flat, const DAPDistribution &source) {
  flat.dim.size = product_over(source, [&](int32_t d) { return source.dims[d].size; });
  flat.dim.grid_size = source.comm.size;
  flat.dim.rank_stride = 1;
  flat.local.coordinate = source.comm.rank;
  flat.distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  flat.distribution.ndim = 1;
  flat.distribution.points_per_rank = 1;
  flat.distribution.comm = source.comm;
  flat.distribution.num_parts = source.num_parts;
}

int32_t several_points(const DAPDistribution &source, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FLAT_PARTS, -1, source.comm.rank, 1, 2,
                         "only arrays with one part per process are flattened; some rank holds several grid points");
}

// What every rank owns, from the global members alone: O(grid points), of which there are no more than ranks.
int32_t count_owned(const DAPDistribution &source, std::vector<int64_t> &counts, DAPError *error) {
  const auto dims = model::dims_of(source);
  const int64_t points = model::num_points(source).value_or(0);
  if (points > source.comm.size) return several_points(source, error);
  counts.assign(static_cast<size_t>(source.comm.size), -1);
  std::vector<int64_t> point(dims.size(), 0);
  for (int64_t i = 0; i < points; ++i) {
    const int64_t owned = product_over(
        source, [&](int32_t d) { return model::num_owned(source.dims[d], point[static_cast<size_t>(d)]); });
    int64_t &count = counts[static_cast<size_t>(model::rank_of(source, point).value_or(0))];
    if (count >= 0) return several_points(source, error);
    count = owned;
    for (size_t d = dims.size(); d-- > 0 && ++point[d] == dims[d].grid_size;) point[d] = 0;
  }
  std::replace(counts.begin(), counts.end(), int64_t{-1}, int64_t{0});
  return DAP_OK;
}

int32_t describe_rank_order(const DAPDistribution &source, flat_description &flat, DAPError *error) {
  for (int32_t d = 0; d < source.ndim; ++d) {
    const DAPDim &dim = source.dims[d];
    if (model::bounds_known(dim)) continue;
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FLAT_COUNTS, d, source.comm.rank, DAP_KIND_BLOCK, dim.kind,
        "in rank order, what other processes own must be known here; kind %" PRIu32 "%s does not say it", dim.kind,
        dim.kind == DAP_KIND_BLOCK ? " with unknown bounds" : "");
  }
  std::vector<int64_t> counts;
  const int32_t status = count_owned(source, counts, error);
  if (status != DAP_OK) return status;
  flat.bounds.assign(1, 0);
  for (const int64_t count : counts) flat.bounds.push_back(flat.bounds.back() + count);
  flat.dim.kind = DAP_KIND_BLOCK;
  flat.dim.flags = DAP_DIM_RENUMBERED;
  flat.dim.bounds = flat.bounds.data();
  flat.local.start = flat.bounds[static_cast<size_t>(source.comm.rank)];
  flat.local.num_owned = counts[static_cast<size_t>(source.comm.rank)];
  return DAP_OK;
}

// Global index at every owned position of a dimension, in memory order.
std::vector<int64_t> indices_along(const DAPDistribution &source, const memory_axis &axis) {
  std::vector<int64_t> indices;
  indices.reserve(static_cast<size_t>(axis.extent));
  model::for_each_owned_run(source.dims[axis.d], source.local[axis.d], [&](int64_t first, int64_t, int64_t count) {
    for (int64_t i = 0; i < count; ++i) indices.push_back(first + i);
  });
  if (axis.reversed) std::reverse(indices.begin(), indices.end());
  return indices;
}

// Calls run(first, count) for the natural indices of all owned elements in memory order; runs that touch come joined.
template <typename Run>
void for_each_natural_run(const DAPDistribution &source, const flat_memory &memory, Run &&run) {
  std::vector<int64_t> weight(static_cast<size_t>(source.ndim), 1);  // natural stride of each dimension
  for (int32_t d = source.ndim - 1; d > 0; --d) {
    weight[static_cast<size_t>(d - 1)] = weight[static_cast<size_t>(d)] * source.dims[d].size;
  }
  int64_t base = 0;  // of the dimensions with a single owned index
  std::vector<bool> listed(static_cast<size_t>(source.ndim), false);
  for (const memory_axis &axis : memory.axes) listed[static_cast<size_t>(axis.d)] = true;
  for (int32_t d = 0; d < source.ndim; ++d) {
    if (!listed[static_cast<size_t>(d)])
      base += indices_along(source, {d, 1, false}).front() * weight[static_cast<size_t>(d)];
  }
  std::vector<std::vector<int64_t>> along;
  for (const memory_axis &axis : memory.axes) {
    along.push_back(indices_along(source, axis));
    for (int64_t &index : along.back()) index *= weight[static_cast<size_t>(axis.d)];
  }
  model::run_merger<Run> merger(run);
  std::vector<size_t> at(along.size(), 0);
  for (int64_t i = 0; i < memory.count; ++i) {
    int64_t index = base;
    for (size_t a = 0; a < along.size(); ++a) index += along[a][at[a]];
    merger.add(index, 1);
    for (size_t a = along.size(); a-- > 0 && ++at[a] == along[a].size();) at[a] = 0;
  }
  merger.flush();
}

void describe_natural(const DAPDistribution &source, const flat_memory &memory, flat_description &flat) {
  flat.dim.kind = DAP_KIND_UNSTRUCTURED;
  for (int32_t d = 0; d < source.ndim; ++d) {
    flat.dim.flags |= source.dims[d].flags & (DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING | DAP_DIM_RENUMBERED);
  }
  flat.local.num_owned = memory.count;
  flat.local.num_indices = memory.count;
  if (memory.count == 0) return;
  for_each_natural_run(source, memory, [&](int64_t first, int64_t count) {
    flat.indices.push_back(first);
    flat.indices.push_back(count);
  });
  flat.local.index_form = DAP_INDEX_RUNS;
  flat.local.num_runs = static_cast<int64_t>(flat.indices.size() / 2);
  if (flat.local.num_runs > memory.count / 2) {  // runs would be longer than the list
    std::vector<int64_t> list;
    list.reserve(static_cast<size_t>(memory.count));
    for (size_t run = 0; run < flat.indices.size(); run += 2) {
      for (int64_t i = 0; i < flat.indices[run + 1]; ++i) list.push_back(flat.indices[run] + i);
    }
    flat.indices = std::move(list);
    flat.local.index_form = DAP_INDEX_INT64;
    flat.local.num_runs = 0;
  }
  flat.local.indices = flat.indices.data();
}

int32_t make_flat(const DAPDistribution &source, const flat_memory &memory, int32_t form, distribution_ref &out,
                  DAPError *error) {
  flat_description flat;
  begin(flat, source);
  if (form == DAP_FLATTEN_NATURAL) {
    describe_natural(source, memory, flat);
  } else {
    const int32_t status = describe_rank_order(source, flat, error);
    if (status != DAP_OK) return status;
  }
  flat.distribution.dims = &flat.dim;
  flat.distribution.local = &flat.local;
  out = copy_to_block(flat.distribution);
  return DAP_OK;
}

// The flat distribution of a source of ours is kept with it. What a flat index means depends on the order in memory,
// which is known to be the same on all processes only where nothing is strided; otherwise it is made each time, with an
// identity of its own, so that nobody adds two arrays crosswise (rule 1553).
int32_t find_or_make_flat(const DAPArray &array, const flat_memory &memory, int32_t form, distribution_ref &out,
                          DAPError *error) {
  const DAPDistribution &source = *array.distribution;
  int32_t status = DAP_OK;
  const auto make = [&] {
    distribution_ref made;
    status = make_flat(source, memory, form, made, error);
    return made;
  };
  if ((array.flags & DAP_FEATURE_STRIDED) == 0) {
    const bool natural = form == DAP_FLATTEN_NATURAL;
    out = derive(source, natural ? derived_form::flat_natural : derived_form::flat_rank_order, make);
  } else {
    out = make();
    if (status == DAP_OK) identify_anew(out.block()->distribution);
  }
  return status;
}

int32_t flat_memory_here(const DAPArray &array, flat_memory &memory, DAPError *error) {
  if (array.distribution->num_parts == 0) return DAP_OK;
  const auto found = flat_memory_of(array.parts[0].buffer);
  if (!found) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FLAT_STRIDE, -1, array.distribution->comm.rank, 1, 0,
                           "the elements of part 0 are not one run of constant stride in memory");
  }
  memory = *found;
  return DAP_OK;
}

DAPPart flat_part(const DAPPart &part, const flat_memory &memory, int64_t *extent, int64_t *stride) {
  *extent = memory.count;
  *stride = memory.stride;
  DAPPart flat = part;
  flat.buffer.ndim = 1;
  flat.buffer.shape = extent;
  flat.buffer.strides = stride;
  move_first(flat.buffer, memory.offset);
  flat.extensions = nullptr;
  return flat;
}

}  // namespace

int32_t flatten(const DAPArray &array, int32_t form, view &made, DAPError *error) {
  int32_t status = check_flattens(*array.distribution, error);
  flat_memory memory;
  if (status == DAP_OK) status = flat_memory_here(array, memory, error);
  if (status == DAP_OK) status = find_or_make_flat(array, memory, form, made.distribution, error);
  if (status != DAP_OK) return status;
  made.extents = {0, 1};
  if (array.distribution->num_parts > 0) {
    made.parts.push_back(flat_part(array.parts[0], memory, &made.extents[0], &made.extents[1]));
    made.origins.push_back(0);
  }
  // Dense memory stays dense in any order; a leading dimension or a stride makes the flat array strided, perhaps on one
  // rank only.
  made.flags = flags_of_view(array, *made.distribution.get()) | (array.flags & DAP_FEATURE_STRIDED);
  return DAP_OK;
}

}  // namespace dap::array

int32_t dap_array_flatten(DAPArray *array, int32_t form, DAPArray *out, DAPError *error) {
  using namespace dap::array;
  if (array == nullptr || out == nullptr) return argument_is_null(error, array == nullptr ? "array" : "out");
  if (form != DAP_FLATTEN_NATURAL && form != DAP_FLATTEN_RANK_ORDER) {
    const int32_t status = dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, DAP_FLATTEN_NATURAL,
                                           form, "the form of flattening is %" PRId32 ", which is none", form);
    return named(status, error, *array);
  }
  const int32_t status = guarded(error, [&]() -> int32_t {
    view made;
    int32_t done = validate_array(*array, error);
    if (done == DAP_OK) done = flatten(*array, form, made, error);
    return done == DAP_OK ? hand_out(*array, made, out, error) : done;
  });
  return named(status, error, *array);
}
