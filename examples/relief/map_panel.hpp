// SPDX-License-Identifier: BSD-3-Clause
// One map: a window of the field with its axes and the ranks that own it.
#ifndef DAP_RELIEF_MAP_PANEL_HPP
#define DAP_RELIEF_MAP_PANEL_HPP

#include <cstdint>
#include <functional>

#include "canvas.hpp"
#include "process_grid.hpp"

namespace dap::relief {

/** Rows and columns to show; columns may lie outside the field and wrap around. */
struct map_window {
  std::int64_t first_row = 0;
  std::int64_t first_column = 0;
  std::int64_t num_rows = 0;
  std::int64_t num_columns = 0;
};

/** What to show at (row, column), both inside the field. */
using field_value = std::function<double(std::int64_t row, std::int64_t column)>;

class map_panel {
 public:
  map_panel(const process_grid &grid, const map_window &window, const rectangle &area)
      : grid_(grid), window_(window), area_(area) {}

  /** Colours the area, north up; a pixel that covers several cells has the colour of their mean. */
  void draw_field(canvas &sheet, const field_value &value) const;
  /** Ticks every so many degrees, below and to the left, and a frame. */
  void draw_axes(canvas &sheet, double latitude_step, double longitude_step) const;
  /** Dashed borders of the process grid, and the number of the rank in each of its cells. */
  void draw_ranks(canvas &sheet, double text_size) const;
  /** Outlines another window, in two pieces if it wraps around. */
  void draw_window(canvas &sheet, const map_window &other) const;

 private:
  double x_of(double column) const;  // of the left edge of a column
  double y_of(double row) const;     // of the lower edge of a row
  double latitude(double row) const;
  double longitude(double column) const;

  process_grid grid_;
  map_window window_;
  rectangle area_;
};

}  // namespace dap::relief

#endif
