// SPDX-License-Identifier: BSD-3-Clause
// The C API of views: what is asked for is checked, taken, and handed out.
#include <dap/view.h>

#include <cinttypes>

#include "array/boundary.hpp"
#include "array/take.hpp"
#include "array/validate.hpp"

namespace dap::array {
namespace {

int32_t wrong_count(const DAPDistribution &source, const char *what, int32_t expected, int32_t found, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, source.comm.rank, expected, found,
                         "%" PRId32 " %s are given, expected %" PRId32, found, what, expected);
}

int32_t select_slice(const DAPDistribution &source, int32_t d, const DAPSlice &slice, taken_dim &out, DAPError *error) {
  const int64_t size = source.dims[d].size;
  const int32_t rank = source.comm.rank;
  if (slice.form == DAP_SLICE_ALL) return DAP_OK;
  if (slice.form == DAP_SLICE_INDEX) {
    out = {taken_dim::form::one, {slice.start, 1, 1}};
    if (slice.start >= 0 && slice.start < size) return DAP_OK;
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_SELECTION, d, rank, size, slice.start,
                           "the index is %" PRId64 ", expected 0 to %" PRId64, slice.start, size - 1);
  }
  if (slice.form != DAP_SLICE_RANGE) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, d, rank, DAP_SLICE_INDEX, slice.form,
                           "the form of the slice is %" PRIu32 ", which is none", slice.form);
  }
  const auto indices = model::select(size, slice.start, slice.stop, slice.step);
  if (!indices) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_SELECTION, d, rank, size, slice.start,
                           "the slice %" PRId64 ":%" PRId64 ":%" PRId64 " %s", slice.start, slice.stop, slice.step,
                           slice.step == 0 ? "has no step" : "takes indices outside the dimension");
  }
  if (!indices->is_everything(size)) out = {taken_dim::form::some, *indices};
  return DAP_OK;
}

int32_t select_slices(const DAPDistribution &source, int32_t num_slices, const DAPSlice *slices, taking &wanted,
                      DAPError *error) {
  if (num_slices != source.ndim) return wrong_count(source, "slices", source.ndim, num_slices, error);
  wanted.order.clear();
  for (int32_t d = 0; d < num_slices; ++d) {
    const int32_t status = select_slice(source, d, slices[d], wanted.dims[static_cast<size_t>(d)], error);
    if (status != DAP_OK) return status;
    if (slices[d].form != DAP_SLICE_INDEX) wanted.order.push_back(d);
  }
  return DAP_OK;
}

int32_t select_axes(const DAPDistribution &source, int32_t num_axes, const int32_t *axes, taking &wanted,
                    DAPError *error) {
  if (num_axes != source.ndim) return wrong_count(source, "axes", source.ndim, num_axes, error);
  std::vector<bool> named(wanted.dims.size(), false);
  for (int32_t d = 0; d < num_axes; ++d) {
    const bool exists = axes[d] >= 0 && axes[d] < num_axes;
    if (!exists || named[static_cast<size_t>(axes[d])]) {
      return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, d, source.comm.rank, num_axes, axes[d],
                             "the axis is %" PRId32 ", expected each of 0 to %" PRId32 " once", axes[d], num_axes - 1);
    }
    named[static_cast<size_t>(axes[d])] = true;
    wanted.order[static_cast<size_t>(d)] = axes[d];
  }
  return DAP_OK;
}

int32_t select_replica(const DAPDistribution &source, int32_t num_coordinates, const int64_t *coordinates,
                       taking &wanted, bool &is_the_only_one, DAPError *error) {
  const int32_t num_dims = source.num_replica_dims;
  if (coordinates != nullptr && num_coordinates != num_dims) {
    return wrong_count(source, "replica coordinates", num_dims, num_coordinates, error);
  }
  for (int32_t r = 0; r < num_dims; ++r) {
    const DAPDim &dim = source.dims[source.ndim + r];
    const int64_t coordinate = coordinates == nullptr ? 0 : coordinates[r];
    if (coordinate == DAP_REPLICA_KEEP) continue;
    if (coordinate < 0 || coordinate >= dim.grid_size) {
      return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_COORDINATE, source.ndim + r, source.comm.rank,
                             dim.grid_size, coordinate, "the replica is %" PRId64 ", expected 0 to %" PRId64,
                             coordinate, dim.grid_size - 1);
    }
    wanted.replicas[static_cast<size_t>(r)] = coordinate;
    is_the_only_one = is_the_only_one && dim.grid_size == 1;
  }
  return DAP_OK;
}

bool uses_halo(const DAPArray &array) noexcept {
  return ((array.flags | array.distribution->flags) & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST)) != 0;
}

// Checks the array, calls see(view) for what is to be shown of it, and hands that out.
template <typename See>
int32_t make_view(DAPArray &array, DAPArray *out, DAPError *error, See &&see) {
  const int32_t status = guarded(error, [&]() -> int32_t {
    int32_t done = validate_array(array, error);
    if (done != DAP_OK) return done;
    view made;
    done = see(made);
    return done == DAP_OK ? hand_out(array, made, out, error) : done;
  });
  return named(status, error, array);
}

}  // namespace
}  // namespace dap::array

using namespace dap::array;

int32_t dap_array_slice(DAPArray *array, int32_t num_slices, const DAPSlice *slices, DAPArray *out, DAPError *error) {
  if (array == nullptr || out == nullptr) return argument_is_null(error, array == nullptr ? "array" : "out");
  if (slices == nullptr && num_slices > 0) return argument_is_null(error, "slices");
  return make_view(*array, out, error, [&](view &made) {
    taking wanted(*array->distribution);
    const int32_t status = select_slices(*array->distribution, num_slices, slices, wanted, error);
    return status == DAP_OK ? take(*array, wanted, made, error) : status;
  });
}

int32_t dap_array_permute(DAPArray *array, int32_t num_axes, const int32_t *axes, DAPArray *out, DAPError *error) {
  if (array == nullptr || out == nullptr) return argument_is_null(error, array == nullptr ? "array" : "out");
  if (axes == nullptr && num_axes > 0) return argument_is_null(error, "axes");
  return make_view(*array, out, error, [&](view &made) {
    taking wanted(*array->distribution);
    const int32_t status = select_axes(*array->distribution, num_axes, axes, wanted, error);
    return status == DAP_OK ? take(*array, wanted, made, error) : status;
  });
}

int32_t dap_array_replica(DAPArray *array, int32_t num_coordinates, const int64_t *coordinates, DAPArray *out,
                          DAPError *error) {
  if (array == nullptr || out == nullptr) return argument_is_null(error, array == nullptr ? "array" : "out");
  return make_view(*array, out, error, [&](view &made) {
    taking wanted(*array->distribution);
    bool is_the_only_one = true;
    int32_t status = select_replica(*array->distribution, num_coordinates, coordinates, wanted, is_the_only_one, error);
    if (status == DAP_OK) status = take(*array, wanted, made, error);
    if (!is_the_only_one) made.flags &= ~DAP_ARRAY_WRITABLE;  // the others would not be written (rule 756)
    return status;
  });
}

int32_t dap_array_drop_halo(DAPArray *array, DAPArray *out, DAPError *error) {
  if (array == nullptr || out == nullptr) return argument_is_null(error, array == nullptr ? "array" : "out");
  const int32_t status = guarded(error, [&] { return validate_array(*array, error); });
  if (status != DAP_OK) return named(status, error, *array);
  if (!uses_halo(*array)) return dap_simple_move(array, out), DAP_OK;
  return make_view(*array, out, error, [&](view &made) { return take_owned(*array, made, error); });
}
