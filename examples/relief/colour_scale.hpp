// SPDX-License-Identifier: BSD-3-Clause
// The one colour scale of the picture: blue below zero, green to brown to white above, nearly white at zero.
#ifndef DAP_RELIEF_COLOUR_SCALE_HPP
#define DAP_RELIEF_COLOUR_SCALE_HPP

namespace dap::relief {

struct colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

inline constexpr double scale_lowest = -10000;  // metres
inline constexpr double scale_highest = 7000;

/** The colour of an elevation, or of a change of elevation, in metres; beyond the ends, that of the end. */
colour elevation_colour(double metres);

}  // namespace dap::relief

#endif
