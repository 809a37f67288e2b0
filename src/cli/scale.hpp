// SPDX-License-Identifier: BSD-3-Clause
// From positions along an axis to places on paper, and where numbers stand beside it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "cli/picture.hpp"

namespace dap::cli {

// From one position to another, as a real number.
[[nodiscard]] double distance(int64_t from, int64_t to);

// Piecewise linear from [from, to) onto [0, length]: in proportion, but every piece between two borders keeps a least
// length, as far as there is room. So a halo of 1 beside a thousand million elements is seen.
class scale {
 public:
  scale(int64_t from, int64_t to, double length, std::vector<int64_t> borders = {}, double least = 0);

  [[nodiscard]] double at(int64_t position) const;
  [[nodiscard]] double length() const noexcept { return length_; }
  // Whether everything is in proportion; and the length of one position then.
  [[nodiscard]] bool is_even() const noexcept { return is_even_; }
  [[nodiscard]] double unit() const noexcept;

 private:
  std::vector<int64_t> borders_;  // from … to
  std::vector<double> places_;
  double length_;
  bool is_even_ = true;
};

struct tick {
  double place;
  std::string label;
  bool has_line;  // at a border; else the label stands in the middle of one element
};

// `room(label)`: the length that a label takes along the axis. Labels keep apart.
using label_room = std::function<double(const std::string &)>;

// Whether there is room for the index of every element.
[[nodiscard]] bool can_number_elements(const axis &side, const scale &along, const label_room &room);

// All elements if `elements`; else what fits first: the borders; every second, fifth, tenth … element; round numbers.
[[nodiscard]] std::vector<tick> ticks_of(const axis &side, const std::vector<int64_t> &borders, const scale &along,
                                         const label_room &room, bool elements);

// Grid coordinates in the middle of what they own: what fits first of all, every second, fifth, tenth …; where the same
// ones come again and again, whatever keeps apart.
[[nodiscard]] std::vector<tick> ticks_of(const std::vector<mark> &marks, const scale &along, const label_room &room);

// Where tiles begin and end along the axis, ascending, once each; with or without those that lie over others.
[[nodiscard]] std::vector<int64_t> borders_of(const std::vector<tile> &tiles, model::range tile::*along,
                                              bool with_overlays = true);

}  // namespace dap::cli
