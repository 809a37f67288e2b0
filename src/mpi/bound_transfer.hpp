// SPDX-License-Identifier: BSD-3-Clause
// A plan that is bound to arrays: what the handle of a transfer has.
#pragma once

#include <dap/mpi.h>

#include <memory>

#include "mpi/passed_arrays.hpp"
#include "mpi/transfer_run.hpp"
#include "transfer/planned.hpp"

struct DAPTransfer {
  std::shared_ptr<const dap::transfer::planned> plan;
  dap::mpi::transfer_run run;
  bool overwrites;
  bool is_running = false;
};
