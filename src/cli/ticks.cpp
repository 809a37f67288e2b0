// SPDX-License-Identifier: BSD-3-Clause
// Ticks: which numbers stand beside a scale.
#include <algorithm>
#include <optional>

#include "cli/scale.hpp"
#include "cli/words.hpp"

namespace dap::cli {
namespace {

constexpr double apart = 7;            // between labels
constexpr double marks_apart = 3;      // between those of coordinates, which are as wide as what they stand beside
constexpr int64_t most_elements = 96;  // that are told apart

// The index at a position, if there is an element.
std::optional<int64_t> index_at(const axis &side, int64_t position) {
  for (const segment &each : side.stores) {
    if (position < each.position || position >= each.end()) continue;
    if (each.as == storage::exterior) return std::nullopt;
    return each.index + (position - each.position);
  }
  return std::nullopt;
}

std::string label_at(const axis &side, int64_t position) {
  const auto index = index_at(side, position);
  return index ? grouped(*index) : "×";
}

bool keep_apart(const std::vector<tick> &ticks, const label_room &room, double between = apart) {
  for (size_t i = 1; i < ticks.size(); ++i) {
    const double needed = (room(ticks[i - 1].label) + room(ticks[i].label)) / 2 + between;
    if (ticks[i].place - ticks[i - 1].place < needed) return false;
  }
  return true;
}

// Of the elements whose index is a multiple of the step, and of the first position of an exterior.
std::vector<tick> element_ticks(const axis &side, const scale &along, int64_t step) {
  std::vector<tick> ticks;
  bool was_inside = true;
  for (int64_t position = side.from(); position < side.to(); ++position) {
    const auto index = index_at(side, position);
    if (step == 1 || (index ? *index % step == 0 : was_inside)) {
      ticks.push_back({(along.at(position) + along.at(position + 1)) / 2, label_at(side, position), false});
    }
    was_inside = index.has_value();
  }
  return ticks;
}

// In a plane the first index behind each border; in a part's storage, whose indices may jump, the range of each
// segment.
std::vector<tick> border_ticks(const axis &side, const std::vector<int64_t> &borders, const scale &along) {
  std::vector<tick> ticks;
  if (side.stores.size() == 1 && side.from() == side.stores[0].index) {
    for (const int64_t each : borders) ticks.push_back({along.at(each), grouped(each), true});
    return ticks;
  }
  for (const segment &each : side.stores) {
    const std::string last = each.count > 1 ? " – " + grouped(each.index + each.count - 1) : "";
    ticks.push_back({(along.at(each.position) + along.at(each.end())) / 2,
                     each.as == storage::exterior ? "×" : grouped(each.index) + last, false});
  }
  return ticks;
}

// 1, 2, 5, 10, 20 …; empty when there is none more.
std::optional<int64_t> next_round(int64_t step) {
  int64_t leading = step;
  while (leading >= 10) leading /= 10;
  const int64_t unit = step / leading;
  const int64_t factor = leading == 1 ? 2 : leading == 2 ? 5 : 10;
  int64_t next = 0;
  if (__builtin_mul_overflow(unit, factor, &next)) return std::nullopt;
  return next;
}

std::vector<tick> round_ticks(const axis &side, const scale &along, const label_room &room) {
  const double widest = room(grouped(side.to())) + apart;
  const double extent = distance(side.from(), side.to());
  std::optional<int64_t> step = 1;
  while (step && static_cast<double>(*step) / extent * along.length() < widest) step = next_round(*step);
  std::vector<tick> ticks;
  if (!step) return ticks;
  for (int64_t position = side.from(); position < side.to();) {
    const int64_t past = position % *step;
    if (past != 0) {
      position += *step - past;
      continue;
    }
    ticks.push_back({along.at(position), grouped(position), true});
    if (side.to() - position <= *step) break;
    position += *step;
  }
  ticks.push_back({along.at(side.to()), grouped(side.to()), true});
  if (!keep_apart(ticks, room)) ticks.pop_back();
  return ticks;
}

// The ends, and of what is between what keeps apart.
std::vector<tick> thinned(const std::vector<tick> &all, const label_room &room) {
  std::vector<tick> some{all.front()};
  for (size_t i = 1; i < all.size(); ++i) {
    some.push_back(all[i]);
    const bool is_last = i + 1 == all.size();
    while (is_last && some.size() > 2 && !keep_apart(some, room)) some.erase(some.end() - 2);
    if (!is_last && !keep_apart(some, room)) some.pop_back();
  }
  return some;
}

}  // namespace

bool can_number_elements(const axis &side, const scale &along, const label_room &room) {
  return along.is_even() && distance(side.from(), side.to()) <= most_elements &&
         keep_apart(element_ticks(side, along, 1), room);
}

std::vector<tick> ticks_of(const axis &side, const std::vector<int64_t> &borders, const scale &along,
                           const label_room &room, bool elements) {
  if (side.to() <= side.from()) return {};
  if (elements) return element_ticks(side, along, 1);
  std::vector<tick> at_borders = border_ticks(side, borders, along);
  if (keep_apart(at_borders, room)) return at_borders;
  if (along.is_even() && distance(side.from(), side.to()) <= most_elements) {
    for (std::optional<int64_t> step = 2; step && *step < side.to() - side.from(); step = next_round(*step)) {
      std::vector<tick> ticks = element_ticks(side, along, *step);
      if (keep_apart(ticks, room)) return ticks;
    }
  }
  const bool is_plane = side.stores.size() == 1 && side.from() == side.stores[0].index;
  return is_plane && along.is_even() ? round_ticks(side, along, room) : thinned(at_borders, room);
}

std::vector<tick> ticks_of(const std::vector<mark> &marks, const scale &along, const label_room &room) {
  std::vector<tick> all;
  int64_t highest = 0;
  for (const mark &each : marks) {
    highest = std::max(highest, each.coordinate);
    all.push_back({(along.at(each.where.start) + along.at(each.where.stop)) / 2, grouped(each.coordinate), false});
  }
  for (std::optional<int64_t> step = 1; step && *step <= highest + 1; step = next_round(*step)) {
    std::vector<tick> some;
    for (size_t i = 0; i < marks.size(); ++i) {
      if (marks[i].coordinate % *step == 0) some.push_back(all[i]);
    }
    if (keep_apart(some, room, marks_apart)) return some;
  }
  std::vector<tick> some;
  for (const tick &each : all) {
    some.push_back(each);
    if (!keep_apart(some, room, marks_apart)) some.pop_back();
  }
  return some;
}

}  // namespace dap::cli
