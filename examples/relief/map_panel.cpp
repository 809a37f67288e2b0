// SPDX-License-Identifier: BSD-3-Clause
// One map: a window of the field with its axes and the ranks that own it.
#include "map_panel.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace dap::relief {
namespace {

std::string degrees(double value, const char *positive, const char *negative) {
  const long whole = std::lround(std::fabs(value));
  if (whole == 0) return "0°";
  return std::to_string(whole) + "°" + (value > 0 ? positive : negative);
}

std::string longitude_label(double value) {
  const double east = std::remainder(value, 360.0);  // −180 … 180
  if (std::lround(std::fabs(east)) == 180) return "180°";
  return degrees(east, "E", "W");
}

std::int64_t wrapped(std::int64_t column, std::int64_t num_columns) {
  return ((column % num_columns) + num_columns) % num_columns;
}

/** The cells [first, end) that pixel i of n covers: at least one. */
struct cells {
  std::int64_t first, end;
};
cells covered(std::int64_t num_cells, int i, int n) {
  const std::int64_t first = num_cells * i / n;
  return {first, std::max(first + 1, num_cells * (i + 1) / n)};
}

/** A piece of the window along one axis that belongs to one coordinate of the process grid. */
struct piece {
  std::int64_t first, end;
  int coordinate;
};

std::vector<piece> pieces(const std::vector<std::int64_t> &bounds, std::int64_t first, std::int64_t count) {
  const std::int64_t period = bounds.back();
  std::vector<piece> result;
  std::int64_t position = first;
  while (position < first + count) {
    const std::int64_t inside = wrapped(position, period);
    const auto above = std::upper_bound(bounds.begin(), bounds.end(), inside);
    const std::int64_t end = std::min(first + count, position + *above - inside);
    result.push_back({position, end, static_cast<int>(above - bounds.begin()) - 1});
    position = end;
  }
  return result;
}

}  // namespace

double map_panel::x_of(double column) const {
  return area_.x +
         (column - static_cast<double>(window_.first_column)) / static_cast<double>(window_.num_columns) * area_.width;
}

double map_panel::y_of(double row) const {
  return area_.y + area_.height -
         (row - static_cast<double>(window_.first_row)) / static_cast<double>(window_.num_rows) * area_.height;
}

double map_panel::latitude(double row) const {
  return -90.0 + 180.0 * row / static_cast<double>(grid_.num_rows() - 1);
}

double map_panel::longitude(double column) const {
  return 360.0 * column / static_cast<double>(grid_.num_columns());
}

void map_panel::draw_field(canvas &sheet, const field_value &value) const {
  sheet.pixels(area_, [&](int x, int y) {
    const cells rows = covered(window_.num_rows, area_.height - 1 - y, area_.height);
    const cells columns = covered(window_.num_columns, x, area_.width);
    double sum = 0;
    for (std::int64_t row = rows.first; row < rows.end; ++row) {
      for (std::int64_t column = columns.first; column < columns.end; ++column) {
        sum += value(window_.first_row + row, wrapped(window_.first_column + column, grid_.num_columns()));
      }
    }
    return elevation_colour(sum / static_cast<double>((rows.end - rows.first) * (columns.end - columns.first)));
  });
}

void map_panel::draw_axes(canvas &sheet, double latitude_step, double longitude_step) const {
  // A tick stands on the centre of the cell that has this latitude or longitude.
  const auto first_row = static_cast<double>(window_.first_row);
  const auto last_row = first_row + static_cast<double>(window_.num_rows) - 1;
  const int bottom = area_.y + area_.height;
  const int steps_up = static_cast<int>(std::floor((latitude(last_row) + 1e-9) / latitude_step));
  for (int i = static_cast<int>(std::ceil((latitude(first_row) - 1e-9) / latitude_step)); i <= steps_up; ++i) {
    const double row = (i * latitude_step + 90.0) / 180.0 * static_cast<double>(grid_.num_rows() - 1);
    const double y = std::floor(y_of(row + 0.5)) + 0.5;
    sheet.line(area_.x - 6, y, area_.x, y, {});
    sheet.text(area_.x - 10, y + 5, degrees(i * latitude_step, "N", "S"), {.size = 14, .alignment = align::right});
  }
  const auto first_column = static_cast<double>(window_.first_column);
  const double last = longitude(first_column + static_cast<double>(window_.num_columns));
  const int steps_across = static_cast<int>(std::floor((last + 1e-9) / longitude_step));
  for (int i = static_cast<int>(std::ceil((longitude(first_column) - 1e-9) / longitude_step)); i <= steps_across; ++i) {
    const double column = i * longitude_step / 360.0 * static_cast<double>(grid_.num_columns());
    const double x = std::min(std::floor(x_of(column + 0.5)) + 0.5, area_.x + area_.width - 0.5);
    sheet.line(x, bottom, x, bottom + 6, {});
    sheet.text(x, bottom + 21, longitude_label(i * longitude_step), {.size = 14, .alignment = align::centre});
  }
  sheet.outline(area_.x - 0.5, area_.y - 0.5, area_.width + 1.0, area_.height + 1.0, {});
}

void map_panel::draw_ranks(canvas &sheet, double text_size) const {
  const std::vector<piece> rows = pieces(grid_.row_bounds, window_.first_row, window_.num_rows);
  const std::vector<piece> columns = pieces(grid_.column_bounds, window_.first_column, window_.num_columns);
  const line_style border{.width = 1.5, .dashed = true, .shade = {0.1, 0.1, 0.1}};
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const double y = std::round(y_of(static_cast<double>(rows[i].first)));
    sheet.line(area_.x, y, area_.x + area_.width, y, border);
  }
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const double x = std::round(x_of(static_cast<double>(columns[i].first)));
    sheet.line(x, area_.y, x, area_.y + area_.height, border);
  }
  for (const piece &row : rows) {
    for (const piece &column : columns) {
      const double x = x_of(static_cast<double>(column.first + column.end) / 2);
      const double y = y_of(static_cast<double>(row.first + row.end) / 2);
      sheet.badge(x, y, "rank " + std::to_string(grid_.rank_at(row.coordinate, column.coordinate)), text_size);
    }
  }
}

void map_panel::draw_window(canvas &sheet, const map_window &other) const {
  const auto outline = [&](std::int64_t first, std::int64_t end) {
    const double left = x_of(static_cast<double>(first));
    const double right = x_of(static_cast<double>(end));
    const double bottom = y_of(static_cast<double>(other.first_row));
    const double top = y_of(static_cast<double>(other.first_row + other.num_rows));
    sheet.outline(left, top, right - left, bottom - top, {.width = 2.5, .shade = {0.85, 0.1, 0.15}});
  };
  for (const piece &across : pieces({0, grid_.num_columns()}, other.first_column, other.num_columns)) {
    const std::int64_t first = wrapped(across.first, grid_.num_columns());
    outline(first, first + across.end - across.first);
  }
}

}  // namespace dap::relief
