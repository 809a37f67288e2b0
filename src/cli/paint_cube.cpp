// SPDX-License-Identifier: BSD-3-Clause
// Cubes.
#include "cli/paint_cube.hpp"

#include <algorithm>
#include <numbers>

#include "cli/paint_axes.hpp"

namespace dap::cli {
namespace {

constexpr double most_ratio = 2.5;  // of the sides; longer ones are not in proportion
constexpr double quarter = std::numbers::pi / 2;

// The far end of the top comes first when one reads.
panel seen_from_the_front(panel top) {
  const int64_t end = top.down.to();
  for (tile &each : top.tiles) each.down = {end - each.down.stop, end - each.down.start};
  return top;
}

}  // namespace

double paint_cube(sheet &on, const std::vector<panel> &faces, const box_on_paper &within, const looks &look) {
  const panel &front = faces[0];
  const panel top = seen_from_the_front(faces[1]);
  const panel &side = faces[2];
  const double ends[] = {static_cast<double>(front.down.to()), static_cast<double>(top.down.to()),
                         static_cast<double>(front.across.to())};
  const double longest = *std::max_element(ends, ends + 3);
  const auto length = [&](size_t d, double full) { return std::max(ends[d] / longest, 1 / most_ratio) * full; };
  const double full = std::min(within.height - 70, within.width - 30);
  const double height = length(0, full * 0.64);
  const double depth = length(1, full * 0.64);
  const double width = length(2, full * 0.64);
  const double back_x = depth * 0.55;
  const double back_y = depth * 0.38;
  const double left = within.x + 20;
  const double up = within.y + 37;
  const scale rows(0, front.down.to(), height, borders_of(front.tiles, &tile::down), style::least_piece);
  const scale columns(0, front.across.to(), width, borders_of(front.tiles, &tile::across), style::least_piece);
  const scale layers(0, top.down.to(), depth, borders_of(side.tiles, &tile::across), style::least_piece);
  const scale layers_down(0, top.down.to(), depth, borders_of(top.tiles, &tile::down), style::least_piece);
  const point away{back_x / depth, -back_y / depth};
  const auto face = [&](const point &origin, const point &right, const point &down, const panel &of,
                        const scale &across, const scale &along) {
    on.on_face(origin, right, down, [&] { paint_tiles(on, of.tiles, {0, 0, across, along}, look, true); });
  };
  face({left, up + back_y}, {1, 0}, {0, 1}, front, columns, rows);
  face({left + back_x, up}, {1, 0}, {-away.first, -away.second}, top, columns, layers_down);
  face({left + width, up + back_y}, away, {0, 1}, side, layers, rows);
  const double bottom = up + back_y + height;
  on.text(left + width / 2, bottom + 15, "dimension 2",
          {.size = style::small_text, .at = align::centre, .ink = style::pale_ink});
  on.text(left + width + back_x / 2 + 4, bottom - back_y / 2 + 13, "dimension 1", small);
  on.text(left - 8, up + back_y + height / 2, "dimension 0",
          {.size = style::small_text, .at = align::centre, .ink = style::pale_ink, .angle = -quarter});
  return bottom + 30 - within.y;
}

}  // namespace dap::cli
