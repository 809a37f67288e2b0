// SPDX-License-Identifier: BSD-3-Clause
// What parts store, halo included, as rectangles with their owners.
#pragma once

#include "cli/picture.hpp"

namespace dap::cli {

// Whether some part stores more than it owns, or in another order than that of the indices.
[[nodiscard]] bool is_worth_showing(const holdings &of);

// One dimension: a bar for each part, and for each rank without one; of many, `most.parts` at each end.
[[nodiscard]] bars lines_of(const holdings &of, const limits &most);

// Two and three dimensions: up to `most.parts` parts, those with the most halo among them. Of three dimensions the
// middle layer of what is owned along `depth`.
[[nodiscard]] std::vector<panel> panels_of(const holdings &of, size_t depth, const limits &most);

}  // namespace dap::cli
