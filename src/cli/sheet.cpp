// SPDX-License-Identifier: BSD-3-Clause
// Drawing by cairo.
#include "cli/sheet.hpp"

#include <cairo-svg.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace dap::cli {
namespace {

constexpr double most_pixels = 30000;  // along a side

}  // namespace

sheet::sheet() {
  begin(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
}

sheet::sheet(const std::string &path, double width, double height, double pixels) : path_(path) {
  is_png_ = path.ends_with(".png");
  if (!is_png_) {
    cairo_surface_t *surface = cairo_svg_surface_create(path.c_str(), width, height);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
      cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PT);
    }
    begin(surface);
  } else {
    if (std::max(width, height) * pixels > most_pixels) throw std::runtime_error(path + ": the picture is too large");
    begin(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(width * pixels)),
                                     static_cast<int>(std::ceil(height * pixels))));
    cairo_scale(context_.get(), pixels, pixels);
  }
  fill({0, 0, width, height}, {1, 1, 1});
}

// Letters have the same widths on both kinds of sheet: nothing is fitted to pixels.
void sheet::begin(cairo_surface_t *surface) {
  surface_.reset(surface);
  check(cairo_surface_status(surface));
  context_.reset(cairo_create(surface));
  check(cairo_status(context_.get()));
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
}

void sheet::check(cairo_status_t status) const {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw std::runtime_error((path_.empty() ? "drawing" : path_) + ": " + cairo_status_to_string(status));
}

void sheet::use(const pen &with) {
  const double dash[] = {3.5, 2.5};
  cairo_set_dash(context_.get(), dash, with.dashed ? 2 : 0, 0);
  cairo_set_line_width(context_.get(), with.width);
  cairo_set_source_rgba(context_.get(), with.ink.red, with.ink.green, with.ink.blue, with.ink.alpha);
}

void sheet::use(const lettering &how) {
  cairo_select_font_face(context_.get(), "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                         how.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size(context_.get(), how.size);
}

void sheet::fill(const box_on_paper &area, const colour &ink) {
  cairo_set_source_rgba(context_.get(), ink.red, ink.green, ink.blue, ink.alpha);
  cairo_rectangle(context_.get(), area.x, area.y, area.width, area.height);
  cairo_fill(context_.get());
}

void sheet::outline(const box_on_paper &area, const pen &with) {
  use(with);
  cairo_rectangle(context_.get(), area.x, area.y, area.width, area.height);
  cairo_stroke(context_.get());
}

void sheet::line(const std::vector<point> &through, const pen &with) {
  use(with);
  cairo_new_path(context_.get());
  for (const auto &[x, y] : through) cairo_line_to(context_.get(), x, y);
  cairo_stroke(context_.get());
}

void sheet::triangle(const std::array<point, 3> &corners, const colour &ink) {
  cairo_set_source_rgba(context_.get(), ink.red, ink.green, ink.blue, ink.alpha);
  cairo_new_path(context_.get());
  for (const auto &[x, y] : corners) cairo_line_to(context_.get(), x, y);
  cairo_close_path(context_.get());
  cairo_fill(context_.get());
}

void sheet::hatch(const box_on_paper &area, double apart, bool rising, const pen &with) {
  use(with);
  const double step = apart * std::sqrt(2.0);
  // The lines x ± y = c that cross the area; with c a multiple of the step, neighbours' lines meet.
  const double sign = rising ? 1 : -1;
  const double top = area.y;
  const double bottom = area.y + area.height;
  const double left = area.x;
  const double right = area.x + area.width;
  const double lowest = left + std::min(sign * top, sign * bottom);
  const double highest = right + std::max(sign * top, sign * bottom);
  const double first = std::ceil(lowest / step);
  const auto lines = static_cast<int64_t>(std::max(0.0, std::floor(highest / step) - first + 1));
  for (int64_t line = 0; line < lines; ++line) {
    const double c = (first + static_cast<double>(line)) * step;
    double x0 = c - sign * top;
    double x1 = c - sign * bottom;
    if (x0 > x1) std::swap(x0, x1);
    x0 = std::max(x0, left);
    x1 = std::min(x1, right);
    if (x1 <= x0) continue;
    cairo_move_to(context_.get(), x0, sign * (c - x0));
    cairo_line_to(context_.get(), x1, sign * (c - x1));
  }
  cairo_stroke(context_.get());
}

double sheet::width_of(const std::string &words, const lettering &how) {
  use(how);
  cairo_text_extents_t extents;
  cairo_text_extents(context_.get(), words.c_str(), &extents);
  return extents.x_advance;
}

void sheet::text(double x, double y, const std::string &words, const lettering &how) {
  const double width = width_of(words, how);
  const double offset = how.at == align::left ? 0 : how.at == align::centre ? -width / 2 : -width;
  cairo_save(context_.get());
  cairo_translate(context_.get(), x, y);
  cairo_rotate(context_.get(), how.angle);
  cairo_move_to(context_.get(), offset, 0);
  cairo_set_source_rgba(context_.get(), how.ink.red, how.ink.green, how.ink.blue, how.ink.alpha);
  cairo_show_text(context_.get(), words.c_str());
  cairo_new_path(context_.get());
  cairo_restore(context_.get());
}

void sheet::finish() {
  check(cairo_status(context_.get()));
  if (is_png_) {
    cairo_surface_flush(surface_.get());
    check(cairo_surface_write_to_png(surface_.get(), path_.c_str()));
    return;
  }
  cairo_surface_finish(surface_.get());
  check(cairo_surface_status(surface_.get()));
}

}  // namespace dap::cli
