// SPDX-License-Identifier: BSD-3-Clause
// The life of an array: adopted, imported, exported, opened and destroyed.
#include "native.hpp"

#include <memory>

namespace dap::native {
namespace {

// What is refused here is refused alike on all processes: the flags are global.
int32_t check_flags(uint64_t flags, int32_t rank, DAPError *error) noexcept {
  if ((flags & DAP_FEATURE_DEVICE) != 0) {
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_DEVICE, -1, rank, DAP_DEVICE_CPU, -1,
        "some part may lie outside host memory (DAP_FEATURE_DEVICE), which a native array cannot use");
  }
  if ((flags & DAP_FEATURE_EXTENSION) != 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, rank, 0, 1,
                           "some extension must be understood (DAP_FEATURE_EXTENSION), and a native array knows none");
  }
  return DAP_OK;
}

int32_t check_devices(const DAPSourceDescription &description, DAPError *error) noexcept {
  const DAPDistribution &distribution = *description.distribution;
  for (int64_t part = 0; description.parts != nullptr && part < distribution.num_parts; ++part) {
    const int32_t device = description.parts[part].buffer.device_type;
    if (device == DAP_DEVICE_CPU) continue;
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_DEVICE, -1, distribution.comm.rank, DAP_DEVICE_CPU,
                           device, "part %" PRId64 " is on device type %" PRId32 ", expected host memory", part,
                           device);
  }
  return check_flags(description.flags | distribution.flags, distribution.comm.rank, error);
}

// A native array whose source `make(source, error)` makes.
template <typename Function>
int32_t create_with(DAPNative **out, DAPError *error, Function &&make) noexcept {
  std::unique_ptr<DAPNative> array(new (std::nothrow) DAPNative{nullptr, 0});
  if (array == nullptr) return no_memory(error, -1);
  const int32_t status = make(&array->source, error);
  if (status == DAP_OK) *out = array.release();
  return status;
}

// A consumer says what it takes (rule 1150).
int32_t export_object(void *object, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (array != nullptr) array->release = nullptr;
  if (request == nullptr) return is_null(error, "request");
  return dap_native_export(static_cast<DAPNative *>(object), request, array, error);
}

}  // namespace
}  // namespace dap::native

const DAPProvider dap_native_provider = {
    {DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, "native.array", dap::native::export_object, {0, 0}};

int32_t dap_native_adopt(const DAPSourceDescription *description, DAPNative **out, DAPError *error) {
  using namespace dap::native;
  if (description == nullptr) return is_null(error, "description");
  if (description->distribution == nullptr) return is_null(error, "description->distribution");
  if (out == nullptr) return is_null(error, "out");
  const int32_t status = check_devices(*description, error);
  if (status != DAP_OK) {
    dap_simple_named(error,
                     description->name != nullptr ? description->name : dap_simple_name_in(description->extensions));
    return status;
  }
  return create_with(
      out, error, [&](DAPSource **source, DAPError *reason) { return dap_source_create(description, source, reason); });
}

int32_t dap_native_import(DAPArray *array, DAPNative **out, DAPError *error) {
  using namespace dap::native;
  if (out == nullptr) return is_null(error, "out");
  int32_t status = dap_array_validate(array, error);
  if (status != DAP_OK) return status;
  status = check_flags(array->flags, array->distribution->comm.rank, error);
  if (status != DAP_OK) return dap_simple_named(error, dap_simple_name(array)), status;
  return create_with(out, error, [&](DAPSource **source, DAPError *reason) {
    return dap_source_wrap(array, nullptr, source, reason);
  });
}

int32_t dap_native_export(DAPNative *array, const DAPRequest *request, DAPArray *out, DAPError *error) {
  if (out != nullptr) out->release = nullptr;
  if (array == nullptr) return dap::native::is_null(error, "array");
  return dap_source_export(array->source, request, out, error);
}

void dap_native_destroy(DAPNative *array) {
  if (array == nullptr) return;
  dap_source_release(array->source);
  delete array;
}

int32_t dap_native_access(DAPNative *array, uint32_t mode, DAPError *error) {
  if (array == nullptr) return dap::native::is_null(error, "array");
  const int32_t status = dap_source_access(array->source, mode, nullptr, error);
  const uint32_t opened = mode & ~DAP_ACCESS_END;
  if (opened == DAP_ACCESS_READ) return status;
  if (mode == opened && status == DAP_OK) array->writing = mode;
  // The opening is over even if its END reports a failure, unless that is refused: not held, or lent.
  const bool refused = status == DAP_ERROR_ARGUMENT || status == DAP_ERROR_BUSY;
  if (mode != opened && !refused) array->writing = 0;
  return status;
}

const DAPArray *dap_native_array(const DAPNative *array) {
  return array == nullptr ? nullptr : dap_source_array(array->source);
}
