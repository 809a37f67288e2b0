// SPDX-License-Identifier: BSD-3-Clause
// An array, with its distribution and its buffers: sections 4, 5 and 10.
#include <cinttypes>

#include "array/boundary.hpp"
#include "array/distribution_block.hpp"
#include "array/features.hpp"
#include "array/layout.hpp"
#include "array/validate.hpp"
#include "model/grid.hpp"
#include "model/local_dimension.hpp"

namespace dap::array {
namespace {

int32_t check_prefix(const DAPArray &array, DAPError *error) {
  if (array.release == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_RELEASED, -1, -1, 1, 0,
                           "the array was released or moved from");
  }
  if (array.version.major != DAP_VERSION_MAJOR) {
    return dap_simple_fail(error, DAP_ERROR_VERSION, DAP_RULE_MAJOR_VERSION, -1, -1, DAP_VERSION_MAJOR,
                           array.version.major, "the array is of major version %" PRIu32 ", expected %d",
                           array.version.major, DAP_VERSION_MAJOR);
  }
  const uint64_t unknown = array.flags & DAP_MUST_UNDERSTAND & ~known_features;
  if (unknown != 0) {
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, -1, -1, dap_simple_lowest_bit(unknown),
        "the array has the feature bit %" PRId64 ", which is not known here", dap_simple_lowest_bit(unknown));
  }
  if (array.distribution == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_NO_DISTRIBUTION, -1, -1, 1, 0,
                           "the array has no distribution");
  }
  return DAP_OK;
}

int32_t check_type(const DAPArray &array, DAPError *error) {
  if (array.type_bits >= 1 && array.type_lanes >= 1) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TYPE, -1, array.distribution->comm.rank, 1, 0,
                         "the element type (code, bits, lanes) is (%d, %d, %d), expected bits and lanes of 1 or more",
                         array.type_code, array.type_bits, array.type_lanes);
}

int32_t check_feature(const DAPArray &array, uint64_t feature, DAPError *error) {
  const uint64_t missing = feature & ~array.flags;
  if (missing == 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_FEATURE_MISSING, -1, array.distribution->comm.rank,
                         dap_simple_lowest_bit(missing), 0, "the array uses the feature \"%s\" but does not flag it",
                         dap_simple_feature_word(missing));
}

int32_t check_shape(const DAPArray &array, int64_t part, DAPError *error) {
  const DAPDistribution &distribution = *array.distribution;
  const DAPBuffer &buffer = array.parts[part].buffer;
  const DAPLocalDim *row = distribution.local + part * static_cast<int64_t>(model::dims_of(distribution).size());
  for (int32_t d = 0; d < distribution.ndim; ++d) {
    const int64_t stored = model::stored_extent(distribution.dims[d], row[d]).value_or(-1);
    if (buffer.shape[d] == stored) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_SHAPE, d, distribution.comm.rank, stored, buffer.shape[d],
                           "shape of part %" PRId64 " is %" PRId64 ", expected the stored extent %" PRId64, part,
                           buffer.shape[d], stored);
  }
  return DAP_OK;
}

// Where the memory is, and in which order.
int32_t check_place(const DAPArray &array, int64_t part, DAPError *error) {
  const DAPBuffer &buffer = array.parts[part].buffer;
  const int32_t rank = array.distribution->comm.rank;
  if (buffer.data == nullptr && !is_empty(buffer)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_DATA_NULL, -1, rank, 1, 0,
                           "data of part %" PRId64 " is NULL, but it has elements", part);
  }
  if (buffer.device_type != DAP_DEVICE_CPU && (array.flags & DAP_FEATURE_DEVICE) == 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_DEVICE, -1, rank, DAP_DEVICE_CPU, buffer.device_type,
                           "part %" PRId64 " is on device type %" PRId32 ", but no flag says so", part,
                           buffer.device_type);
  }
  if ((array.flags & DAP_FEATURE_STRIDED) == 0 && !is_c_contiguous(buffer)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_STRIDED, -1, rank, 0, 1,
                           "part %" PRId64 " is not C-contiguous, but no flag says so", part);
  }
  return DAP_OK;
}

int32_t check_buffer(const DAPArray &array, int64_t part, DAPError *error) {
  const DAPBuffer &buffer = array.parts[part].buffer;
  const int32_t rank = array.distribution->comm.rank;
  const int32_t ndim = array.distribution->ndim;
  if (buffer.ndim != ndim) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_BUFFER_NDIM, -1, rank, ndim, buffer.ndim,
                           "the buffer of part %" PRId64 " has ndim %" PRId32 ", expected %" PRId32, part, buffer.ndim,
                           ndim);
  }
  if (ndim > 0 && (buffer.shape == nullptr || buffer.strides == nullptr)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_SHAPE_NULL, -1, rank, ndim, 0,
                           "%s of part %" PRId64 " is NULL, expected %" PRId32 " entries",
                           buffer.shape == nullptr ? "shape" : "strides", part, ndim);
  }
  if (buffer.type_code != array.type_code || buffer.type_bits != array.type_bits ||
      buffer.type_lanes != array.type_lanes) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TYPE, -1, rank, array.type_bits, buffer.type_bits,
                           "part %" PRId64 " has elements of type (%d, %d, %d), the array of (%d, %d, %d)", part,
                           buffer.type_code, buffer.type_bits, buffer.type_lanes, array.type_code, array.type_bits,
                           array.type_lanes);
  }
  const int32_t status = check_shape(array, part, error);
  return status == DAP_OK ? check_place(array, part, error) : status;
}

