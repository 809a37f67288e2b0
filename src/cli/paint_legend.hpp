// SPDX-License-Identifier: BSD-3-Clause
// What the areas of a picture mean.
#pragma once

#include "cli/paint_tiles.hpp"

namespace dap::cli {

// Only what there is in the picture. Returns the height that it takes.
double paint_legend(sheet &on, const picture &of, const box_on_paper &within);

}  // namespace dap::cli
