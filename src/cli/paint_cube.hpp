// SPDX-License-Identifier: BSD-3-Clause
// Three dimensions at a glance.
#pragma once

#include "cli/paint_tiles.hpp"

namespace dap::cli {

// The front, the top and the right side of a cube. Returns the height that it takes.
double paint_cube(sheet &on, const std::vector<panel> &faces, const box_on_paper &within, const looks &look);

}  // namespace dap::cli
