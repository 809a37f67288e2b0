// SPDX-License-Identifier: BSD-3-Clause
// Panels with axes.
#include "cli/paint_panel.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cli/style.hpp"
#include "cli/words.hpp"

namespace dap::cli {
namespace {

constexpr double tick_length = 3.5;
constexpr double most_ratio = 2.5;   // of the sides of a panel; longer ones are not in proportion
constexpr double most_element = 46;  // larger elements look clumsy
constexpr double quarter = std::numbers::pi / 2;
constexpr double line_height = 30;
constexpr double row_height = 22;

const lettering small{.size = style::small_text, .ink = style::pale_ink};
const lettering axis_title{.size = style::text, .at = align::centre, .ink = style::ink};

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

// "dimension 1" of "dimension 1: …".
std::string short_title(const axis &side) {
  return side.title.substr(0, side.title.find(':'));
}

// Beside the sides; where there is no room for all the words, a name there and the words below. Returns the height of
// the latter.
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

// Grid coordinates above and to the right, where they fit between the borders.
void paint_marks(sheet &on, const panel &of, const frame &at, const std::string &across_name,
                 const std::string &down_name) {
  const double right = at.x + at.across.length() + 6;
  bool any = false;
  for (const mark &each : of.across.marks) {
    const std::string words = std::to_string(each.coordinate);
    const double begin = at.across.at(each.where.start);
    const double end = at.across.at(each.where.stop);
    if (on.width_of(words, small) + 2 > end - begin) continue;
    on.text(at.x + (begin + end) / 2, at.y - 6, words, aligned(small, align::centre));
    any = true;
  }
  if (any) on.text(at.x - 6, at.y - 6, across_name, aligned(small, align::right));
  any = false;
  for (const mark &each : of.down.marks) {
    const double begin = at.down.at(each.where.start);
    const double end = at.down.at(each.where.stop);
    if (end - begin < style::small_text) continue;
    on.text(right, at.y + (begin + end) / 2 + 3.2, std::to_string(each.coordinate), small);
    any = true;
  }
  if (any) on.text(right, at.y - 6, down_name, small);
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

// Solid ends, dashed ones where the ends meet, a torn one where there is more.
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

// "dimension 1: …" as c1.
std::string coordinate_name(const axis &side) {
  const size_t digits = side.title.find(':');
  return side.title.empty() ? "" : "c" + side.title.substr(10, digits - 10);
}

// The far end of the top comes first when one reads.
panel seen_from_the_front(panel top) {
  const int64_t end = top.down.to();
  for (tile &each : top.tiles) each.down = {end - each.down.stop, end - each.down.start};
  return top;
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
  if (of.across.to() > of.across.from() && of.down.to() > of.down.from()) return;
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
  paint_marks(on, of, at, coordinate_name(of.across), coordinate_name(of.down));
  return around.top + height + around.bottom + paint_titles(on, of, at, within.x + 12);
}

double paint_line(sheet &on, const panel &of, const box_on_paper &within, const looks &look) {
  double y = within.y;
  if (!of.title.empty()) {
    on.text(within.x, y + 13, of.title, {.size = style::text, .ink = style::ink});
    y += 20;
  }
  const int64_t length = of.row_length > 0 ? of.row_length : of.across.to();
  const double left = of.row_length > 0 ? widest_label(on, of.across, {}) + 10 : 24;
  const double width = within.width - left - 4;
  const double height = of.row_length > 0 ? row_height : line_height;
  int64_t start = 0;
  do {
    panel row = of;
    row.tiles.clear();
    const int64_t stop = of.across.to() - start <= length ? of.across.to() : start + length;
    for (tile each : of.tiles) {
      each.across = {std::max(each.across.start, start), std::min(each.across.stop, stop)};
      if (each.across.count() > 0) row.tiles.push_back(each);
    }
    row.across.stores = {{start, start, stop - start, storage::owned}};
    row.across.is_cut = of.across.is_cut && stop == of.across.to();
    const bool folded = of.row_length > 0;
    const double share = folded ? static_cast<double>(stop - start) / static_cast<double>(length) : 1;
    const std::vector<int64_t> borders = borders_of(row.tiles, &tile::across);
    const scale across(start, stop, width * share, borders, folded ? 0 : style::least_piece);
    const scale down(0, 1, height);
    const frame at{within.x + left, y + (folded ? 0 : 16), across, down};
    paint_tiles(on, row.tiles, at, look, true);
    row.across.wraps = of.across.wraps && !folded;
    paint_ends(on, row, at);
    if (folded) {
      on.text(at.x - 6, at.y + height / 2 + 3.2, grouped(start), aligned(small, align::right));
    } else {
      paint_across_axis(on, row, at, can_number_elements(row.across, across, room_across(on)));
      on.text(at.x + across.length() / 2, at.y + height + 31, of.across.title, axis_title);
      paint_marks(on, row, at, coordinate_name(of.across), "");
    }
    y += folded ? row_height + 5 : line_height + 16 + 40;
    start = stop;
  } while (start < of.across.to());
  if (of.row_length == 0) return y - within.y;
  on.text(within.x + left + width / 2, y + 14, of.across.title, axis_title);
  return y + 22 - within.y;
}

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
