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

// Numbers of positions.
struct extents {
  double down = 1;
  double across = 1;
};
[[nodiscard]] extents largest_of(const std::vector<panel> &panels);

// A panel of at most this width and height, its surroundings included, whose upper left corner is (x, y); as large
// beside the largest as its extents are. Returns the height that it takes.
double paint_panel(sheet &on, const panel &of, const box_on_paper &within, const extents &largest, const looks &look);

// A line, folded or not. Returns the height that it takes.
double paint_line(sheet &on, const panel &of, const box_on_paper &within, const looks &look);

// The front, the top and the right side of a cube. Returns the height that it takes.
double paint_cube(sheet &on, const std::vector<panel> &faces, const box_on_paper &within, const looks &look);

}  // namespace dap::cli
