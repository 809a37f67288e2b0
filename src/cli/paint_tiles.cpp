// SPDX-License-Identifier: BSD-3-Clause
// The looks of tiles.
#include "cli/paint_tiles.hpp"

#include <algorithm>
#include <cmath>

#include "cli/paint_names.hpp"
#include "cli/style.hpp"

namespace dap::cli {
namespace {

constexpr double least_element = 7;  // of elements with lines between them
constexpr double least_outlined = 3;
constexpr size_t most_hatched = 600;  // tiles; more are filled only

double snapped(double place) {
  return std::round(place * 2) / 2;
}

void paint_halo(sheet &on, const box_on_paper &where, const colour &of_rank, bool crossed) {
  const pen lines{0.7, style::mixed(of_rank, style::ink, 0.18)};
  on.fill(where, style::mixed(of_rank, style::white, 0.68));
  on.hatch(where, 3.6, true, lines);
  if (crossed) on.hatch(where, 3.6, false, lines);
}

// White lines between elements, if all are large enough.
void paint_elements(sheet &on, const std::vector<tile> &tiles, const frame &at) {
  const bool columns = at.across.is_even() && at.across.unit() >= least_element;
  const bool rows = at.down.is_even() && at.down.unit() >= least_element;
  const pen thin{0.6, style::faded(style::white, 0.75)};
  for (const tile &each : tiles) {
    if (each.is != role::owned) continue;
    const box_on_paper area = at.place(each);
    for (int64_t i = each.across.start + 1; columns && i < each.across.stop; ++i) {
      const double x = snapped(at.x + at.across.at(i));
      on.line({{x, area.y}, {x, area.y + area.height}}, thin);
    }
    for (int64_t i = each.down.start + 1; rows && i < each.down.stop; ++i) {
      const double y = snapped(at.y + at.down.at(i));
      on.line({{area.x, y}, {area.x + area.width, y}}, thin);
    }
  }
}

}  // namespace

std::string looks::name_of(const tile &each) const {
  const std::string rank = std::to_string(each.rank);
  return each.rank != nobody && has_several[static_cast<size_t>(each.rank)] ? rank + "." + std::to_string(each.part)
                                                                            : rank;
}

box_on_paper frame::place(const tile &each) const {
  const double left = snapped(x + across.at(each.across.start));
  const double right = snapped(x + across.at(each.across.stop));
  const double top = snapped(y + down.at(each.down.start));
  const double bottom = snapped(y + down.at(each.down.stop));
  return {left, top, std::max(right - left, 0.5), std::max(bottom - top, 0.5)};
}

colour colour_of(const looks &look, int64_t rank) {
  return rank == nobody ? style::grey : style::palette[look.colours[static_cast<size_t>(rank)]];
}

void paint_area(sheet &on, const box_on_paper &where, role is, const colour &of_rank) {
  switch (is) {
    case role::owned:
      on.fill(where, of_rank);
      break;
    case role::halo:
    case role::corner:
      paint_halo(on, where, of_rank, is == role::corner);
      break;
    case role::exterior:
      on.fill(where, style::grey);
      break;
    case role::gap:
      on.hatch(where, 6, false, {0.6, style::pale_ink});
      break;
    case role::overlap:
      on.hatch(where, 4, true, {0.9, style::faded(style::ink, 0.7)});
      on.hatch(where, 4, false, {0.9, style::faded(style::ink, 0.7)});
      break;
    case role::boundary:
      on.fill(where, style::faded(style::ink, 0.16));
      on.outline(where, {1.4, style::ink});
      break;
  }
}

bool stores_halo(const std::vector<tile> &tiles) {
  return std::any_of(tiles.begin(), tiles.end(), [](const tile &each) {
    return each.is == role::halo || each.is == role::corner || each.is == role::exterior;
  });
}

void paint_tiles(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look, bool named) {
  for (const tile &each : tiles) {
    if (!is_overlay(each.is)) paint_area(on, at.place(each), each.is, colour_of(look, each.rank));
  }
  paint_elements(on, tiles, at);
  const bool few = tiles.size() <= most_hatched;
  for (const tile &each : tiles) {
    const box_on_paper area = at.place(each);
    if (is_overlay(each.is)) paint_area(on, area, each.is, style::ink);
    if (is_overlay(each.is) || std::min(area.width, area.height) < least_outlined) continue;
    on.outline(area, {few ? 0.8 : 0.4, each.is == role::owned ? style::ink : style::pale_ink});
  }
  if (named) paint_names(on, tiles, at, look);
}

}  // namespace dap::cli
