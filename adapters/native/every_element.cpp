// SPDX-License-Identifier: BSD-3-Clause
// All owned elements with their global indices: fill and visit.
#include <vector>

#include "native.hpp"
#include "owned_elements.hpp"

namespace dap::native {
namespace {

std::vector<owned_elements> elements_of(const DAPArray &array) {
  std::vector<owned_elements> parts;
  for (int64_t part = 0; part < array.distribution->num_parts; ++part) parts.emplace_back(array, part);
  return parts;
}

// Calls function(index, element) for every owned element of this process. What can run out of memory does so before the
// opening, so that nothing is half filled.
template <typename Function>
int32_t within(DAPNative &array, uint32_t mode, DAPError *error, Function &&function) {
  const int32_t status = guarded(error, [&] {
    const DAPArray &described = *dap_source_array(array.source);
    const auto parts = elements_of(described);
    const auto last = static_cast<size_t>(described.distribution->ndim > 0 ? described.distribution->ndim - 1 : 0);
    opening use(array, mode);
    const int32_t opened = use.open(error);
    if (opened != DAP_OK) return opened;
    for (const auto &part : parts) {
      for_each_run(part.dims, part.origin, [&](int64_t *index, std::byte *element, int64_t count, int64_t stride) {
        for (int64_t k = 0; k < count; ++k, ++index[last]) function(index, element + k * stride);
      });
    }
    return use.end(error);
  });
  return named(status, error, array);
}

}  // namespace
}  // namespace dap::native

int32_t dap_native_fill(DAPNative *array, void (*function)(const int64_t *index, void *element, void *context),
                        void *context, DAPError *error) {
  using namespace dap::native;
  if (array == nullptr || function == nullptr) return is_null(error, array == nullptr ? "array" : "function");
  return within(*array, DAP_ACCESS_OVERWRITE, error,
                [&](const int64_t *index, std::byte *element) { function(index, element, context); });
}

int32_t dap_native_visit(DAPNative *array, void (*function)(const int64_t *index, const void *element, void *context),
                         void *context, DAPError *error) {
  using namespace dap::native;
  if (array == nullptr || function == nullptr) return is_null(error, array == nullptr ? "array" : "function");
  return within(*array, DAP_ACCESS_READ, error,
                [&](const int64_t *index, std::byte *element) { function(index, element, context); });
}
