// SPDX-License-Identifier: BSD-3-Clause
// Panels with their axes.
#pragma once

#include "cli/paint_tiles.hpp"

namespace dap::cli {

// Room around the tiles.
struct surroundings {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};

// Panels beside each other are drawn to one scale: the largest numbers of positions, and the most room around.
struct common_measures {
  double down = 1;
  double across = 1;
  surroundings around;
};
[[nodiscard]] common_measures measures_of(sheet &on, const std::vector<panel> &panels);

// A panel of at most this width and height, its surroundings included, whose upper left corner is (x, y). Returns the
// height that it takes.
double paint_panel(sheet &on, const panel &of, const box_on_paper &within, const common_measures &all,
                   const looks &look);

}  // namespace dap::cli
