// SPDX-License-Identifier: BSD-3-Clause
// Tiles as they look on paper.
#pragma once

#include <string>
#include <vector>

#include "cli/picture.hpp"
#include "cli/scale.hpp"
#include "cli/sheet.hpp"

namespace dap::cli {

// What of a picture the looks of a tile depend on.
struct looks {
  const std::vector<size_t> &colours;
  const std::vector<bool> &has_several;

  // "3", or "3.1" where parts are told apart.
  [[nodiscard]] std::string name_of(const tile &each) const;
};

// Where tiles stand: the origin of the scales, and these.
struct frame {
  double x;
  double y;
  const scale &across;
  const scale &down;

  [[nodiscard]] box_on_paper place(const tile &each) const;
};

// Whether a tile lies over others.
[[nodiscard]] constexpr bool is_overlay(role is) noexcept {
  return is == role::boundary || is == role::overlap;
}

// The area of a tile in its role and colour.
void paint_area(sheet &on, const box_on_paper &where, role is, const colour &of_rank);
[[nodiscard]] colour colour_of(const looks &look, int64_t rank);

// Whether there is a halo among the tiles.
[[nodiscard]] bool stores_halo(const std::vector<tile> &tiles);

// All tiles, with lines between elements where these are large, and the ranks' numbers where they fit if `named`.
void paint_tiles(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look, bool named);

}  // namespace dap::cli
