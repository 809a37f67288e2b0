// SPDX-License-Identifier: BSD-3-Clause
// A sheet to draw on and save as PNG: the little of cairo that the picture needs.
#ifndef DAP_RELIEF_CANVAS_HPP
#define DAP_RELIEF_CANVAS_HPP

#include <cairo.h>

#include <functional>
#include <memory>
#include <string>

#include "colour_scale.hpp"

namespace dap::relief {

/** In pixels, from the top left. */
struct rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

enum class align { left, centre, right };

struct text_style {
  double size = 16;
  bool bold = false;
  align alignment = align::left;
  double angle = 0;  // radians, clockwise
  colour shade{0.13, 0.14, 0.16};
};

struct line_style {
  double width = 1;
  bool dashed = false;
  colour shade{0.13, 0.14, 0.16};
};

class canvas {
 public:
  canvas(int width, int height);

  /** `y` is the baseline. */
  void text(double x, double y, const std::string &words, const text_style &style);
  void line(double x0, double y0, double x1, double y1, const line_style &style);
  void outline(double x, double y, double width, double height, const line_style &style);
  /** A pale label with rounded corners around words centred on (x, y). */
  void badge(double x, double y, const std::string &words, double size);
  /** Sets each pixel of the area to `shade(x, y)`, counted from its top left. */
  void pixels(const rectangle &area, const std::function<colour(int, int)> &shade);
  void save(const std::string &path);

 private:
  double text_width(const std::string &words, double size, bool bold);
  void stroke(const line_style &style);

  struct surface_deleter {
    void operator()(cairo_surface_t *surface) const { cairo_surface_destroy(surface); }
  };
  struct context_deleter {
    void operator()(cairo_t *context) const { cairo_destroy(context); }
  };
  std::unique_ptr<cairo_surface_t, surface_deleter> surface_;
  std::unique_ptr<cairo_t, context_deleter> context_;
};

}  // namespace dap::relief

#endif
