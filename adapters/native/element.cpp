// SPDX-License-Identifier: BSD-3-Clause
// One element by its global index.
#include <cstring>

#include "native.hpp"
#include "owned_elements.hpp"

namespace dap::native {
namespace {

int32_t check_arguments(const DAPNative *array, const int64_t *index, const void *element, DAPError *error) noexcept {
  if (array == nullptr) return is_null(error, "array");
  if (element == nullptr) return is_null(error, "element");
  if (index == nullptr && dap_source_array(array->source)->distribution->ndim > 0) return is_null(error, "index");
  return DAP_OK;
}

// Names the first dimension along which no part owns the index; -1 if it is the combination that is not owned.
int32_t not_owned(const DAPArray &array, const int64_t *index, DAPError *error) noexcept {
  const auto &distribution = *array.distribution;
  int32_t dim = distribution.ndim;
  while (dim-- > 0) {
    const auto d = static_cast<size_t>(dim);
    int64_t position = -1;
    for (int64_t part = 0; part < distribution.num_parts && position < 0; ++part) {
      position = owned_position(distribution.dims[d], local_dims(distribution, part)[d], index[d]);
    }
    if (position < 0) break;
  }
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_LIST_RANGE, dim, distribution.comm.rank, -1,
                         dim < 0 ? -1 : index[dim], "index %" PRId64 " is not owned by this process",
                         dim < 0 ? -1 : index[dim]);
}

int32_t get(DAPNative &array, const int64_t *index, void *element, DAPError *error) noexcept {
  const DAPArray &described = *dap_source_array(array.source);
  const std::byte *found = nullptr;
  for (int64_t part = 0; part < described.distribution->num_parts && found == nullptr; ++part) {
    found = owned_element(described, part, index);
  }
  if (found == nullptr) return not_owned(described, index, error);

  opening reading(array, DAP_ACCESS_READ);
  const int32_t status = reading.open(error);
  if (status != DAP_OK) return status;
  std::memcpy(element, found, item_size(described));
  return reading.end(error);
}

int32_t set(DAPNative &array, const int64_t *index, const void *element, DAPError *error) noexcept {
  const DAPArray &described = *dap_source_array(array.source);
  if (array.writing == 0) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_END_UNOPENED, -1, described.distribution->comm.rank,
                           DAP_ACCESS_WRITE, 0,
                           "the caller holds no opening for writing: call dap_native_access first");
  }
  bool found = false;  // in several parts, if these are replicas or overlap
  for (int64_t part = 0; part < described.distribution->num_parts; ++part) {
    std::byte *const place = owned_element(described, part, index);
    if (place == nullptr) continue;
    std::memcpy(place, element, item_size(described));
    found = true;
  }
  return found ? DAP_OK : not_owned(described, index, error);
}

}  // namespace
}  // namespace dap::native

int32_t dap_native_get(DAPNative *array, const int64_t *index, void *element, DAPError *error) {
  using namespace dap::native;
  const int32_t checked = check_arguments(array, index, element, error);
  return checked == DAP_OK ? named(get(*array, index, element, error), error, *array) : checked;
}

int32_t dap_native_set(DAPNative *array, const int64_t *index, const void *element, DAPError *error) {
  using namespace dap::native;
  const int32_t checked = check_arguments(array, index, element, error);
  return checked == DAP_OK ? named(set(*array, index, element, error), error, *array) : checked;
}
