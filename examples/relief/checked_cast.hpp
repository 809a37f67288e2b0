// SPDX-License-Identifier: BSD-3-Clause
// Integer conversions that throw instead of losing a value: MPI and PETSc count in int.
#ifndef DAP_RELIEF_CHECKED_CAST_HPP
#define DAP_RELIEF_CHECKED_CAST_HPP

#include <stdexcept>
#include <utility>

namespace dap::relief {

template <class To, class From>
To checked_cast(From value) {
  if (!std::in_range<To>(value)) throw std::overflow_error("an extent does not fit into the integer type of a library");
  return static_cast<To>(value);
}

}  // namespace dap::relief

#endif
