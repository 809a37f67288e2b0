// SPDX-License-Identifier: BSD-3-Clause
// Which pairs of arrays a plan of halos may be bound to: one array, twice.
#pragma once

#include "mpi/opened_arrays.hpp"
#include "transfer/planned.hpp"

namespace dap::mpi {

// Whether all parts of two arrays that are divided alike have their elements in the same places.
[[nodiscard]] bool is_same_memory(const DAPArray &a, const DAPArray &b);

// Of a plan of halos. Local.
[[nodiscard]] int32_t check_halo_pair(const transfer::planned &plan, const moved_array &moved, DAPError *error);

}  // namespace dap::mpi
