// SPDX-License-Identifier: BSD-3-Clause
// Nothing of Tpetra's leaves the adapter as an exception: it becomes a status and a sentence.
#ifndef DAP_ADAPTERS_TPETRA_FAILURE_HPP
#define DAP_ADAPTERS_TPETRA_FAILURE_HPP

#include <dap/dap.h>

#include <dap/tpetra.hpp>
#include <string>
#include <utility>

namespace dap::tpetra::detail {

/// The status of the exception that is being handled: DAP_ERROR_MEMORY or DAP_ERROR_LIBRARY, with what() as the
/// message.
int32_t report_exception(DAPError *error) noexcept;

/// DAP_OK while Kokkos runs; DAP_ERROR_LIBRARY otherwise: Tpetra would start it behind the program's back.
int32_t check_running(DAPError *error) noexcept;

/// DAP_ERROR_ARGUMENT, rule 1301.
int32_t argument_is_null(DAPError *error, const char *name) noexcept;

/// The object's label, or what it is if it has none.
std::string name_of(const multivector &object);

/// Returns `status`. If that is a failure, it has the object's rank if it had none.
int32_t at_rank_of(const multivector &object, int32_t status, DAPError *error) noexcept;
/// Besides, its message begins with the object's name.
int32_t about(const multivector &object, int32_t status, DAPError *error) noexcept;
/// Of a live array.
int32_t about(const DAPArray &array, int32_t status, DAPError *error) noexcept;

/// Calls `function`, which returns a status; exceptions are reported.
template <class Function>
int32_t guarded(DAPError *error, Function &&function) noexcept {
  try {
    return std::forward<Function>(function)();
  } catch (...) {
    return report_exception(error);
  }
}

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_FAILURE_HPP
