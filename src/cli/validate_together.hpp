// SPDX-License-Identifier: BSD-3-Clause
// What only all ranks together show.
#pragma once

#include <vector>

#include "cli/validate.hpp"

namespace dap::cli {

// The rules that no process can check alone, of a file that is valid on every rank: that the parts fit together, that
// every element is owned exactly once unless flagged otherwise, and that the list of boxes is that of the parts. Global
// members stand in a file once, and cannot differ.
[[nodiscard]] std::vector<finding> validate_together(const json::distribution_file &file);

}  // namespace dap::cli
