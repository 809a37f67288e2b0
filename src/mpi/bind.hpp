// SPDX-License-Identifier: BSD-3-Clause
// Which arrays a plan may be bound to, and what then has to be moved.
#pragma once

#include <dap/mpi.h>

#include <cstdint>
#include <vector>

#include "mpi/opened_arrays.hpp"
#include "transfer/planned.hpp"

namespace dap::mpi {

// What dap_mpi_transfer_create is passed.
struct transfer_arguments {
  int32_t num_arrays;
  DAPArray *const *sources;
  DAPArray *const *targets;
  const DAPTransferOptions *options;
};

// Checks it on this rank. Local.
[[nodiscard]] int32_t bind_here(const transfer::planned &plan, const transfer_arguments &passed,
                                std::vector<moved_array> &bound, DAPError *error);

// A number of what has to be alike on all ranks besides the first arrays themselves.
[[nodiscard]] uint64_t sum_of(const transfer::planned &plan, const transfer_arguments &passed) noexcept;

}  // namespace dap::mpi
