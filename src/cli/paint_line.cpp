// SPDX-License-Identifier: BSD-3-Clause
// Lines.
#include "cli/paint_line.hpp"

#include <algorithm>

#include "cli/paint_axes.hpp"
#include "cli/words.hpp"

namespace dap::cli {
namespace {

constexpr double line_height = 30;
constexpr double row_height = 22;
constexpr double head_height = 16;  // coordinates
constexpr double foot_height = 40;  // indices and title

// The piece [start, stop) of a line, as a line.
panel piece_of(const panel &of, int64_t start, int64_t stop) {
  panel row = of;
  row.tiles.clear();
  for (tile each : of.tiles) {
    each.across = {std::max(each.across.start, start), std::min(each.across.stop, stop)};
    if (each.across.count() > 0) row.tiles.push_back(each);
  }
  row.across.stores = {{start, start, stop - start, storage::owned}};
  row.across.is_cut = of.across.is_cut && stop == of.across.to();
  return row;
}

// All of it in one row, with numbers. Returns the height.
double paint_whole(sheet &on, const panel &of, const box_on_paper &within, const looks &look) {
  const double left = 24;
  const scale across(0, of.across.to(), within.width - left - 4, borders_of(of.tiles, &tile::across),
                     style::least_piece);
  const scale down(0, 1, line_height);
  const frame at{within.x + left, within.y + head_height, across, down};
  paint_tiles(on, of.tiles, at, look, true);
  paint_ends(on, of, at);
  paint_across_axis(on, of, at, can_number_elements(of.across, across, room_across(on)));
  on.text(at.x + across.length() / 2, at.y + line_height + 31, of.across.title, axis_title);
  paint_marks(on, of, at);
  return head_height + line_height + foot_height;
}

// Rows below each other, each with the number of its first index. Returns the height.
double paint_folded(sheet &on, const panel &of, const box_on_paper &within, const looks &look) {
  const double left = widest_label(on, of.across, {}) + 10;
  const double width = within.width - left - 4;
  const scale down(0, 1, row_height);
  double y = within.y;
  for (int64_t start = 0; start < of.across.to();) {
    const int64_t stop = of.across.to() - start <= of.row_length ? of.across.to() : start + of.row_length;
    panel row = piece_of(of, start, stop);
    row.across.wraps = false;  // its ends are not those of the line
    const scale across(start, stop, width * static_cast<double>(stop - start) / static_cast<double>(of.row_length));
    const frame at{within.x + left, y, across, down};
    paint_tiles(on, row.tiles, at, look, true);
    paint_ends(on, row, at);
    on.text(at.x - 6, y + row_height / 2 + 3.2, grouped(start), aligned(small, align::right));
    y += row_height + 5;
    start = stop;
  }
  on.text(within.x + left + width / 2, y + 14, of.across.title, axis_title);
  return y + 22 - within.y;
}

}  // namespace

double paint_line(sheet &on, const panel &of, const box_on_paper &within, const looks &look) {
  const double title = of.title.empty() ? 0 : 20;
  if (!of.title.empty()) on.text(within.x, within.y + 13, of.title, {.size = style::text});
  const box_on_paper below{within.x, within.y + title, within.width, 0};
  return title + (of.row_length > 0 ? paint_folded(on, of, below, look) : paint_whole(on, of, below, look));
}

}  // namespace dap::cli
