// SPDX-License-Identifier: BSD-3-Clause
// Scales.
#include "cli/scale.hpp"

#include <algorithm>

namespace dap::cli {

// As a real number, because the difference of two positions need not fit; exact before that, because those that are
// far from 0 are not told apart as real numbers.
double distance(int64_t from, int64_t to) {
  const auto ascending = [](int64_t low, int64_t high) {
    return static_cast<double>(static_cast<uint64_t>(high) - static_cast<uint64_t>(low));
  };
  return from <= to ? ascending(from, to) : -ascending(to, from);
}

scale::scale(int64_t from, int64_t to, double length, std::vector<int64_t> borders, double least) : length_(length) {
  borders.insert(borders.end(), {from, to});
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  std::erase_if(borders, [&](int64_t each) { return each < from || each > to; });
  const size_t pieces = borders.size() - 1;
  if (static_cast<double>(pieces) * least > length / 2) borders = {from, to};  // no room: in proportion
  borders_ = std::move(borders);
  std::vector<double> lengths;
  double widened = 0;  // how much of the paper the thin pieces take, and how much the others would
  double wide = 0;
  const double unit = to > from ? length / distance(from, to) : 0;
  for (size_t i = 0; i + 1 < borders_.size(); ++i) {
    const double proportional = unit * distance(borders_[i], borders_[i + 1]);
    lengths.push_back(std::max(proportional, least));
    (proportional < least ? widened : wide) += lengths.back();
  }
  is_even_ = widened == 0;
  double place = 0;
  places_.push_back(0);
  for (double &each : lengths) {
    if (!is_even_ && each > least && wide > 0) each *= (length - widened) / wide;
    place += each;
    places_.push_back(place);
  }
}

double scale::unit() const noexcept {
  return borders_.back() > borders_.front() ? length_ / distance(borders_.front(), borders_.back()) : 0;
}

double scale::at(int64_t position) const {
  if (borders_.size() < 2) return 0;
  const auto after = std::upper_bound(borders_.begin() + 1, borders_.end() - 1, position);
  const auto piece = static_cast<size_t>(after - borders_.begin()) - 1;
  const double part = distance(borders_[piece], position) / distance(borders_[piece], borders_[piece + 1]);
  return places_[piece] + part * (places_[piece + 1] - places_[piece]);
}

std::vector<int64_t> borders_of(const std::vector<tile> &tiles, model::range tile::*along, bool with_overlays) {
  std::vector<int64_t> borders;
  for (const tile &each : tiles) {
    if (!with_overlays && (each.is == role::boundary || each.is == role::overlap)) continue;
    borders.insert(borders.end(), {(each.*along).start, (each.*along).stop});
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  return borders;
}

}  // namespace dap::cli
