// SPDX-License-Identifier: BSD-3-Clause
// Failures inside this adapter: one exception type that never leaves it, and PETSc's codes without PETSc's noise.
#pragma once

#include <dap/simple.h>
#include <petscsys.h>

#include <cstdint>
#include <new>

namespace dap::petsc {

struct failure {
  DAPError error;
};

// What a failure is about: the members of DAPError that are numbers.
struct finding {
  int32_t rule = 0;
  int32_t dim = -1;
  int32_t rank = -1;
  int64_t expected = 0;
  int64_t found = 0;
};

[[noreturn]] [[gnu::format(printf, 3, 4)]] void fail(int32_t code, const finding &what, const char *format, ...);

// Throws unless PETSc's `code` is 0.
inline void check(PetscErrorCode code, const char *function) {
  if (code != 0) fail(DAP_ERROR_LIBRARY, {.found = code}, "PETSc: %s returned the error %d", function, int{code});
}

// Throws unless the call of ours that filled `error` succeeded.
inline void require(int32_t status, const DAPError &error) {
  if (status != DAP_OK) throw failure{error};
}

// While it lives, PETSc returns its errors and does nothing else about them: its default handler prints, others abort.
class quiet_petsc {
 public:
  quiet_petsc() noexcept { static_cast<void>(PetscPushErrorHandler(PetscReturnErrorHandler, nullptr)); }
  ~quiet_petsc() { static_cast<void>(PetscPopErrorHandler()); }
  quiet_petsc(const quiet_petsc &) = delete;
  quiet_petsc &operator=(const quiet_petsc &) = delete;
};

// The border to C: runs `body` and turns whatever it throws into a status.
template <class Body>
int32_t guarded(DAPError *error, Body &&body) noexcept {
  try {
    const quiet_petsc quiet;
    body();
    return DAP_OK;
  } catch (const failure &caught) {
    if (error != nullptr) *error = caught.error;
    return caught.error.code;
  } catch (const std::bad_alloc &) {
    return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "PETSc adapter: no memory");
  } catch (...) {
    return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, 0, 0, "PETSc adapter: an unexpected exception");
  }
}

}  // namespace dap::petsc
