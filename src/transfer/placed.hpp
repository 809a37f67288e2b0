// SPDX-License-Identifier: BSD-3-Clause
// A distribution in the ranks of a parent: what plans between worlds are made of.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <memory>

#include "transfer/introduce.hpp"

namespace dap::transfer {

// A rank of the parent.
struct parent_place {
  int32_t rank;
  int32_t size;
};

// A distribution of the parent's ranks that divides as `seen` does, each rank of the world where it is in the parent.
// Its rank formula is the world's, moved and stretched where that does it, else it has a table. A rank that is not in
// the world has no parts. `own` is what this rank passed, kept; NULL: nothing. DAP_ERROR_LIBRARY if what was heard
// makes no valid distribution.
[[nodiscard]] int32_t place(const seen_world &seen, const std::shared_ptr<const DAPDistribution> &own,
                            const parent_place &at, std::shared_ptr<const DAPDistribution> &out, DAPError *error);

}  // namespace dap::transfer
