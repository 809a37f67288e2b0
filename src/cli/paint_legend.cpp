// SPDX-License-Identifier: BSD-3-Clause
// The legend.
#include "cli/paint_legend.hpp"

#include <array>
#include <set>

#include "cli/style.hpp"

namespace dap::cli {
namespace {

constexpr double swatch_width = 26;
constexpr double swatch_height = 14;
constexpr double line_pitch = 22;
constexpr colour example{0.467, 0.667, 0.867};

struct entry {
  role is;
  std::string words;
};

std::set<role> roles_in(const picture &of) {
  std::set<role> roles;
  const auto add = [&](const std::vector<tile> &tiles) {
    for (const tile &each : tiles) roles.insert(each.is);
  };
  for (const panel &each : of.planes) add(each.tiles);
  for (const panel &each : of.storage) add(each.tiles);
  for (const bar &each : of.lines.first) add(each.tiles);
  for (const bar &each : of.lines.last) add(each.tiles);
  return roles;
}

bool has_halo_of_nobody(const picture &of) {
  for (const panel &plane : of.storage) {
    for (const tile &each : plane.tiles) {
      if (each.rank == nobody && (each.is == role::halo || each.is == role::corner)) return true;
    }
  }
  return false;
}

bool has_several(const picture &of) {
  for (const bool each : of.has_several) {
    if (each) return true;
  }
  return false;
}

bool wraps(const picture &of) {
  for (const panel &each : of.planes) {
    if (each.row_length == 0 && (each.across.wraps || each.down.wraps)) return true;
  }
  return false;
}

std::vector<entry> entries_of(const picture &of) {
  const std::array<entry, 7> all{{{role::owned, has_several(of) ? "owned by rank.part" : "owned by the rank"},
                                  {role::halo, "halo: a copy, in the colour of the owner"},
                                  {role::corner, "halo in both dimensions"},
                                  {role::exterior, "exterior: stands for no element"},
                                  {role::boundary, "boundary"},
                                  {role::gap, "gap: nobody owns it"},
                                  {role::overlap, "overlap: owned several times"}}};
  const std::set<role> roles = roles_in(of);
  std::vector<entry> found;
  for (const entry &each : all) {
    if (roles.count(each.is) > 0) found.push_back(each);
  }
  return found;
}

void paint_swatch(sheet &on, const box_on_paper &where, role is, bool several) {
  if (is == role::boundary || is == role::overlap) on.fill(where, example);
  const double inner = is == role::boundary ? where.width / 2 : where.width;
  paint_area(on, {where.x, where.y, inner, where.height}, is, example);
  on.outline(where, {0.8, style::ink});
  if (is != role::owned) return;
  on.text(where.x + where.width / 2, where.y + 10.5, several ? "0.0" : "0", {.size = 9, .at = align::centre});
}

}  // namespace

double paint_legend(sheet &on, const picture &of, const box_on_paper &within) {
  const lettering how{.size = style::text};
  double x = within.x;
  double y = within.y;
  const auto place = [&](const std::string &words) {
    const double width = swatch_width + 6 + on.width_of(words, how) + 22;
    if (x > within.x && x + width - 22 > within.x + within.width) {
      x = within.x;
      y += line_pitch;
    }
    const point at{x, y};
    on.text(x + swatch_width + 6, y + 11, words, how);
    x += width;
    return at;
  };
  for (const entry &each : entries_of(of)) {
    const auto [left, top] = place(each.words);
    paint_swatch(on, {left, top, swatch_width, swatch_height}, each.is, has_several(of));
  }
  if (has_halo_of_nobody(of)) {
    const auto [left, top] = place("halo of what nobody owns");
    const box_on_paper where{left, top, swatch_width, swatch_height};
    paint_area(on, where, role::halo, style::grey);
    on.outline(where, {0.8, style::ink});
  }
  if (wraps(of)) {
    const auto [left, top] = place("periodic: these ends meet");
    on.line({{left + swatch_width / 2, top - 1}, {left + swatch_width / 2, top + swatch_height + 1}},
            {1.8, style::ink, true});
  }
  return y + line_pitch - within.y;
}

}  // namespace dap::cli
