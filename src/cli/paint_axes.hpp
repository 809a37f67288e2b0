// SPDX-License-Identifier: BSD-3-Clause
// What stands around tiles: indices, titles, coordinates, and how the ends look.
#pragma once

#include "cli/paint_tiles.hpp"
#include "cli/style.hpp"

namespace dap::cli {

inline const lettering small{.size = style::small_text, .ink = style::pale_ink};
inline const lettering axis_title{.size = style::text, .at = align::centre, .ink = style::ink};
[[nodiscard]] lettering aligned(lettering how, align at);

// The width of the widest number that may stand beside a side.
[[nodiscard]] double widest_label(sheet &on, const axis &side, const std::vector<int64_t> &borders);

// Room that a number takes along a side.
[[nodiscard]] label_room room_across(sheet &on);
[[nodiscard]] double room_down(const std::string &label);

// Indices below, and to the left: of all elements, or at borders.
void paint_across_axis(sheet &on, const panel &of, const frame &at, bool elements);
void paint_down_axis(sheet &on, const panel &of, const frame &at, bool elements);

// Beside the sides, the left one at `title_at`; where there is no room for all the words, a name there and the words
// below. Returns the height of the latter.
double paint_titles(sheet &on, const panel &of, const frame &at, double title_at);

// Grid coordinates above and to the right.
void paint_marks(sheet &on, const panel &of, const frame &at);

// Solid ends, dashed ones where the ends meet, a torn one where there is more.
void paint_ends(sheet &on, const panel &of, const frame &at);

}  // namespace dap::cli
