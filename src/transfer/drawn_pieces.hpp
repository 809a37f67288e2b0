// SPDX-License-Identifier: BSD-3-Clause
// For tests: random pieces of parts in random memory, and where their elements lie, found one by one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <utility>
#include <vector>

#include "model/drawn_dims.hpp"
#include "transfer/piece.hpp"

namespace dap::transfer {

struct drawn_list {
  std::vector<run_group> groups;
  std::vector<run> runs;
  std::vector<uint32_t> listed;
  int64_t extent = 0;  // positions are below

  [[nodiscard]] run_view view() const noexcept { return {groups, runs, listed}; }
};

// Positions behind those so far, in any order.
inline void draw_positions(drawn_list &list, int64_t count) {
  const auto first = static_cast<std::ptrdiff_t>(list.listed.size());
  list.groups.push_back({list.listed.size(), static_cast<std::size_t>(count), 0, 1, true});
  for (int64_t i = 0; i < count; ++i) {
    list.listed.push_back(static_cast<uint32_t>(list.extent));
    list.extent += model::draw(1, 3);
  }
  for (auto end = list.listed.end(); end - list.listed.begin() > first + 1; --end) {
    std::swap(*(end - 1), list.listed[static_cast<std::size_t>(model::draw(first, end - list.listed.begin() - 1))]);
  }
}

// One run, or several that are repeated, behind the positions so far, forwards or backwards. Returns how many positions
// these are.
inline int64_t draw_group(drawn_list &list, int64_t most) {
  run_group group{list.runs.size(), 0, 0, 1};
  const int64_t base = list.extent;
  int64_t count = 0;
  for (int64_t more = model::draw(1, 3); more > 0 && count < most; --more) {
    const int64_t length = model::draw(model::draw(0, 5) == 0 ? 0 : 1, std::min<int64_t>(most - count, 5));
    const int64_t repeats =
        length == 0 ? model::draw(0, 2) : model::draw(1, std::min<int64_t>((most - count) / length, 6));
    const int64_t step = length + model::draw(0, 3);
    const bool backwards = repeats > 0 && model::draw(0, 1) == 1;
    list.runs.push_back(
        {list.extent + (backwards ? (repeats - 1) * step : 0), length, backwards ? -step : step, repeats});
    list.extent += repeats * step + model::draw(0, 2);
    count += length * repeats;
    ++group.count;
  }
  group.repeats = count == 0 ? model::draw(0, 2) : model::draw(1, std::min<int64_t>(most / count, 4));
  group.step = list.extent - base;
  const bool backwards = group.repeats > 1 && model::draw(0, 1) == 1;
  if (backwards) {
    for (std::size_t i = group.first; i < list.runs.size(); ++i)
      list.runs[i].position += (group.repeats - 1) * group.step;
  }
  list.extent = base + std::max<int64_t>(group.repeats, 1) * group.step;
  if (backwards) group.step = -group.step;
  list.groups.push_back(group);
  return count * group.repeats;
}

// So many different positions.
inline drawn_list draw_list(int64_t count) {
  drawn_list list;
  if (model::draw(0, 2) == 0) {
    const int64_t first = model::draw(0, 2);
    list = {{{0, 1, 0, 1}}, {{first, count, 0, 1}}, {}, first + count + model::draw(0, 2)};
    return list;
  }
  if (model::draw(0, 3) == 0) {
    draw_positions(list, count);
    return list;
  }
  while (count > 0) {
    const int64_t listed = model::draw(0, 2) == 0 ? model::draw(1, count) : 0;
    if (listed > 0) draw_positions(list, listed);
    count -= listed > 0 ? listed : draw_group(list, count);
  }
  return list;
}

struct drawn_piece {
  std::vector<drawn_list> lists;
  std::vector<run_view> along;
  std::vector<int64_t> strides;
  std::size_t element_size = 1;
  std::vector<std::byte> memory;
  std::ptrdiff_t first = 0;  // in the memory

  [[nodiscard]] piece_layout layout() const noexcept { return {along, strides, element_size}; }

  // In C order: how far the elements are from the start of the memory.
  [[nodiscard]] std::vector<std::ptrdiff_t> places() const {
    std::vector<std::ptrdiff_t> found{first};
    for (std::size_t d = 0; d < along.size(); ++d) {
      std::vector<std::ptrdiff_t> next;
      for (const std::ptrdiff_t place : found) {
        along[d].for_each_run([&](int64_t position, int64_t length) {
          for (int64_t i = position; i < position + length; ++i) next.push_back(place + i * strides[d]);
        });
      }
      found = next;
    }
    return found;
  }
};

inline std::vector<std::byte> draw_bytes(std::size_t count) {
  std::vector<std::byte> bytes(count);
  auto state = static_cast<uint64_t>(model::draw(1, 1000000));
  for (std::byte &each : bytes) each = static_cast<std::byte>((state = state * 6364136223846793005U + 1) >> 56);
  return bytes;
}

// Axes in any order, with gaps, some of them upside down.
inline void draw_memory(drawn_piece &piece) {
  std::vector<std::size_t> order(piece.lists.size());
  std::iota(order.begin(), order.end(), 0U);
  if (model::draw(0, 1) == 1) std::reverse(order.begin(), order.end());
  if (!order.empty() && model::draw(0, 1) == 1) std::rotate(order.begin(), order.begin() + 1, order.end());
  piece.strides.resize(order.size());
  auto bytes = static_cast<int64_t>(piece.element_size);
  for (const std::size_t d : order) {
    const bool has_gap = model::draw(0, 2) == 0;
    const bool is_reversed = model::draw(0, 3) == 0;
    const int64_t stride = bytes + (has_gap ? model::draw(1, 9) : 0);
    const int64_t reach = std::max<int64_t>(piece.lists[d].extent - 1, 0) * stride;
    piece.strides[d] = is_reversed ? -stride : stride;
    if (is_reversed) piece.first += reach;
    bytes += reach;
  }
  piece.memory = draw_bytes(static_cast<std::size_t>(bytes));
}

inline drawn_piece draw_piece(const std::vector<int64_t> &counts, std::size_t element_size) {
  drawn_piece piece;
  for (const int64_t count : counts) piece.lists.push_back(draw_list(count));
  for (const drawn_list &list : piece.lists) piece.along.push_back(list.view());
  piece.element_size = element_size;
  draw_memory(piece);
  return piece;
}

inline std::vector<int64_t> draw_counts() {
  std::vector<int64_t> counts(static_cast<std::size_t>(model::draw(0, 4)));
  const int64_t most = counts.size() < 2 ? 300 : counts.size() == 2 ? 70 : 9;
  for (int64_t &count : counts) count = model::draw(0, 19) == 0 ? 0 : model::draw(1, most);
  return counts;
}

}  // namespace dap::transfer
