// SPDX-License-Identifier: BSD-3-Clause
// What is behind a DAPNative, and how its functions use its memory: within an opening, and without throwing.
#pragma once

#include <dap/native.h>
#include <dap/simple.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <stdexcept>

struct DAPNative {
  DAPSource *source;
  uint32_t writing;  // mode of the caller's own opening for writing, 0: none
};

namespace dap::native {

[[nodiscard]] inline size_t item_size(uint8_t bits, uint16_t lanes) noexcept {
  return (size_t{bits} * lanes + 7) / 8;
}

[[nodiscard]] inline size_t item_size(const DAPArray &array) noexcept {
  return item_size(array.type_bits, array.type_lanes);
}

[[nodiscard]] inline int32_t is_null(DAPError *error, const char *name) noexcept {
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "%s is NULL", name);
}

[[nodiscard]] inline int32_t no_memory(DAPError *error, int32_t rank) noexcept {
  return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, rank, 0, 0, "out of memory");
}

// Passes a status on; if it is a failure, the message begins with the name of the array.
inline int32_t named(int32_t status, DAPError *error, const DAPNative &array) noexcept {
  if (status != DAP_OK) dap_simple_named(error, dap_simple_name(dap_source_array(array.source)));
  return status;
}

// Runs a function that returns a status; containers that cannot grow become one, too.
template <typename Function>
int32_t guarded(DAPError *error, Function &&function) noexcept {
  try {
    return function();
  } catch (const std::bad_alloc &) {
    return no_memory(error, -1);
  } catch (const std::length_error &) {
    return no_memory(error, -1);
  }
}

// One use of the elements by a function of this library. The caller's own opening for writing covers it, if there is
// one.
class opening {
 public:
  opening(DAPNative &array, uint32_t mode) noexcept : array_(array), mode_(mode) {}
  opening(const opening &) = delete;
  opening &operator=(const opening &) = delete;
  ~opening() { static_cast<void>(end(nullptr)); }

  [[nodiscard]] int32_t open(DAPError *error) noexcept {
    if (array_.writing != 0) return DAP_OK;
    const int32_t status = dap_source_access(array_.source, mode_, nullptr, error);
    is_open_ = status == DAP_OK;
    return status;
  }

  [[nodiscard]] int32_t end(DAPError *error) noexcept {
    if (!is_open_) return DAP_OK;
    is_open_ = false;
    return dap_source_access(array_.source, mode_ | DAP_ACCESS_END, nullptr, error);
  }

 private:
  DAPNative &array_;
  uint32_t mode_;
  bool is_open_ = false;
};

}  // namespace dap::native
