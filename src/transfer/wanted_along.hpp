// SPDX-License-Identifier: BSD-3-Clause
// What a part of the target wants along one axis, by who has it in the source.
#pragma once

#include <span>
#include <vector>

#include "transfer/along.hpp"
#include "transfer/known.hpp"
#include "transfer/stored_runs.hpp"

namespace dap::transfer {

// Shares and their positions in the target, and of each share who has it and which indices it is, position by position.
struct wanted_along {
  overlap common;
  std::vector<partner> partners;  // of each share
  std::vector<run_list> indices;  // of each share, in one group
};

// By the coordinates of the source's dimension; what nobody has is left out.
[[nodiscard]] wanted_along wanted_of(std::span<const stored_run> runs, const known_dim &known);

// What lies in a range, as one share, or none.
[[nodiscard]] wanted_along wanted_within(std::span<const stored_run> runs, const model::range &indices);

}  // namespace dap::transfer
