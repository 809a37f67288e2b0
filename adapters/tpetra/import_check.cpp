// SPDX-License-Identifier: BSD-3-Clause
// Can a received array be a multivector? What one process can say.
#include "import_check.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>
#include <cinttypes>

namespace dap::tpetra::detail {
namespace {

// Gaps and repeated owners are what a listed Map may have, too; the others only say how the array is divided or stored.
constexpr uint64_t understood = DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_STRIDED | DAP_FEATURE_RANK_TABLE |
                                DAP_FEATURE_UNKNOWN_BOUNDS | DAP_FEATURE_RENUMBERED | DAP_FEATURE_INCOMPLETE |
                                DAP_FEATURE_OVERLAPPING;

// The one rule that all of these break.
template <class... Values>
int32_t refuse(const DAPArray &array, int32_t dim, int64_t expected, int64_t found, DAPError *error, const char *format,
               Values... values) {
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, dim, array.distribution->comm.rank,
                         expected, found, format, values...);
}

// Verdicts that every process reaches alike.
int32_t check_shape(const DAPArray &array, DAPError *error) {
  const DAPDistribution &distribution = *array.distribution;
  const uint64_t foreign = (array.flags | distribution.flags) & DAP_MUST_UNDERSTAND & ~understood;
  if (foreign != 0) {
    return refuse(array, -1, 0, dap_simple_lowest_bit(foreign), error,
                  "the array uses the feature \"%s\", which a multivector cannot express",
                  dap_simple_feature_word(foreign));
  }
  if (array.type_code != DAP_TYPE_FLOAT || array.type_bits != 64 || array.type_lanes != 1) {
    return refuse(array, -1, 64, array.type_bits, error,
                  "the elements are of type code %d with %d bits and %d lanes: only double is built", array.type_code,
                  array.type_bits, array.type_lanes);
  }
  if (distribution.ndim < 1 || distribution.ndim > 2) {
    return refuse(array, -1, 2, distribution.ndim, error,
                  "the array has %" PRId32 " dimensions, a multivector 1 or 2: flatten it", distribution.ndim);
  }
  if (distribution.ndim == 1) return DAP_OK;
  const DAPDim &columns = distribution.dims[1];
  if (columns.kind != DAP_KIND_BLOCK || columns.grid_size != 1) {
    return refuse(array, 1, 1, columns.grid_size, error,
                  "the columns are divided or listed (kind %" PRIu32 " over %" PRId64
                  " coordinates), a multivector has all of them everywhere",
                  columns.kind, columns.grid_size);
  }
  return DAP_OK;
}

int32_t check_ordinals(const DAPArray &array, const ordinal_limits &limits, const local_matrix &matrix,
                       DAPError *error) {
  const DAPDim &rows = array.distribution->dims[0];
  const int32_t rank = array.distribution->comm.rank;
  int64_t last = 0;
  if (__builtin_add_overflow(rows.index_base, rows.size, &last) || last > limits.global) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, 0, rank, limits.global, rows.size,
                           "%" PRId64 " rows from index %" PRId64 " do not fit Tpetra's global ordinal", rows.size,
                           rows.index_base);
  }
  if (matrix.rows > limits.local || matrix.columns > limits.local) {
    const int64_t found = std::max(matrix.rows, matrix.columns);
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, matrix.rows > limits.local ? 0 : 1, rank,
                           limits.local, found, "%" PRId64 " %s do not fit Tpetra's local ordinal", found,
                           matrix.rows > limits.local ? "rows on one process" : "columns");
  }
  return DAP_OK;
}

int32_t check_strides(const DAPArray &array, local_matrix &matrix, DAPError *error) {
  const DAPBuffer &buffer = array.parts[0].buffer;
  const bool empty = matrix.rows == 0 || matrix.columns == 0;
  if (empty) return DAP_OK;
  if (matrix.columns > 1) {
    matrix.leading = buffer.strides[1];
    if (matrix.rows > 1 && buffer.strides[0] != 1 && buffer.strides[1] == 1) {
      return refuse(array, 0, 1, buffer.strides[0], error,
                    "the array is row-major (%" PRId64 " elements from row to row): a multivector stores whole columns",
                    buffer.strides[0]);
    }
    if (matrix.leading < matrix.rows) {
      return refuse(array, 1, matrix.rows, matrix.leading, error,
                    "the columns are %" PRId64 " elements apart and %" PRId64
                    " long: a multivector's lie one after the other",
                    matrix.leading, matrix.rows);
    }
  }
  if (matrix.rows > 1 && buffer.strides[0] != 1) {
    return refuse(array, 0, 1, buffer.strides[0], error,
                  "the rows are %" PRId64 " elements apart, a multivector's are neighbours", buffer.strides[0]);
  }
  matrix.data = reinterpret_cast<double *>(static_cast<char *>(buffer.data) + buffer.byte_offset);
  if (reinterpret_cast<uintptr_t>(matrix.data) % alignof(double) != 0) {
    return refuse(array, -1, alignof(double),
                  static_cast<int64_t>(reinterpret_cast<uintptr_t>(matrix.data) % alignof(double)), error, "%s",
                  "the memory is not aligned for doubles");
  }
  return DAP_OK;
}

}  // namespace

int32_t check_importable(const DAPArray &array, const ordinal_limits &limits, local_matrix *out, DAPError *error) {
  int32_t status = dap_array_validate(&array, error);
  if (status == DAP_OK) status = check_shape(array, error);
  if (status != DAP_OK) return status;
  const DAPDistribution &distribution = *array.distribution;
  const bool has_part = distribution.num_parts > 0;
  local_matrix matrix = {};
  matrix.is_vector = distribution.ndim == 1;
  matrix.rows = has_part ? distribution.local[0].num_owned : 0;
  matrix.columns = matrix.is_vector ? 1 : distribution.dims[1].size;
  matrix.leading = std::max<int64_t>(matrix.rows, 1);
  status = check_ordinals(array, limits, matrix, error);
  if (status == DAP_OK && has_part) status = check_strides(array, matrix, error);
  if (status == DAP_OK) *out = matrix;
  return status;
}

}  // namespace dap::tpetra::detail
