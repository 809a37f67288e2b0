// SPDX-License-Identifier: BSD-3-Clause
// A plan, and the distributions that it belongs to.
#pragma once

#include <dap/transfer.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "transfer/half_plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::transfer {

struct planned {
  std::shared_ptr<const DAPDistribution> source;
  std::shared_ptr<const DAPDistribution> target;
  std::vector<int32_t> target_dims;
  uint64_t flags = 0;
  half_plan giving;
  half_plan getting;
};

// Checks what is passed, and keeps it. Local.
[[nodiscard]] int32_t begin_plan(const DAPDistribution *source, const DAPDistribution *target,
                                 const DAPPlanOptions *options, planned &made, DAPError *error);

// Asks with it what begin_plan has left open.
[[nodiscard]] asker asker_of(const planned &begun);

// Plans both halves. Local.
[[nodiscard]] int32_t finish_plan(const asker &known, planned &begun, DAPError *error);

}  // namespace dap::transfer

struct DAPPlan {
  std::shared_ptr<const dap::transfer::planned> plan;  // also of the transfers that run it
};
