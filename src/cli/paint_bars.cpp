// SPDX-License-Identifier: BSD-3-Clause
// Bars of storage.
#include "cli/paint_bars.hpp"

#include <algorithm>

#include "cli/style.hpp"
#include "cli/words.hpp"

namespace dap::cli {
namespace {

constexpr double bar_height = 20;
constexpr double bar_pitch = 27;
constexpr size_t most_beside = 8;  // segments of a bar whose one owned range is written beside it

const lettering inside{.size = 8.5, .at = align::centre, .ink = style::ink};
const lettering label{.size = style::text, .at = align::right, .ink = style::ink};

std::vector<const bar *> all(const bars &of) {
  std::vector<const bar *> found;
  for (const bar &each : of.first) found.push_back(&each);
  for (const bar &each : of.last) found.push_back(&each);
  return found;
}

// Words on a clear ground, so that they can be read on hatching.
void write(sheet &on, double x, double y, const std::string &words, const segment &of) {
  if (of.as != storage::owned) {
    const double width = on.width_of(words, inside) + 3;
    on.fill({x - width / 2, y - 5, width, 10}, style::faded(style::white, 0.75));
  }
  on.text(x, y + 3.1, words, inside);
}

// Each index if there is room, else the first and the last. Returns whether any was written.
bool paint_indices(sheet &on, const bar &of, const frame &at) {
  const double y = at.y + bar_height / 2;
  bool any = false;
  for (const segment &each : of.stores) {
    const double begin = at.across.at(each.position);
    const double end = at.across.at(each.end());
    const auto label_of = [&](int64_t i) { return each.as == storage::exterior ? "×" : grouped(each.index + i); };
    const double unit = (end - begin) / static_cast<double>(each.count);
    if (on.width_of(label_of(each.count - 1), inside) + 3 <= unit) {
      for (int64_t i = 0; i < each.count; ++i) {
        write(on, at.x + begin + (static_cast<double>(i) + 0.5) * unit, y, label_of(i), each);
      }
      any = true;
      continue;
    }
    const std::string both = each.as == storage::exterior ? "×" : label_of(0) + " – " + label_of(each.count - 1);
    if (on.width_of(both, inside) + 6 > end - begin) continue;
    write(on, at.x + (begin + end) / 2, y, both, each);
    any = true;
  }
  return any;
}

// What is owned, behind the bar, or before it if there is no room.
void write_beside(sheet &on, const bar &of, const frame &at) {
  const auto owned =
      std::find_if(of.stores.begin(), of.stores.end(), [](const segment &each) { return each.as == storage::owned; });
  if (owned == of.stores.end()) return;
  const std::string words = "owns " + grouped(owned->index) + " – " + grouped(owned->index + owned->count - 1);
  const double end = at.across.at(of.stores.back().end());
  const bool behind = end + on.width_of(words, inside) + 8 <= at.across.length();
  const double x = behind ? end + 6 : at.across.at(of.stores.front().position) - 6;
  on.text(at.x + x, at.y + bar_height / 2 + 3.1, words,
          {.size = inside.size, .at = behind ? align::left : align::right, .ink = style::pale_ink});
}

struct extent {
  int64_t from = 0;
  int64_t to = 0;
  std::vector<int64_t> borders;
};

extent extent_of(const bars &of) {
  extent found;
  bool is_first = true;
  for (const bar *each : all(of)) {
    if (each->stores.empty()) continue;
    const int64_t from = each->stores.front().position;
    const int64_t to = each->stores.back().end();
    found.from = is_first ? from : std::min(found.from, from);
    found.to = is_first ? to : std::max(found.to, to);
    is_first = false;
    for (const segment &part : each->stores) found.borders.insert(found.borders.end(), {part.position, part.end()});
  }
  return found;
}

void paint_bar(sheet &on, const bar &of, const frame &at, const looks &look) {
  on.text(at.x - 10, at.y + bar_height / 2 + 3.6, of.label, label);
  if (of.tiles.empty()) {
    on.text(at.x, at.y + bar_height / 2 + 3.4, of.nothing, {.size = style::small_text, .ink = style::pale_ink});
    return;
  }
  paint_tiles(on, of.tiles, at, look, false);
  if (!paint_indices(on, of, at) && of.stores.size() <= most_beside) write_beside(on, of, at);
  if (of.is_cut) {
    on.text(at.x + at.across.at(of.stores.back().end()) + 4, at.y + bar_height / 2 + 3, "…", {.size = style::text});
  }
}

std::string heading_of(const bars &of) {
  const std::vector<const bar *> every = all(of);
  const bool any = std::any_of(every.begin(), every.end(), [](const bar *each) { return stores_halo(each->tiles); });
  return "What the parts store" + std::string(any ? ", halo included" : "") +
         (of.by_index ? ", by index" : ", in the order of storage");
}

}  // namespace

double paint_bars(sheet &on, const bars &of, const box_on_paper &within, const looks &look) {
  on.text(within.x, within.y + 12, heading_of(of), {.size = style::heading, .bold = true});
  double left = 0;
  for (const bar *each : all(of)) left = std::max(left, on.width_of(each->label, label) + 14);
  const extent whole = extent_of(of);
  const double width = std::min(within.width - left - 20,
                                30.0 * std::max(1.0, static_cast<double>(whole.to) - static_cast<double>(whole.from)));
  const scale across(whole.from, std::max(whole.to, whole.from + 1), width, whole.borders, style::least_piece);
  const scale down(0, 1, bar_height);
  double y = within.y + 24;
  for (const bar &each : of.first) {
    paint_bar(on, each, {within.x + left, y, across, down}, look);
    y += bar_pitch;
  }
  if (of.num_left_out > 0) {
    on.text(within.x + left, y + 8, "… " + std::to_string(of.num_left_out) + " others …",
            {.size = style::text, .ink = style::pale_ink});
    y += bar_pitch - 8;
  }
  for (const bar &each : of.last) {
    paint_bar(on, each, {within.x + left, y, across, down}, look);
    y += bar_pitch;
  }
  return y - within.y;
}

}  // namespace dap::cli
