// SPDX-License-Identifier: BSD-3-Clause
// A sheet to draw on and save as PNG, by cairo.
#include "canvas.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>
#include <stdexcept>

namespace dap::relief {
namespace {

void check(cairo_status_t status, const std::string &what) {
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(what + ": " + cairo_status_to_string(status));
}

std::uint32_t packed(const colour &shade) {
  const auto byte = [](double part) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
  };
  return byte(shade.red) << 16U | byte(shade.green) << 8U | byte(shade.blue);
}

void set_font(cairo_t *context, double size, bool bold) {
  cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                         bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(context, size);
}

void set_shade(cairo_t *context, const colour &shade) {
  cairo_set_source_rgb(context, shade.red, shade.green, shade.blue);
}

}  // namespace

canvas::canvas(int width, int height)
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)), context_(cairo_create(surface_.get())) {
  check(cairo_status(context_.get()), "making the picture");
  set_shade(context_.get(), {1, 1, 1});
  cairo_paint(context_.get());
}

double canvas::text_width(const std::string &words, double size, bool bold) {
  set_font(context_.get(), size, bold);
  cairo_text_extents_t extents;
  cairo_text_extents(context_.get(), words.c_str(), &extents);
  return extents.x_advance;
}

void canvas::text(double x, double y, const std::string &words, const text_style &style) {
  const double width = text_width(words, style.size, style.bold);
  double offset = 0;
  if (style.alignment == align::centre) offset = -width / 2;
  if (style.alignment == align::right) offset = -width;
  cairo_t *context = context_.get();
  cairo_save(context);
  cairo_translate(context, x, y);
  cairo_rotate(context, style.angle);
  cairo_move_to(context, offset, 0);
  set_shade(context, style.shade);
  cairo_show_text(context, words.c_str());
  cairo_restore(context);
}

void canvas::stroke(const line_style &style) {
  cairo_t *context = context_.get();
  const double dash[] = {9, 6};
  cairo_set_dash(context, dash, style.dashed ? 2 : 0, 0);
  cairo_set_line_width(context, style.width);
  set_shade(context, style.shade);
  cairo_stroke(context);
}

void canvas::line(double x0, double y0, double x1, double y1, const line_style &style) {
  cairo_move_to(context_.get(), x0, y0);
  cairo_line_to(context_.get(), x1, y1);
  stroke(style);
}

void canvas::outline(double x, double y, double width, double height, const line_style &style) {
  cairo_rectangle(context_.get(), x, y, width, height);
  stroke(style);
}

void canvas::badge(double x, double y, const std::string &words, double size) {
  const double width = text_width(words, size, true) + size;
  const double height = size * 1.6;
  const double radius = size * 0.4;
  const double left = x - width / 2;
  const double top = y - height / 2;
  constexpr double quarter = std::numbers::pi / 2;
  cairo_t *context = context_.get();
  cairo_new_path(context);
  cairo_arc(context, left + width - radius, top + radius, radius, -quarter, 0);
  cairo_arc(context, left + width - radius, top + height - radius, radius, 0, quarter);
  cairo_arc(context, left + radius, top + height - radius, radius, quarter, 2 * quarter);
  cairo_arc(context, left + radius, top + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(context);
  cairo_set_source_rgba(context, 1, 1, 1, 0.85);
  cairo_fill(context);
  text(x, y + size * 0.36, words, {.size = size, .bold = true, .alignment = align::centre});
}

void canvas::pixels(const rectangle &area, const std::function<colour(int, int)> &shade) {
  cairo_surface_t *surface = surface_.get();
  const bool inside = area.x >= 0 && area.y >= 0 && area.x + area.width <= cairo_image_surface_get_width(surface) &&
                      area.y + area.height <= cairo_image_surface_get_height(surface);
  if (!inside) throw std::out_of_range("an image does not fit onto the picture");
  cairo_surface_flush(surface);
  unsigned char *data = cairo_image_surface_get_data(surface);
  const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < area.height; ++y) {
    for (int x = 0; x < area.width; ++x) {
      const std::uint32_t value = packed(shade(x, y));
      std::memcpy(data + (area.y + y) * stride + std::ptrdiff_t{4} * (area.x + x), &value, sizeof(value));
    }
  }
  cairo_surface_mark_dirty(surface);
}

void canvas::save(const std::string &path) {
  check(cairo_status(context_.get()), "drawing the picture");
  check(cairo_surface_write_to_png(surface_.get(), path.c_str()), "writing " + path);
}

}  // namespace dap::relief
