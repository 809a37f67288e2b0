// SPDX-License-Identifier: BSD-3-Clause
// Agreement on errors for this layer's own checks.
#pragma once

#include <dap/dap.h>
#include <mpi.h>

#include <cstdint>

namespace dap::mpi {

// dap_mpi_agree with the error as it is: one that names no rank names none for the others, either.
[[nodiscard]] int32_t agree_as_told(MPI_Comm comm, int32_t code, DAPError &error) noexcept;

}  // namespace dap::mpi
