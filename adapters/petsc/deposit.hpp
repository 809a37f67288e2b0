// SPDX-License-Identifier: BSD-3-Clause
// A received array that can still be given back.
#pragma once

#include <dap/dap.h>

namespace dap::petsc {

// An import is collective: what this process has built on the array has to be taken down again when another process fails, and
// then the array must still be the caller's, live and unchanged. So it is built on a deposit, which forwards access, and whose
// release leaves the array alone until commit() has moved it in.
class deposit {
 public:
  // Fills `out` with an array that stands for `array`, which stays where it is. The deposit dies with `out`.
  static deposit *of(const DAPArray &array, DAPArray &out);

  // Moves the array in: from now on, releasing the deposit releases it.
  void commit(DAPArray &array);

 private:
  static void on_release(DAPArray *array);
  static int32_t on_access(DAPArray *array, uint32_t mode, void **events, DAPError *error);

  DAPArray inner_ = {};
};

}  // namespace dap::petsc
