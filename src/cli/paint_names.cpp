// SPDX-License-Identifier: BSD-3-Clause
// The names of tiles: ranks, and their parts.
#include "cli/paint_names.hpp"

#include <algorithm>

#include "cli/style.hpp"

namespace dap::cli {
namespace {

constexpr double small_letters = 6.5;

bool fits(sheet &on, const std::string &words, const box_on_paper &area, double size) {
  return area.height >= size * 0.95 && on.width_of(words, {.size = size}) + size * 0.35 <= area.width;
}

// How much of the owned tiles has room for its name.
double share_named(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look,
                   const std::string &before, double size) {
  double owned = 0;
  double named = 0;
  for (const tile &each : tiles) {
    if (each.is != role::owned) continue;
    owned += 1;
    if (fits(on, before + look.name_of(each), at.place(each), size)) named += 1;
  }
  return owned == 0 ? 1 : named / owned;
}

std::string widest_name(sheet &on, const std::vector<tile> &tiles, const looks &look) {
  std::string widest;
  for (const tile &each : tiles) {
    const std::string name = each.is == role::owned ? look.name_of(each) : "";
    if (on.width_of(name, {}) > on.width_of(widest, {})) widest = name;
  }
  return widest;
}

bool has_overlay(const std::vector<tile> &tiles) {
  return std::any_of(tiles.begin(), tiles.end(), [](const tile &each) { return is_overlay(each.is); });
}

}  // namespace

naming naming_of(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look) {
  const auto share = [&](const std::string &before, double size) {
    return share_named(on, tiles, at, look, before, size);
  };
  for (const double size : {11.0, 10.0}) {
    if (share("rank ", size) == 1) return {"rank ", size, ""};
  }
  for (const double size : {11.0, 10.0, 9.0, 8.0, 7.0}) {
    if (share("", size) == 1) return {"", size, ""};
  }
  const bool most = share("", small_letters) >= 0.5;
  for (const double size : {6.0, 5.5, 5.0}) {
    if (!most && share("", size) == 1) return {"", size, ""};
  }
  return {"", small_letters, widest_name(on, tiles, look)};
}

void paint_names(sheet &on, const std::vector<tile> &tiles, const frame &at, const looks &look) {
  const bool on_clear_ground = !has_overlay(tiles);
  const naming names = naming_of(on, tiles, at, look);
  for (const tile &each : tiles) {
    if (each.is == role::exterior && fits(on, "×", at.place(each), 8)) {
      const box_on_paper area = at.place(each);
      on.text(area.x + area.width / 2, area.y + area.height / 2 + 3, "×",
              {.size = 8, .at = align::centre, .ink = style::pale_ink});
    }
    if (each.rank == nobody || is_overlay(each.is)) continue;
    const bool owned = each.is == role::owned;
    const double own_size = owned ? names.size : std::min(names.size, 8.0);
    const std::string words = owned ? names.before + look.name_of(each) : std::to_string(each.rank);
    const box_on_paper area = at.place(each);
    if (!fits(on, words, area, own_size) || (owned && !fits(on, names.widest, area, own_size))) continue;
    const double x = area.x + area.width / 2;
    const double y = area.y + area.height / 2;
    if (!owned || on_clear_ground) {  // without the lines and the hatching
      const double width = std::min(on.width_of(words, {.size = own_size}) + 3, area.width - 2);
      const colour plain = colour_of(look, each.rank);
      on.fill({x - width / 2, y - own_size * 0.5, width, own_size},
              owned ? plain : style::mixed(plain, style::white, 0.68));
    }
    on.text(x, y + own_size * 0.365, words, {.size = own_size, .at = align::centre, .ink = style::ink});
  }
}

}  // namespace dap::cli
