// SPDX-License-Identifier: BSD-3-Clause
// The names of tiles: ranks, and their parts.
#pragma once

#include <string>
#include <vector>

#include "cli/paint_tiles.hpp"

namespace dap::cli {

// How owned tiles are named.
struct naming {
  std::string before;
  double size;
  std::string
      widest;  // Where it has no room, no name is written, so that tiles of one size are alike. Empty: all have.
};

// The largest letters that fit into all owned tiles; small ones if they fit into most; smaller ones if only these fit
// into all.
[[nodiscard]] naming naming_of(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look);

// Names where they fit, and crosses for what is exterior.
void paint_names(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look);

}  // namespace dap::cli