int32_t check_reach(const DAPArray &array, int64_t part, DAPError *error) {
  const DAPBuffer &buffer = array.parts[part].buffer;
  const int32_t rank = array.distribution->comm.rank;
  const auto reach = reach_of(buffer);
  if (!reach) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, -1, rank, INTPTR_MAX, 0,
                           "part %" PRId64 " reaches further than an address can say", part);
  }
  const uint64_t capacity = array.parts[part].capacity;
  if (capacity != 0 && static_cast<uint64_t>(reach->end - reach->lowest) > capacity) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_CAPACITY, -1, rank, reach->end - reach->lowest,
                           static_cast<int64_t>(capacity),
                           "part %" PRId64 " reaches over %" PRId64 " bytes, but its capacity is %" PRIu64, part,
                           reach->end - reach->lowest, capacity);
  }
  return DAP_OK;
}

// Lines 2 and 3: what the array says for itself, and whether there are parts to look at.
int32_t check_counts(const DAPArray &array, DAPError *error) {
  const DAPDistribution &distribution = *array.distribution;
  int32_t status = check_feature(array, distribution.flags & DAP_MUST_UNDERSTAND, error);
  if (status == DAP_OK) status = validate_extensions(array.extensions, distribution.comm.rank, error);
  if (status == DAP_OK) status = check_feature(array, features_of(array.extensions), error);
  if (status != DAP_OK || array.parts != nullptr || distribution.num_parts == 0) return status;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_PARTS_MISSING, -1, distribution.comm.rank,
                         distribution.num_parts, 0, "parts is NULL, expected %" PRId64 " entries",
                         distribution.num_parts);
}

// Line 5.
int32_t check_buffers(const DAPArray &array, DAPError *error) {
  const DAPDistribution &distribution = *array.distribution;
  int32_t status = check_type(array, error);
  for (int64_t part = 0; status == DAP_OK && part < distribution.num_parts; ++part) {
    const DAPExtension *extensions = array.parts[part].extensions;
    status = check_buffer(array, part, error);
    if (status == DAP_OK) status = validate_extensions(extensions, distribution.comm.rank, error);
    if (status == DAP_OK) status = check_feature(array, features_of(extensions), error);
  }
  return status;
}

// Line 6.
int32_t check_memory(const DAPArray &array, DAPError *error) {
  int32_t status = DAP_OK;
  for (int64_t part = 0; status == DAP_OK && part < array.distribution->num_parts; ++part) {
    status = check_reach(array, part, error);
  }
  return status;
}

// An array whose distribution nobody has checked.
int32_t check_all(const DAPArray &array, DAPError *error) {
  const DAPDistribution &distribution = *array.distribution;
  int32_t status = validate_counts(distribution, error);
  if (status == DAP_OK) status = check_counts(array, error);
  if (status == DAP_OK) status = validate_grid(distribution, error);
  if (status == DAP_OK) status = validate_identity(distribution, error);
  if (status == DAP_OK) status = validate_local(distribution, error);
  if (status == DAP_OK) status = check_buffers(array, error);
  if (status == DAP_OK) status = validate_stored(distribution, error);
  if (status == DAP_OK) status = check_memory(array, error);
  return status == DAP_OK ? validate_lists(distribution, error) : status;
}

}  // namespace

int32_t validate_parts(const DAPArray &array, DAPError *error) {
  int32_t status = check_counts(array, error);
  if (status == DAP_OK) status = check_buffers(array, error);
  return status == DAP_OK ? check_memory(array, error) : status;
}

int32_t validate_array(const DAPArray &array, DAPError *error) {
  const int32_t status = check_prefix(array, error);
  if (status != DAP_OK) return status;
  // Blocks of ours were checked when they were made, and never change.
  const distribution_ref ours = find_block(array.distribution);
  return ours.block() == nullptr ? check_all(array, error) : validate_parts(array, error);
}

}  // namespace dap::array

int32_t dap_array_validate(const DAPArray *array, DAPError *error) {
  if (array == nullptr) return dap::array::argument_is_null(error, "array");
  const int32_t status = dap::array::guarded(error, [&] { return dap::array::validate_array(*array, error); });
  return dap::array::named(status, error, *array);
}
