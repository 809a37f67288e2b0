// SPDX-License-Identifier: BSD-3-Clause
#include "array/fuzz/walk.hpp"

#include <dap/array.h>
#include <dap/dlpack.h>
#include <dap/simple.h>

#include <vector>

#include "array/fuzz/promise.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "model/local_dimension.hpp"

namespace dap::array::fuzz {
namespace {

constexpr int64_t few = 4096;  // what is proportional to elements or grid points is only done for so many

__extension__ typedef __int128 wide;

// The bytes that a buffer reaches, from `data`, computed where nothing overflows.
struct wide_reach {
  wide lowest = 0;
  wide end = 0;
};

wide_reach reach_of(const DAPBuffer &buffer) {
  const wide item = (wide{buffer.type_bits} * buffer.type_lanes + 7) / 8;
  wide_reach reach{buffer.byte_offset, buffer.byte_offset + item};
  for (int32_t d = 0; d < buffer.ndim; ++d) {
    const wide steps = buffer.shape[d] > 1 ? wide{buffer.shape[d] - 1} * buffer.strides[d] * item : 0;
    (steps < 0 ? reach.lowest : reach.end) += steps;
  }
  return reach;
}

wide product_of(const int64_t *extents, int32_t count) {
  wide product = 1;
  for (int32_t d = 0; d < count; ++d) {
    if (extents[d] == 0) return 0;
    if (product <= INT64_MAX) product *= extents[d];
  }
  return product;
}

// The address of one corner of what is stored.
void walk_corner(const DAPSimpleView &view, const DAPBuffer &buffer, uint32_t corner) {
  int64_t index[DAP_SIMPLE_MAX_NDIM] = {};
  for (int32_t d = 0; d < view.ndim; ++d) {
    const bool high = ((corner >> d) & 1U) != 0;
    index[d] = high ? view.shape[d] + view.halo_after[d] - 1 : -view.halo_before[d];
  }
  const void *element = dap_simple_element(&view, index);
  promise(element != nullptr, "a corner of a simple view is stored");
  const auto place = wide{reinterpret_cast<uintptr_t>(element)} - wide{reinterpret_cast<uintptr_t>(buffer.data)};
  const wide_reach reach = reach_of(buffer);
  promise(place >= reach.lowest && place + wide{view.itemsize} <= reach.end, "a corner lies within the part's reach");
}

void walk_simple_view(const DAPArray &array) {
  DAPSimpleView view;
  DAPError error{};
  const int32_t status =
      dap_simple_view_with(&array, DAP_SIMPLE_FEATURES | DAP_SIMPLE_OPTIONAL_FEATURES, 0, 0, &view, &error);
  no_fault(status, error, "dap_simple_view_with");
  if (status != DAP_OK || view.data == nullptr) return;
  promise(product_of(view.shape, view.ndim) == view.num_owned, "the elements of a simple view are counted");
  for (uint32_t corner = 0; corner < (1U << view.ndim); ++corner) {
    walk_corner(view, array.parts[0].buffer, corner);
  }
}

void walk_tensor(const DAPArray &array, int64_t part) {
  DLTensor tensor;
  DAPError error{};
  const int32_t status = dap_dlpack_view(&array, part, &tensor, &error);
  no_fault(status, error, "dap_dlpack_view");
  if (status == DAP_OK) promise(tensor.ndim == array.distribution->ndim, "a tensor has the dimensions of the array");
}

void walk_position(const DAPDim &dim, const DAPLocalDim &local, int64_t position) {
  const auto index = model::global_index(dim, local, position);
  promise(!index || (*index >= 0 && *index < dim.size), "a position stands for an index of the dimension, or for none");
  const int64_t first = model::first_owned_position(dim, local);
  if (position < first || position - first >= local.num_owned) return;
  promise(index.has_value(), "an owned position stands for an index");
  promise(model::owned_position(dim, local, *index) == position, "an owned index is found where it is stored");
  const bool known = model::bounds_known(dim) && dim.kind != DAP_KIND_REPLICA;
  promise(!known || model::owner(dim, *index) == local.coordinate, "an owned index has this coordinate as its owner");
}

void walk_dim(const DAPDim &dim, const DAPLocalDim &local, int64_t stored) {
  if (dim.kind == DAP_KIND_REPLICA) return;
  const int64_t first = model::first_owned_position(dim, local);
  for (const int64_t position : {int64_t{0}, first, first + local.num_owned - 1, stored / 2, stored - 1}) {
    if (position >= 0 && position < stored) walk_position(dim, local, position);
  }
  if (local.num_owned > few) return;
  int64_t owned = 0;
  model::for_each_owned_run(dim, local, [&](int64_t index, int64_t, int64_t count) {
    promise(index >= 0 && count >= 1 && index <= dim.size - count, "a run of owned indices lies in the dimension");
    owned += count;
  });
  promise(owned == local.num_owned, "the runs of owned indices are complete");
}

void walk_part(const DAPArray &array, int64_t part) {
  const auto dims = model::dims_of(*array.distribution);
  const DAPLocalDim *row = array.distribution->local + part * static_cast<int64_t>(dims.size());
  std::vector<int64_t> point(dims.size());
  for (size_t d = 0; d < dims.size(); ++d) {
    point[d] = row[d].coordinate;
    const auto stored = model::stored_extent(dims[d], row[d]);
    promise(stored.has_value() && *stored >= 0, "what is stored along a dimension can be counted");
    walk_dim(dims[d], row[d], *stored);
  }
  if (!dims.empty() && dims.front().kind == DAP_KIND_BOX) return;
  promise(model::rank_of(*array.distribution, point) == array.distribution->comm.rank, "a part lies on its rank");
}

void walk_copy(const DAPArray &array) {
  const DAPDistribution *copy = nullptr;
  DAPError error{};
  promise(dap_distribution_clone(array.distribution, &copy, &error) == DAP_OK, "a valid distribution can be copied");
  promise(dap_distribution_same(copy, array.distribution) != 0, "a copy keeps the identity");
  DAPDistribution unknown = *copy;  // at another address: looked at from the beginning
  promise(dap_distribution_validate(&unknown, &error) == DAP_OK, "a copy is valid, too");
  dap_distribution_release(copy);
}

// Made anew from the same description, as far as that is told by the dimensions alone.
void walk_made_anew(const DAPArray &array) {
  const DAPDistribution *made = nullptr;
  DAPError error{};
  promise(dap_distribution_create(array.distribution, &made, &error) == DAP_OK,
          "a valid distribution can be made anew");
  promise(dap_distribution_validate(made, &error) == DAP_OK, "what was made is valid");
  dap_distribution_release(made);
  if (model::num_points(*array.distribution).value_or(few + 1) > few) return;
  const DAPDistribution *regular = nullptr;
  no_fault(dap_distribution_create_regular(array.distribution, nullptr, &regular, &error), error,
           "dap_distribution_create_regular");
  dap_distribution_release(regular);
}

// Only where the lists that it makes are short.
bool may_be_flattened(const DAPArray &array) {
  const DAPDistribution &distribution = *array.distribution;
  std::vector<int64_t> sizes;
  for (const DAPDim &dim : model::dims_of(distribution).first(static_cast<size_t>(distribution.ndim))) {
    sizes.push_back(dim.size);
  }
  if (distribution.comm.size > few || model::num_points(distribution).value_or(few + 1) > few) return false;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    if (product_of(array.parts[part].buffer.shape, distribution.ndim) > few) return false;
  }
  return product_of(sizes.data(), distribution.ndim) <= few;
}

void walk_flat(const DAPArray &array, int32_t form) {
  DAPArray moved = array;
  DAPArray flat{};
  DAPError error{};
  const int32_t status = dap_array_flatten(&moved, form, &flat, &error);
  no_fault(status, error, "dap_array_flatten");
  if (status == DAP_OK) promise(dap_array_validate(&flat, &error) == DAP_OK, "a flat array is valid, too");
  dap_simple_release(&flat);
}

}  // namespace

void walk(const DAPArray &array) {
  walk_simple_view(array);
  for (int64_t part = 0; part < array.distribution->num_parts; ++part) {
    walk_part(array, part);
    walk_tensor(array, part);
  }
  walk_copy(array);
  walk_made_anew(array);
  if (!may_be_flattened(array)) return;
  walk_flat(array, DAP_FLATTEN_NATURAL);
  walk_flat(array, DAP_FLATTEN_RANK_ORDER);
}

}  // namespace dap::array::fuzz
