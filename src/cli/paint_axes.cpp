// SPDX-License-Identifier: BSD-3-Clause
// Axes.
#include "cli/paint_axes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cli/words.hpp"

namespace dap::cli {
namespace {

constexpr double tick_length = 3.5;
constexpr double quarter = std::numbers::pi / 2;

// "dimension 1" of "dimension 1: …".
std::string short_title(const axis &side) {
  return side.title.substr(0, side.title.find(':'));
}

// "dimension 1: …" as c1.
std::string coordinate_name(const axis &side) {
  const size_t digits = side.title.find(':');
  return side.title.empty() ? "" : "c" + side.title.substr(10, digits - 10);
}

void zigzag(sheet &on, const point &from, const point &to) {
  const double length = std::hypot(to.first - from.first, to.second - from.second);
  const int steps = std::max(2, static_cast<int>(length / 5));
  const point across{(to.second - from.second) / length * 2.5, (from.first - to.first) / length * 2.5};
  std::vector<point> through;
  for (int i = 0; i <= steps; ++i) {
    const double part = static_cast<double>(i) / steps;
    const double side = i % 2 == 0 ? -1 : 1;
    through.emplace_back(from.first + part * (to.first - from.first) + side * across.first,
                         from.second + part * (to.second - from.second) + side * across.second);
  }
  on.line(through, {2.4, style::white});
  on.line(through, {0.8, style::ink});
}

}  // namespace

lettering aligned(lettering how, align at) {
  how.at = at;
  return how;
}

double widest_label(sheet &on, const axis &side, const std::vector<int64_t> &borders) {
  double widest = on.width_of(grouped(side.to()), small);
  for (const int64_t each : borders) widest = std::max(widest, on.width_of(grouped(each), small));
  if (side.stores.size() > 1) {
    for (const segment &each : side.stores) {
      widest = std::max(widest, on.width_of(grouped(each.index) + " – " + grouped(each.index + each.count), small));
    }
  }
  return widest;
}

label_room room_across(sheet &on) {
  return [&on](const std::string &label) { return on.width_of(label, small); };
}

double room_down(const std::string &) {
  return style::small_text - 3;
}

void paint_across_axis(sheet &on, const panel &of, const frame &at, bool elements) {
  const double bottom = at.y + at.down.length();
  const std::vector<int64_t> borders = borders_of(of.tiles, &tile::across, false);
  for (const tick &each : ticks_of(of.across, borders, at.across, room_across(on), elements)) {
    const double x = at.x + each.place;
    if (each.has_line) on.line({{x, bottom}, {x, bottom + tick_length}}, {0.7, style::pale_ink});
    on.text(x, bottom + 13, each.label, aligned(small, align::centre));
  }
}

void paint_down_axis(sheet &on, const panel &of, const frame &at, bool elements) {
  const std::vector<int64_t> borders = borders_of(of.tiles, &tile::down, false);
  for (const tick &each : ticks_of(of.down, borders, at.down, room_down, elements)) {
    const double y = at.y + each.place;
    if (each.has_line) on.line({{at.x - tick_length, y}, {at.x, y}}, {0.7, style::pale_ink});
    on.text(at.x - 6, y + 3.2, each.label, aligned(small, align::right));
  }
}

double paint_titles(sheet &on, const panel &of, const frame &at, double title_at) {
  double y = at.y + at.down.length() + 31;
  if (of.across.title.empty()) return 0;
  const auto fits = [&](const axis &side, double length) { return on.width_of(side.title, axis_title) <= length + 20; };
  lettering turned = axis_title;
  turned.angle = -quarter;
  const bool down_fits = fits(of.down, at.down.length());
  on.text(title_at, at.y + at.down.length() / 2, down_fits ? of.down.title : short_title(of.down), turned);
  const bool across_fits = fits(of.across, at.across.length());
  on.text(at.x + at.across.length() / 2, y, across_fits ? of.across.title : short_title(of.across), axis_title);
  double height = 0;
  for (const axis *side : {&of.down, &of.across}) {
    if (side == &of.down ? down_fits : across_fits) continue;
    height += 16;
    on.text(title_at - 8, y + height + 2, side->title, small);
  }
  return height;
}

void paint_marks(sheet &on, const panel &of, const frame &at) {
  const double right = at.x + at.across.length() + 6;
  const double above = at.y - 8;
  const std::vector<tick> across = ticks_of(of.across.marks, at.across, room_across(on));
  for (const tick &each : across) on.text(at.x + each.place, above, each.label, aligned(small, align::centre));
  if (!across.empty()) on.text(at.x - 6, above, coordinate_name(of.across), aligned(small, align::right));
  const std::vector<tick> down = ticks_of(of.down.marks, at.down, room_down);
  for (const tick &each : down) on.text(right, at.y + each.place + 3.2, each.label, small);
  if (!down.empty()) on.text(right, above, coordinate_name(of.down), small);
}

void paint_ends(sheet &on, const panel &of, const frame &at) {
  const double left = at.x;
  const double right = at.x + at.across.length();
  const double top = at.y;
  const double bottom = at.y + at.down.length();
  const auto end = [&](const point &a, const point &b, bool wraps, bool is_cut) {
    if (is_cut) return zigzag(on, a, b);
    if (wraps) on.line({a, b}, {2.6, style::white});
    on.line({a, b}, {wraps ? 1.8 : 1.0, style::ink, wraps});
  };
  end({left, top}, {left, bottom}, of.across.wraps, false);
  end({right, top}, {right, bottom}, of.across.wraps, of.across.is_cut);
  end({left, top}, {right, top}, of.down.wraps, false);
  end({left, bottom}, {right, bottom}, of.down.wraps, of.down.is_cut);
}

}  // namespace dap::cli
