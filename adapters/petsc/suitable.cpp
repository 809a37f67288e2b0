// SPDX-License-Identifier: BSD-3-Clause
// What every import asks of an array: scalars, features, memory and sizes.
#include "suitable.hpp"

#include <cinttypes>

#include "error.hpp"
#include "layout.hpp"
#include "suitable_parts.hpp"

namespace dap::petsc {

int32_t rank_of(const DAPArray &array) {
  return array.distribution->comm.rank;
}

void check_scalars(const DAPArray &array) {
  if (array.type_code == scalar_type.code && array.type_bits == scalar_type.bits && array.type_lanes == 1) return;
  const bool by_bits = array.type_bits != scalar_type.bits;
  fail(DAP_ERROR_UNSUPPORTED,
       {.rule = DAP_RULE_CONSUMER_LIMIT,
        .rank = rank_of(array),
        .expected = by_bits ? scalar_type.bits : scalar_type.code,
        .found = by_bits ? array.type_bits : array.type_code},
       "the element type (code, bits, lanes) is (%d, %d, %d), PetscScalar is (%d, %d, 1)", array.type_code,
       array.type_bits, array.type_lanes, scalar_type.code, scalar_type.bits);
}

void check_features(const DAPArray &array, uint64_t features) {
  const uint64_t used = (array.flags | array.distribution->flags) & DAP_MUST_UNDERSTAND & ~features;
  if (used == 0) return;
  fail(DAP_ERROR_UNSUPPORTED,
       {.rule = DAP_RULE_CONSUMER_LIMIT, .rank = rank_of(array), .expected = -1, .found = dap_simple_lowest_bit(used)},
       "the array uses the feature \"%s\" (bit %" PRId64 "), which PETSc cannot express", dap_simple_feature_word(used),
       dap_simple_lowest_bit(used));
}

namespace {

void check_order(const DAPArray &array, const DAPBuffer &buffer) {
  int64_t expected = 1;
  for (int32_t d = buffer.ndim; d-- > 0;) {
    if (buffer.shape[d] > 1 && buffer.strides[d] != expected) {
      fail(DAP_ERROR_UNSUPPORTED,
           {.rule = DAP_RULE_CONSUMER_LIMIT,
            .dim = d,
            .rank = rank_of(array),
            .expected = expected,
            .found = buffer.strides[d]},
           "the stride is %" PRId64 ", PETSc needs %" PRId64 " (C order without gaps)", buffer.strides[d], expected);
    }
    expected *= buffer.shape[d];
  }
}

}  // namespace

const PetscScalar *check_memory(const DAPArray &array) {
  if (array.distribution->num_parts == 0) return nullptr;
  const DAPBuffer &buffer = array.parts[0].buffer;
  for (int32_t d = 0; d < buffer.ndim; ++d) {
    if (buffer.shape[d] == 0) return nullptr;
  }
  check_order(array, buffer);
  const uintptr_t address = reinterpret_cast<uintptr_t>(buffer.data) + static_cast<uintptr_t>(buffer.byte_offset);
  if (address % alignof(PetscScalar) != 0) {
    fail(DAP_ERROR_UNSUPPORTED,
         {.rule = DAP_RULE_CONSUMER_LIMIT,
          .rank = rank_of(array),
          .expected = 0,
          .found = static_cast<int64_t>(address % alignof(PetscScalar))},
         "the first element is %d bytes off the alignment of PetscScalar",
         static_cast<int>(address % alignof(PetscScalar)));
  }
  return reinterpret_cast<const PetscScalar *>(address);
}

PetscInt product_as_int(const DAPArray &array, int32_t from, const char *what) {
  int64_t product = 1;
  bool overflows = false;
  for (int32_t d = from; d < array.distribution->ndim; ++d) {
    const int64_t size = array.distribution->dims[d].size;
    if (size == 0) return 0;
    overflows = __builtin_mul_overflow(product, size, &product) || overflows;
  }
  if (!overflows && product <= largest_int) return static_cast<PetscInt>(product);
  fail(DAP_ERROR_OVERFLOW,
       {.rule = DAP_RULE_REACH_OVERFLOW,
        .rank = rank_of(array),
        .expected = largest_int,
        .found = overflows ? INT64_MAX : product},
       "%s is %s%" PRId64 " elements, PetscInt counts to %" PRId64, what, overflows ? "more than " : "",
       overflows ? INT64_MAX : product, largest_int);
}

PetscInt count_owned(const DAPArray &array) {
  const DAPDistribution &distribution = *array.distribution;
  if (distribution.num_parts == 0) return 0;
  int64_t count = 1;  // of what is owned, at most the number of all elements, which fits
  for (int32_t d = 0; d < distribution.ndim; ++d) {
    if (distribution.local[d].num_owned == 0) return 0;
  }
  for (int32_t d = 0; d < distribution.ndim; ++d) count *= distribution.local[d].num_owned;
  return static_cast<PetscInt>(count);
}

}  // namespace dap::petsc
