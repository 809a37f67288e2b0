// SPDX-License-Identifier: BSD-3-Clause
// Whether what ranks expect of each other is what they give.
#pragma once

#include "mpi/mpi_assembly.hpp"
#include "transfer/planned.hpp"

namespace dap::mpi {

// Who gives how much to whom: what a rank expects is what comes, or nobody starts (1705). Collective; one round of
// messages.
[[nodiscard]] int32_t compare_messages(mpi_assembly &all, const transfer::planned &plan, DAPError *error);

}  // namespace dap::mpi
