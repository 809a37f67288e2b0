// SPDX-License-Identifier: BSD-3-Clause
// Panels with axes.
#include "cli/paint_panel.hpp"

#include <algorithm>

#include "cli/paint_axes.hpp"

namespace dap::cli {
namespace {

constexpr double most_ratio = 2.5;   // of the sides of a panel; longer ones are not in proportion
constexpr double most_element = 46;  // larger elements look clumsy

double positions_of(const axis &side) {
  return std::max(1.0, static_cast<double>(side.to()) - static_cast<double>(side.from()));
}

// Width and height of the tiles: in proportion, unless one side would be much longer than the other.
std::pair<double, double> fitted(const panel &of, const common_measures &all, double width, double height) {
  const double ratio = std::clamp(all.down / all.across, 1 / most_ratio, most_ratio);
  const double most = most_element * std::max(all.across, all.down);
  const double wide = std::min({width, height / ratio, ratio > 1 ? most / ratio : most});
  const auto share = [](double part, double whole) { return std::max(part / whole, 0.05); };
  return {wide * share(positions_of(of.across), all.across), wide * ratio * share(positions_of(of.down), all.down)};
}

surroundings room_around(sheet &on, const panel &of) {
  surroundings around;
  around.left = widest_label(on, of.down, borders_of(of.tiles, &tile::down)) + 12 + (of.down.title.empty() ? 0 : 18);
  around.right = of.down.marks.empty() ? 8 : 34;
  around.top = (of.title.empty() ? 2 : 20) + (of.across.marks.empty() && of.down.marks.empty() ? 2 : 17);
  around.bottom = of.across.title.empty() ? 22 : 40;
  return around;
}

void write_that_it_is_empty(sheet &on, const panel &of, const frame &at) {
  if (!of.tiles.empty()) return;
  on.text(at.x + at.across.length() / 2, at.y + at.down.length() / 2 + 4, "no elements",
          {.size = style::text, .at = align::centre, .ink = style::pale_ink});
}

}  // namespace

common_measures measures_of(sheet &on, const std::vector<panel> &panels) {
  common_measures all;
  for (const panel &each : panels) {
    all.down = std::max(all.down, positions_of(each.down));
    all.across = std::max(all.across, positions_of(each.across));
    const surroundings own = room_around(on, each);
    all.around = {std::max(all.around.left, own.left), std::max(all.around.right, own.right),
                  std::max(all.around.top, own.top), std::max(all.around.bottom, own.bottom)};
  }
  return all;
}

double paint_panel(sheet &on, const panel &of, const box_on_paper &within, const common_measures &all,
                   const looks &look) {
  const surroundings &around = all.around;
  const auto [width, height] =
      fitted(of, all, within.width - around.left - around.right, within.height - around.top - around.bottom);
  const scale across(of.across.from(), of.across.to(), width, borders_of(of.tiles, &tile::across), style::least_piece);
  const scale down(of.down.from(), of.down.to(), height, borders_of(of.tiles, &tile::down), style::least_piece);
  const frame at{within.x + around.left, within.y + around.top, across, down};
  if (!of.title.empty()) on.text(at.x, within.y + 13, of.title, {.size = style::text});
  paint_tiles(on, of.tiles, at, look, true);
  paint_ends(on, of, at);
  write_that_it_is_empty(on, of, at);
  const bool elements =
      can_number_elements(of.across, across, room_across(on)) && can_number_elements(of.down, down, room_down);
  paint_across_axis(on, of, at, elements);
  paint_down_axis(on, of, at, elements);
  paint_marks(on, of, at);
  return around.top + height + around.bottom + paint_titles(on, of, at, within.x + 12);
}

}  // namespace dap::cli
