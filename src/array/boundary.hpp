// SPDX-License-Identifier: BSD-3-Clause
// The border between C++ inside and C outside: nothing is thrown across it.
#pragma once

#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace dap::array {

// Runs a function that returns a status; what it throws (only containers that cannot grow do) becomes one, too.
template <typename Function>
int32_t guarded(DAPError *error, Function &&function) noexcept {
  try {
    return std::forward<Function>(function)();
  } catch (const std::bad_alloc &) {
    return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "out of memory");
  } catch (const std::length_error &) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, -1, 0, 0,
                           "a list is longer than this process can hold");
  } catch (...) {
    return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, 0, 0, "an unexpected exception was thrown");
  }
}

inline int32_t argument_is_null(DAPError *error, const char *name) noexcept {
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "%s is NULL", name);
}

// Passes a status on; if it is a failure, the message begins with the name of the array, if there is one.
inline int32_t named(int32_t status, DAPError *error, const char *name) noexcept {
  if (status != DAP_OK) dap_simple_named(error, name);
  return status;
}

// The same for an array that was handed in.
inline int32_t named(int32_t status, DAPError *error, const DAPArray &array) noexcept {
  return status == DAP_OK || array.release == nullptr ? status : named(status, error, dap_simple_name(&array));
}

// Passes a status on; a failure that names no rank, because it was found before comm could be read, names this one.
inline int32_t placed(int32_t status, DAPError *error, int32_t rank) noexcept {
  if (status == DAP_OK || error == nullptr || error->rank >= 0) return status;
  const DAPError told = *error;
  const std::string_view text = told.message;
  const auto length = static_cast<int>(std::min(text.rfind(" (spec "), text.size()));
  dap_simple_fail(error, told.code, told.rule, -1, rank, told.expected, told.found, "%.*s", length, told.message);
  error->dim = told.dim;  // which the text has already
  return status;
}

}  // namespace dap::array
