// SPDX-License-Identifier: BSD-3-Clause
// The storage of parts of one dimension, as bars below each other.
#pragma once

#include "cli/paint_tiles.hpp"

namespace dap::cli {

// Returns the height that they take.
double paint_bars(sheet &on, const bars &of, const box_on_paper &within, const looks &look);

}  // namespace dap::cli
