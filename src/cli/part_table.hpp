// SPDX-License-Identifier: BSD-3-Clause
// Who owns what, as a table, and the sums.
#pragma once

#include <string>

#include "cli/holdings.hpp"

namespace dap::cli {

// One line for each part and each rank without one; of many lines, the first and the last, unless `all`.
[[nodiscard]] std::string part_table(const holdings &of, bool all);

// Owned and stored elements, and how evenly they are spread.
[[nodiscard]] std::string totals(const holdings &of);

}  // namespace dap::cli
