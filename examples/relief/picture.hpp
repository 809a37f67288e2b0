// SPDX-License-Identifier: BSD-3-Clause
// The picture of the demo: the relief before, after, and the difference, on one colour scale.
#ifndef DAP_RELIEF_PICTURE_HPP
#define DAP_RELIEF_PICTURE_HPP

#include <string>

#include "process_grid.hpp"

namespace dap::relief {

struct picture {
  process_grid grid;
  const double *before = nullptr;  // whole field [rows, columns], metres; row 0 is the south pole
  const double *after = nullptr;   // the same shape
  std::string title;
  std::string subtitle;
};

/** Three maps, their legend, and a close-up across 0° of longitude and a border between ranks; one process draws. */
void draw_picture(const picture &content, const std::string &path);

}  // namespace dap::relief

#endif
