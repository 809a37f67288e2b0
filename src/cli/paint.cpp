// SPDX-License-Identifier: BSD-3-Clause
// The page: title, planes, storage, legend, notes.
#include "cli/paint.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "cli/paint_bars.hpp"
#include "cli/paint_cube.hpp"
#include "cli/paint_legend.hpp"
#include "cli/paint_line.hpp"
#include "cli/paint_panel.hpp"
#include "cli/style.hpp"

namespace dap::cli {
namespace {

constexpr double inner_width = style::page_width - 2 * style::margin;
constexpr double plane_height = 560;  // of one that stands alone
constexpr double gap = 18;

// Words that are broken where the line ends. Returns the baseline behind the last line.
double paint_text(sheet &on, double y, const std::string &words, const lettering &how) {
  std::istringstream in(words);
  std::string line;
  for (std::string word; in >> word;) {
    std::string longer = line;
    if (!line.empty()) longer += ' ';
    longer += word;
    if (!line.empty() && on.width_of(longer, how) > inner_width) {
      on.text(style::margin, y, line, how);
      y += how.size * 1.45;
      line = word;
    } else {
      line = longer;
    }
  }
  if (line.empty()) return y;
  on.text(style::margin, y, line, how);
  return y + how.size * 1.45;
}

double paint_head(sheet &on, const picture &of) {
  double y = paint_text(on, style::margin + 12, of.title, {.size = style::title, .bold = true}) + 2;
  y = paint_text(on, y, of.about, {.size = 11.5, .ink = style::pale_ink});
  y = paint_text(on, y, of.formula, {.size = 11.5, .ink = style::pale_ink});
  for (const std::string &each : of.dims) y = paint_text(on, y, each, {.size = 11.5, .ink = style::pale_ink});
  return y + 6;
}

// Rows of cells: the cube, if there is one, then the panels.
double paint_grid(sheet &on, double y, const std::vector<panel> &cube, const std::vector<panel> &panels, size_t columns,
                  double height, const looks &look) {
  const double width = (inner_width - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const common_measures all = measures_of(on, panels);
  const size_t before = cube.empty() ? 0 : 1;
  for (size_t first = 0; first < before + panels.size(); first += columns) {
    double highest = 0;
    for (size_t i = first; i < std::min(before + panels.size(), first + columns); ++i) {
      const box_on_paper cell{style::margin + static_cast<double>(i - first) * (width + gap), y, width, height};
      highest = std::max(highest, i < before ? paint_cube(on, cube, cell, look)
                                             : paint_panel(on, panels[i - before], cell, all, look));
    }
    y += highest + gap;
  }
  return y;
}

double paint_planes(sheet &on, double y, const picture &of, const looks &look) {
  const bool is_line = of.planes[0].down.title.empty();
  if (is_line) {
    for (const panel &each : of.planes) y += paint_line(on, each, {style::margin, y, inner_width, 0}, look) + 6;
    return y;
  }
  const double height = of.columns == 1 ? plane_height : of.columns == 2 ? 420 : 320;
  return paint_grid(on, y, of.cube, of.planes, of.columns, height, look);
}

double paint_storage(sheet &on, double y, const picture &of, const looks &look) {
  if (!of.lines.first.empty()) {
    return y + paint_bars(on, of.lines, {style::margin, y, inner_width, 0}, look) + gap;
  }
  if (of.storage.empty()) return y;
  const auto has_halo = [](const panel &each) { return stores_halo(each.tiles); };
  const bool any = std::any_of(of.storage.begin(), of.storage.end(), has_halo);
  on.text(style::margin, y + 12, any ? "What the parts store, halo included" : "What the parts store",
          {.size = style::heading, .bold = true});
  return paint_grid(on, y + 24, {}, of.storage, std::min<size_t>(of.storage.size(), 3), 300, look);
}

// Returns the height of the page.
double paint_page(sheet &on, const picture &of) {
  const looks look{of.colours, of.has_several};
  double y = paint_head(on, of);
  y = paint_planes(on, y, of, look);
  y = paint_storage(on, y, of, look);
  y += paint_legend(on, of, {style::margin, y, inner_width, 0}) + 8;
  for (const std::string &note : of.notes) {
    y = paint_text(on, y + 4, note, {.size = style::text, .ink = style::pale_ink});
  }
  return y + style::margin - 12;
}

}  // namespace

double height_of(const picture &of) {
  sheet measured;
  return std::ceil(paint_page(measured, of));
}

void paint(const picture &of, const std::string &path, double pixels) {
  sheet paper(path, style::page_width, height_of(of), pixels);
  paint_page(paper, of);
  paper.finish();
}

}  // namespace dap::cli
