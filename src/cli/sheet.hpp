// SPDX-License-Identifier: BSD-3-Clause
// A sheet to draw on, by cairo: the same calls make a PNG and an SVG.
#pragma once

#include <cairo.h>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dap::cli {

struct colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  double alpha = 1;
};

// In points, from the top left.
struct box_on_paper {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

enum class align { left, centre, right };

struct lettering {
  double size = 11;
  align at = align::left;
  bool bold = false;
  colour ink{0.13, 0.14, 0.16};
  double angle = 0;  // radians, clockwise
};

struct pen {
  double width = 0.8;
  colour ink{0.13, 0.14, 0.16};
  bool dashed = false;
};

using point = std::pair<double, double>;

class sheet {
 public:
  // One that nothing is kept of: to measure with.
  sheet();
  // A file, whose name ends in .svg or .png; a PNG has `pixels` to a point. Throws std::runtime_error.
  sheet(const std::string &path, double width, double height, double pixels);

  void fill(const box_on_paper &area, const colour &ink);
  void outline(const box_on_paper &area, const pen &with);
  void line(const std::vector<point> &through, const pen &with);
  void triangle(const std::array<point, 3> &corners, const colour &ink);
  // Lines that rise (or fall) to the right, `apart` from each other, within the area.
  void hatch(const box_on_paper &area, double apart, bool rising, const pen &with);
  // `y` is the baseline.
  void text(double x, double y, const std::string &words, const lettering &how);
  [[nodiscard]] double width_of(const std::string &words, const lettering &how);

  // What is drawn by the function goes through the matrix of a face: x along `right`, y along `down`, from `origin`.
  template <typename Function>
  void on_face(const point &origin, const point &right, const point &down, Function &&function) {
    cairo_save(context_.get());
    cairo_matrix_t face;
    cairo_matrix_init(&face, right.first, right.second, down.first, down.second, origin.first, origin.second);
    cairo_transform(context_.get(), &face);
    function();
    cairo_restore(context_.get());
  }

  // Writes the file. Throws std::runtime_error if it cannot be written.
  void finish();

 private:
  struct closer {
    void operator()(cairo_surface_t *surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t *context) const { cairo_destroy(context); }
  };
  void begin(cairo_surface_t *surface);
  void use(const pen &with);
  void use(const lettering &how);
  void check(cairo_status_t status) const;

  std::string path_;
  bool is_png_ = false;
  std::unique_ptr<cairo_surface_t, closer> surface_;
  std::unique_ptr<cairo_t, closer> context_;
};

}  // namespace dap::cli
