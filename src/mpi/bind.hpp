// SPDX-License-Identifier: BSD-3-Clause
// Which arrays a plan may be bound to, and what then has to be moved.
#pragma once

#include <cstdint>
#include <vector>

#include "mpi/element_types.hpp"
#include "mpi/opened_arrays.hpp"
#include "mpi/passed_arrays.hpp"
#include "transfer/planned.hpp"

namespace dap::mpi {

// What arrays that are lawful by themselves (mpi/passed_arrays.hpp) become in a transfer. Local.
[[nodiscard]] int32_t bind_here(const transfer::planned &plan, const transfer_arguments &passed,
                                const element_types &types, std::vector<moved_array> &bound, DAPError *error);

// A number of what has to be alike on all ranks besides the first arrays themselves.
[[nodiscard]] uint64_t sum_of(const transfer::planned &plan, const transfer_arguments &passed,
                              const element_types &types) noexcept;

}  // namespace dap::mpi
