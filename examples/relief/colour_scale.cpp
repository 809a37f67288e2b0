// SPDX-License-Identifier: BSD-3-Clause
// The one colour scale of the picture, as stops with straight lines between them.
#include "colour_scale.hpp"

#include <array>
#include <cstddef>

namespace dap::relief {
namespace {

struct stop {
  double metres;
  colour shade;
};

constexpr colour hex(unsigned value) {
  return {static_cast<double>(value >> 16U & 255U) / 255.0, static_cast<double>(value >> 8U & 255U) / 255.0,
          static_cast<double>(value & 255U) / 255.0};
}

// Steep around zero, so that a change of some hundred metres shows and the shelf stands off from the deep sea.
constexpr std::array<stop, 17> stops{{{scale_lowest, hex(0x0b0f33)},
                                      {-7000, hex(0x12245f)},
                                      {-5000, hex(0x1d4489)},
                                      {-3500, hex(0x2f69ad)},
                                      {-1500, hex(0x5b98ca)},
                                      {-400, hex(0x96c4e2)},
                                      {-100, hex(0xc3dff1)},
                                      {-20, hex(0xeaf4f8)},
                                      {0, hex(0xf8faf6)},
                                      {20, hex(0xe9f1da)},
                                      {100, hex(0xb3d69d)},
                                      {400, hex(0x7fb26b)},
                                      {1000, hex(0xd3c57c)},
                                      {2000, hex(0xb98a4f)},
                                      {3500, hex(0x875536)},
                                      {5000, hex(0xb7a49c)},
                                      {scale_highest, hex(0xffffff)}}};

double between(double from, double to, double fraction) {
  return from + (to - from) * fraction;
}

}  // namespace

colour elevation_colour(double metres) {
  if (!(metres > stops.front().metres)) return stops.front().shade;
  for (std::size_t i = 1; i < stops.size(); ++i) {
    if (metres > stops[i].metres) continue;
    const stop &low = stops[i - 1];
    const stop &high = stops[i];
    const double fraction = (metres - low.metres) / (high.metres - low.metres);
    return {between(low.shade.red, high.shade.red, fraction), between(low.shade.green, high.shade.green, fraction),
            between(low.shade.blue, high.shade.blue, fraction)};
  }
  return stops.back().shade;
}

}  // namespace dap::relief
