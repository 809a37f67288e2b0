// SPDX-License-Identifier: BSD-3-Clause
#include "array/take.hpp"

#include <numeric>

#include "array/features.hpp"
#include "array/layout.hpp"
#include "model/owned.hpp"

namespace dap::array {
namespace {

distribution_ref make_block(taken_distribution &taken) {
  taken.boxes.header.next = nullptr;
  taken.boxes.bounds = taken.box_bounds.data();
  taken.boxes.ranks = taken.box_ranks.data();
  taken.made.extensions = taken.has_boxes ? &taken.boxes.header : nullptr;
  return copy_to_block(taken.made);
}

// No part of it stores more than one index along the dimension, on any process.
bool is_narrow(const DAPDim &dim) noexcept {
  return dim.size <= 1 && !model::may_have_halo(dim);
}

bool stays_narrow(const DAPDim &dim, const taken_dim &taken) noexcept {
  switch (taken.taken) {
    case taken_dim::form::all:
      return is_narrow(dim);
    case taken_dim::form::owned:
      return dim.size <= 1;
    case taken_dim::form::some:
      return taken.indices.count <= 1;
    case taken_dim::form::one:
      break;
  }
  return true;
}

// What a part stores of it lies side by side in any part that has its dimension so.
bool stays_dense(const DAPDim &dim, const taken_dim &taken) noexcept {
  return taken.taken != taken_dim::form::some || (taken.indices.step == 1 && dim.kind != DAP_KIND_UNSTRUCTURED);
}

int32_t take_all(const DAPArray &array, const taking &wanted, taken_distribution &taken, view &made, DAPError *error) {
  const int32_t status = take_dims(*array.distribution, wanted, taken, error);
  return status == DAP_OK ? take_parts(array, wanted, taken, made, error) : status;
}

void set_flags(const DAPArray &array, const taking &wanted, view &made) {
  made.flags = flags_of_view(array, *made.distribution.get());
  const bool strided = (array.flags & DAP_FEATURE_STRIDED) != 0;
  if (strided || !stays_c_contiguous(*array.distribution, wanted)) made.flags |= DAP_FEATURE_STRIDED;
}

}  // namespace

taking::taking(const DAPDistribution &distribution)
    : dims(static_cast<size_t>(distribution.ndim)),
      order(static_cast<size_t>(distribution.ndim)),
      replicas(static_cast<size_t>(distribution.num_replica_dims), kept_replica) {
  std::iota(order.begin(), order.end(), 0);
}

// The first dimension that may be wide in the view may lose indices at its ends; those behind it must keep their
// extent, which the strides count.
bool stays_c_contiguous(const DAPDistribution &source, const taking &wanted) {
  const auto narrow = [&](int32_t d) { return stays_narrow(source.dims[d], wanted.dims[static_cast<size_t>(d)]); };
  int32_t first = source.ndim;
  int32_t last = -1;
  for (const int32_t d : wanted.order) {
    if (narrow(d)) continue;
    if (d < last) return false;
    first = last < 0 ? d : first;
    last = d;
  }
  if (first == source.ndim) return true;
  if (!stays_dense(source.dims[first], wanted.dims[static_cast<size_t>(first)])) return false;
  for (int32_t d = first + 1; d < source.ndim; ++d) {
    const taken_dim &taken = wanted.dims[static_cast<size_t>(d)];
    const bool keeps_extent = taken.taken == taken_dim::form::all || is_narrow(source.dims[d]);
    if (!keeps_extent) return false;
  }
  return true;
}

int32_t take(const DAPArray &array, const taking &wanted, view &made, DAPError *error) {
  taken_distribution taken;
  const int32_t status = take_all(array, wanted, taken, made, error);
  if (status != DAP_OK) return status;
  made.distribution = make_block(taken);
  identify_anew(made.distribution.block()->distribution);
  set_flags(array, wanted, made);
  return DAP_OK;
}

int32_t take_owned(const DAPArray &array, view &made, DAPError *error) {
  taking wanted(*array.distribution);
  for (size_t d = 0; d < wanted.dims.size(); ++d) {
    if (model::may_have_halo(array.distribution->dims[d])) wanted.dims[d].taken = taken_dim::form::owned;
  }
  taken_distribution taken;
  const int32_t status = take_all(array, wanted, taken, made, error);
  if (status != DAP_OK) return status;
  made.distribution = derive(*array.distribution, derived_form::without_halo, [&] { return make_block(taken); });
  set_flags(array, wanted, made);
  return DAP_OK;
}

}  // namespace dap::array
