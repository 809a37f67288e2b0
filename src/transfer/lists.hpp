// SPDX-License-Identifier: BSD-3-Clause
// Lists of indices as messages have them: what a part owns along an axis, said to the homes of the indices. A home is
// told by it, or asked, or both.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "transfer/lanes.hpp"
#include "transfer/sorted_runs.hpp"
#include "world/assembly.hpp"
#include "world/home.hpp"

namespace dap::transfer {

// One side along an axis of the source.
struct side_axis {
  int64_t axis;
  bool of_target;

  [[nodiscard]] std::size_t number() const noexcept { return 2 * static_cast<std::size_t>(axis) + (of_target ? 1 : 0); }
  [[nodiscard]] side_axis across() const noexcept { return {axis, !of_target}; }
  friend bool operator==(const side_axis &, const side_axis &) = default;
};

// What a list is said for, as bits.
constexpr int64_t tells = 1;        // who owns these
constexpr int64_t asks_across = 2;  // who owns them on the other side
constexpr int64_t asks_beside = 4;  // who else owns them on this side

struct list_meaning {
  side_axis side;
  int64_t coordinate;
  int64_t purposes;
};

// The home's piece of a list, by ascending index: single indices, or runs.
struct list_view {
  list_meaning means;
  int64_t base;      // of single indices
  int64_t bits;      // of a single index; 0: words are first index and count
  std::size_t size;  // single indices, or runs
  std::span<const int64_t> words;

  [[nodiscard]] bool is_single() const noexcept { return bits != 0; }

  // Indices.
  [[nodiscard]] int64_t count() const noexcept {
    int64_t indices = 0;
    for_each_run([&indices](int64_t, int64_t some) { indices += some; });
    return indices;
  }

  // Calls function(first, count).
  template <typename Function>
  void for_each_run(Function &&function) const {
    if (is_single()) {
      lane_reader indices(words, bits);
      for (std::size_t at = 0; at < size; ++at) function(base + static_cast<int64_t>(indices.next()), int64_t{1});
    } else {
      for (std::size_t at = 0; at < words.size(); at += 2) function(words[at], words[at + 1]);
    }
  }
};

// Whether a list is written index by index: it is as long as that if nearly every run is a single one.
[[nodiscard]] bool is_single(const placed_runs &runs) noexcept;

// Appends to each home's letter what of the runs is at home there.
void write_list(world::letters &outbox, const list_meaning &means, const placed_runs &runs,
                const world::homes &indices);

// Some of the runs of a list, by their numbers: those that are at home at one rank.
struct home_runs {
  int32_t home;
  model::range at_home;
  std::size_t begin, end;
};

// Calls function(home_runs) for each home of ascending runs. A run that reaches over a border is the last of one and
// the first of the next.
template <typename Function>
void for_each_home(const placed_runs &runs, const world::homes &indices, Function &&function) {
  std::size_t begin = 0;
  int64_t next = runs.empty() ? 0 : runs[0].first;
  while (begin < runs.size()) {
    const int32_t home = indices.of(next);
    const model::range at_home = indices.range_of(home);
    const std::size_t end = runs.first_from(at_home.stop, begin);
    function(home_runs{home, at_home, begin, end});
    const bool reaches_over = runs[end - 1].first + runs[end - 1].count > at_home.stop;
    begin = end - (reaches_over ? 1 : 0);
    if (begin < runs.size()) next = std::max(runs[begin].first, at_home.stop);
  }
}

// Calls function(first, position, count) for what is at home of these runs, index by index or run by run.
template <typename Function>
[[gnu::always_inline]] inline void for_each_said(const placed_runs &runs, const home_runs &here, bool singly,
                                                 Function &&function) {
  if (!runs.singles().empty()) {
    for (const uint64_t single : runs.singles().subspan(here.begin, here.end - here.begin)) {
      const placed_run run = placed_runs::single_run(single);
      function(run.first, run.position, int64_t{1});
    }
    return;
  }
  for (std::size_t number = here.begin; number < here.end; ++number) {
    const placed_run run = runs[number];
    const int64_t first = std::max(run.first, here.at_home.start);
    const int64_t stop = std::min(run.first + run.count, here.at_home.stop);
    const int64_t shift = run.position - run.first;
    if (!singly) {
      function(first, first + shift, stop - first);
      continue;
    }
    for (int64_t index = first; index < stop; ++index) function(index, index + shift, int64_t{1});
  }
}

constexpr std::size_t list_head = 8;  // words

// Calls function(list_view) for the lists of a letter.
template <typename Function>
void for_each_list(std::span<const int64_t> text, Function &&function) {
  while (!text.empty()) {
    const list_meaning means{{text[0], text[1] == 1}, text[2], text[3]};
    const auto length = static_cast<std::size_t>(text[7]);
    function(list_view{means, text[4], text[5], static_cast<std::size_t>(text[6]), text.subspan(list_head, length)});
    text = text.subspan(list_head + length);
  }
}

}  // namespace dap::transfer
