// SPDX-License-Identifier: BSD-3-Clause
// Lists of indices as messages have them: what a part owns along an axis, said to the homes of the indices. A home is
// told by it, or asked, or both.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

// The home's piece of a list, by ascending index.
struct list_view {
  list_meaning means;
  bool is_single;  // words are indices; else first index and count
  std::span<const int64_t> words;

  // Indices.
  [[nodiscard]] int64_t count() const noexcept {
    int64_t indices = 0;
    for_each_run([&indices](int64_t, int64_t some) { indices += some; });
    return indices;
  }

  // Calls function(first, count).
  template <typename Function>
  void for_each_run(Function &&function) const {
    if (is_single) {
      for (const int64_t index : words) function(index, int64_t{1});
    } else {
      for (std::size_t at = 0; at < words.size(); at += 2) function(words[at], words[at + 1]);
    }
  }
};

// Whether a list is written index by index: it is as long as that if nearly every run is a single one.
[[nodiscard]] bool is_single(std::span<const placed_run> runs) noexcept;

// Appends to each home's letter what of the runs is at home there.
void write_list(world::letters &outbox, const list_meaning &means, std::span<const placed_run> runs,
                const world::homes &indices);

// Calls function(home, at_home, some of the runs) for each home of ascending runs. A run that reaches over a border is
// the last of one and the first of the next.
template <typename Function>
void for_each_home(std::span<const placed_run> runs, const world::homes &indices, Function &&function) {
  std::size_t begin = 0;
  int64_t next = runs.empty() ? 0 : runs[0].first;
  while (begin < runs.size()) {
    const int32_t home = indices.of(next);
    const model::range at_home = indices.range_of(home);
    const auto rest = runs.subspan(begin);
    const auto behind = std::partition_point(rest.begin(), rest.end(),
                                             [&at_home](const placed_run &run) { return run.first < at_home.stop; });
    const auto here = rest.first(static_cast<std::size_t>(behind - rest.begin()));
    function(home, at_home, here);
    const bool reaches_over = here.back().first + here.back().count > at_home.stop;
    begin += here.size() - (reaches_over ? 1 : 0);
    if (begin < runs.size()) next = std::max(runs[begin].first, at_home.stop);
  }
}

// Calls function(first, count) for what is at home of these runs, index by index or run by run.
template <typename Function>
void for_each_said(std::span<const placed_run> here, const model::range &at_home, bool singly, Function &&function) {
  for (const placed_run &run : here) {
    const int64_t first = std::max(run.first, at_home.start);
    const int64_t stop = std::min(run.first + run.count, at_home.stop);
    if (!singly) {
      function(first, stop - first);
      continue;
    }
    for (int64_t index = first; index < stop; ++index) function(index, int64_t{1});
  }
}

constexpr std::size_t list_head = 6;  // words

// Calls function(list_view) for the lists of a letter.
template <typename Function>
void for_each_list(std::span<const int64_t> text, Function &&function) {
  while (!text.empty()) {
    const auto length = static_cast<std::size_t>(text[5]);
    const list_meaning means{{text[0], text[1] == 1}, text[2], text[3]};
    function(list_view{means, text[4] == 1, text.subspan(list_head, length)});
    text = text.subspan(list_head + length);
  }
}

}  // namespace dap::transfer
