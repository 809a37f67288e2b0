// SPDX-License-Identifier: BSD-3-Clause
// The picture of the demo: where its maps, close-ups and legend stand.
#include "picture.hpp"

#include <algorithm>
#include <array>
#include <numbers>
#include <string>

#include "canvas.hpp"
#include "map_panel.hpp"

namespace dap::relief {
namespace {

constexpr int sheet_width = 1400;
constexpr int sheet_height = 2330;
constexpr int map_left = 84;
constexpr int map_top = 142;
constexpr int map_width = 1080;
constexpr int map_height = 540;
constexpr int map_pitch = map_height + 66;
constexpr int close_up_top = map_top + 3 * map_pitch + 14;
constexpr int close_up_columns = 194;
constexpr int close_up_rows = 98;
constexpr int pixels_per_cell = 3;
constexpr rectangle legend{1214, map_top, 34, 2 * map_pitch + map_height};

/** Around the middle border between ranks in latitude and, wrapping, around 0° of longitude. */
map_window close_up_window(const process_grid &grid) {
  const std::int64_t rows = std::min<std::int64_t>(close_up_rows, grid.num_rows());
  const std::int64_t columns = std::min<std::int64_t>(close_up_columns, grid.num_columns());
  const std::int64_t border = grid.row_bounds[grid.row_bounds.size() / 2];
  return {std::clamp<std::int64_t>(border - rows / 2, 0, grid.num_rows() - rows), -columns / 4, rows, columns};
}

void draw_map(canvas &sheet, const picture &content, int index, const std::string &title, const field_value &value) {
  const process_grid &grid = content.grid;
  const rectangle area{map_left, map_top + index * map_pitch, map_width, map_height};
  const map_panel panel(grid, {0, 0, grid.num_rows(), grid.num_columns()}, area);
  sheet.text(area.x, area.y - 11, title, {.size = 19, .bold = true});
  panel.draw_field(sheet, value);
  panel.draw_ranks(sheet, 15);
  panel.draw_window(sheet, close_up_window(grid));
  panel.draw_axes(sheet, 30, 60);
}

void draw_close_up(canvas &sheet, const picture &content, int left, const std::string &title,
                   const field_value &value) {
  const map_window window = close_up_window(content.grid);
  const rectangle area{left, close_up_top, static_cast<int>(window.num_columns) * pixels_per_cell,
                       static_cast<int>(window.num_rows) * pixels_per_cell};
  const map_panel panel(content.grid, window, area);
  sheet.text(left, close_up_top - 11, title, {.size = 17, .bold = true});
  panel.draw_field(sheet, value);
  panel.draw_ranks(sheet, 13);
  panel.draw_axes(sheet, 2, 2);
}

/** 12000 as "12 000", and a true minus sign. */
std::string metres_label(int metres) {
  std::string digits = std::to_string(std::abs(metres));
  if (digits.size() > 4) digits.insert(digits.size() - 3, "\u2009");
  return (metres < 0 ? "\u2212" : "") + digits;
}

void draw_legend(canvas &sheet) {
  const auto metres_at = [](double y) { return scale_highest + (scale_lowest - scale_highest) * y / legend.height; };
  sheet.pixels(legend, [&](int, int y) { return elevation_colour(metres_at(y + 0.5)); });
  sheet.outline(legend.x - 0.5, legend.y - 0.5, legend.width + 1.0, legend.height + 1.0, {});
  const int right = legend.x + legend.width;
  for (int metres = static_cast<int>(scale_lowest); metres <= static_cast<int>(scale_highest); metres += 1000) {
    const double y = legend.y + (scale_highest - metres) / (scale_highest - scale_lowest) * legend.height;
    sheet.line(right, y, right + 7, y, {});
    sheet.text(right + 13, y + 5, metres_label(metres), {.size = 15, .bold = metres == 0});
  }
  sheet.text(right + 96, legend.y + legend.height / 2.0, "Elevation above sea level, and its change, in metres",
             {.size = 17, .alignment = align::centre, .angle = -std::numbers::pi / 2});
}

}  // namespace

void draw_picture(const picture &content, const std::string &path) {
  const std::int64_t width = content.grid.num_columns();
  const field_value before = [&](std::int64_t row, std::int64_t column) {
    return content.before[row * width + column];
  };
  const field_value after = [&](std::int64_t row, std::int64_t column) { return content.after[row * width + column]; };
  const field_value change = [&](std::int64_t row, std::int64_t column) {
    return content.after[row * width + column] - content.before[row * width + column];
  };

  canvas sheet(sheet_width, sheet_height);
  sheet.text(map_left, 52, content.title, {.size = 29, .bold = true});
  sheet.text(map_left, 84, content.subtitle, {.size = 17});
  draw_map(sheet, content, 0, "Before", before);
  draw_map(sheet, content, 1, "After", after);
  draw_map(sheet, content, 2, "Difference: after \u2212 before", change);
  const int second = sheet_width - 72 - close_up_columns * pixels_per_cell;
  draw_close_up(sheet, content, map_left, "Close-up (red frames): before", before);
  draw_close_up(sheet, content, second, "Close-up: after", after);
  draw_legend(sheet);
  sheet.save(path);
}

}  // namespace dap::relief
