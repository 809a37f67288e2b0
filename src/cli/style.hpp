// SPDX-License-Identifier: BSD-3-Clause
// Colours and sizes that all that is painted shares.
#pragma once

#include <array>

#include "cli/colouring.hpp"
#include "cli/sheet.hpp"

namespace dap::cli::style {

// Paul Tol's light scheme: told apart by the colour-blind, and light enough for black letters.
inline constexpr std::array<colour, num_colours> palette{{{0.467, 0.667, 0.867},
                                                          {0.933, 0.533, 0.400},
                                                          {0.267, 0.733, 0.600},
                                                          {0.933, 0.867, 0.533},
                                                          {1.000, 0.667, 0.733},
                                                          {0.733, 0.800, 0.200},
                                                          {0.600, 0.867, 1.000},
                                                          {0.667, 0.667, 0.000}}};
inline constexpr colour ink{0.13, 0.14, 0.16};
inline constexpr colour pale_ink{0.42, 0.44, 0.48};
inline constexpr colour grey{0.88, 0.88, 0.89};
inline constexpr colour white{1, 1, 1};

constexpr colour mixed(const colour &a, const colour &b, double share_of_b) {
  return {a.red + (b.red - a.red) * share_of_b, a.green + (b.green - a.green) * share_of_b,
          a.blue + (b.blue - a.blue) * share_of_b};
}

constexpr colour faded(const colour &of, double alpha) {
  return {of.red, of.green, of.blue, alpha};
}

inline constexpr double page_width = 920;
inline constexpr double margin = 46;
inline constexpr double small_text = 9;
inline constexpr double text = 10.5;
inline constexpr double heading = 12;
inline constexpr double title = 17;
inline constexpr double least_piece = 5;  // length of what would be too thin to be seen

}  // namespace dap::cli::style
