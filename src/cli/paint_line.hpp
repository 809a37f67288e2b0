// SPDX-License-Identifier: BSD-3-Clause
// A plane of one dimension.
#pragma once

#include "cli/paint_tiles.hpp"

namespace dap::cli {

// A line, folded or not. Returns the height that it takes.
double paint_line(sheet &on, const panel &of, const box_on_paper &within, const looks &look);

}  // namespace dap::cli
