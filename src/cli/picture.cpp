// SPDX-License-Identifier: BSD-3-Clause
// Which planes and parts make up a picture.
#include "cli/picture.hpp"

#include <algorithm>
#include <stdexcept>

#include "cli/colouring.hpp"
#include "cli/part_storage.hpp"
#include "cli/planes.hpp"
#include "cli/words.hpp"

namespace dap::cli {
namespace {

using model::range;

constexpr size_t most_ndim = 3;
constexpr int64_t ranges_of_row = 50;

std::string words_of(const std::vector<range> &ranges) {
  if (ranges[0].count() == 0) return "no index";
  std::string words;
  for (size_t i = 0; i < ranges.size() && i < 4; ++i) {
    words += (i == 0 ? "" : ", ") + grouped(ranges[i].start);
    if (ranges[i].count() > 1) words += " – " + grouped(ranges[i].stop - 1);
  }
  return words + (ranges.size() > 4 ? ", …" : "");
}

std::string title_of(const holdings &of) {
  std::string shape;
  std::vector<int64_t> grid;
  for (const DAPDim &dim : of.dims()) {
    shape += (shape.empty() ? "" : " × ") + grouped(dim.size);
    grid.push_back(dim.grid_size);
  }
  std::string words = shape.empty() ? "1 element" : shape + (shape == "1" ? " element" : " elements");
  if (of.are_boxes()) {
    words += " in boxes";
  } else if (!grid.empty()) {
    words += " over " + product(grid, " × ") + (grid == std::vector<int64_t>{1} ? " coordinate" : " coordinates");
  }
  std::vector<int64_t> copies;
  for (const DAPDim &dim : of.replica_dims()) copies.push_back(dim.grid_size);
  if (!copies.empty())
    words += ", " + product(copies, " × ") + (copies == std::vector<int64_t>{1} ? " replica" : " replicas");
  return words + ", on " + counted(of.num_ranks(), "rank");
}

std::string replica_title(const std::vector<int64_t> &replica) {
  if (replica.empty()) return "";
  const bool canonical = std::all_of(replica.begin(), replica.end(), [](int64_t c) { return c == 0; });
  return "replica " + product(replica, ".") + (canonical ? " (the one that sums count)" : "");
}

// Of many, the first ones and the last.
template <typename Entry>
std::vector<Entry> few(const std::vector<Entry> &all, size_t most) {
  if (all.size() <= most) return all;
  std::vector<Entry> some(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most) - 1);
  some.push_back(all.back());
  return some;
}

void add_planes(const holdings &of, const view &seen, const std::vector<int64_t> &shown, const limits &most,
                picture &out) {
  const std::vector<std::vector<int64_t>> all = replicas(of);
  for (const std::vector<int64_t> &replica : few(all, most.planes)) {
    panel &plane = out.planes.emplace_back(plane_of(of, replica, seen, shown));
    plane.title = replica_title(replica);
  }
  if (all.size() > most.planes) {
    out.notes.push_back(std::to_string(most.planes) + " of " + counted(static_cast<int64_t>(all.size()), "replica") +
                        " are shown.");
  }
}

// A line is folded where its ranges would be too thin.
void fold(panel &line) {
  const int64_t size = line.across.to();
  const auto ranges = static_cast<int64_t>(line.tiles.size());
  const int64_t rows = (ranges + ranges_of_row - 1) / ranges_of_row;
  if (rows < 2) return;
  int64_t step = 1;  // a round number, so that rows begin at round indices
  while (size / rows / step >= 100) step *= 10;
  line.row_length = std::max<int64_t>(1, (size / rows + step - 1) / step * step);
}

// The dimension along which the fewest slices differ.
size_t depth_of(const holdings &of, const std::vector<int64_t> &shown) {
  size_t best = 0;
  size_t fewest = slices(of, 0, shown[0]).size();
  for (size_t d = 1; d < most_ndim; ++d) {
    const size_t count = slices(of, d, shown[d]).size();
    if (count < fewest) {
      best = d;
      fewest = count;
    }
  }
  return best;
}

void add_slices(const holdings &of, size_t depth, const std::vector<int64_t> &shown, const limits &most, picture &out) {
  view seen{depth == 0 ? 1U : 0U, depth == 2 ? 1U : 2U, depth, 0};
  const std::vector<std::vector<range>> all = slices(of, depth, shown[depth]);
  const std::vector<std::vector<int64_t>> copies = replicas(of);
  for (const std::vector<int64_t> &replica : few(copies, 2)) {
    for (const std::vector<range> &group : few(all, most.planes)) {
      seen.at = group[0].start;
      panel &plane = out.planes.emplace_back(plane_of(of, replica, seen, shown));
      plane.depth = group;
      plane.title = "dimension " + std::to_string(depth) + " at " + words_of(group);
      plane.down.title = "dimension " + std::to_string(seen.down);  // the words for them stand above
      plane.across.title = "dimension " + std::to_string(seen.across);
      if (!replica.empty()) plane.title += "; " + replica_title(replica);
    }
  }
  if (all.size() > most.planes) {
    out.notes.push_back(std::to_string(most.planes) + " of " + std::to_string(all.size()) +
                        " different slices are shown.");
  }
  if (copies.size() > 2) out.notes.push_back("2 of " + std::to_string(copies.size()) + " replicas are shown.");
}

void add_cube(const holdings &of, const std::vector<int64_t> &shown, picture &out) {
  if (std::any_of(shown.begin(), shown.end(), [](int64_t size) { return size == 0; })) return;
  const std::vector<int64_t> replica = replicas(of)[0];
  out.cube.push_back(plane_of(of, replica, {0, 2, 1, 0}, shown));             // front
  out.cube.push_back(plane_of(of, replica, {1, 2, 0, 0}, shown));             // top
  out.cube.push_back(plane_of(of, replica, {0, 1, 2, shown[2] - 1}, shown));  // right
}

void note_what_is_cut(const holdings &of, const std::vector<int64_t> &shown, picture &out) {
  for (size_t d = 0; d < of.ndim(); ++d) {
    const int64_t size = of.dims()[d].size;
    if (shown[d] == size) continue;
    out.notes.push_back("Dimension " + std::to_string(d) + ": the first " + grouped(shown[d]) + " of " + grouped(size) +
                        " indices are shown.");
  }
}

void note_empty_ranks(const holdings &of, picture &out) {
  std::vector<bool> owns(static_cast<size_t>(of.num_ranks()));
  for (const held_part &part : of.parts()) {
    if (part.owns_elements(of.ndim())) owns[static_cast<size_t>(part.rank)] = true;
  }
  std::vector<int64_t> without_part;
  std::vector<int64_t> without_element;
  for (int64_t rank = 0; rank < of.num_ranks(); ++rank) {
    if (owns[static_cast<size_t>(rank)]) continue;
    (of.num_parts(rank) == 0 ? without_part : without_element).push_back(rank);
  }
  const auto note = [&](const std::string &what, const std::vector<int64_t> &ranks) {
    if (!ranks.empty()) out.notes.push_back(what + (ranks.size() == 1 ? "rank " : "ranks ") + rank_list(ranks) + ".");
  };
  note("Without a part: ", without_part);
  note("With a part, but without elements: ", without_element);
}

void add_parts(const holdings &of, size_t depth, const limits &most, picture &out) {
  if (of.ndim() < 2 || !is_worth_showing(of)) return;
  out.storage = panels_of(of, depth, most);
  if (depth != view::none) {
    out.notes.push_back("Layers are indices of dimension " + std::to_string(depth) +
                        ", in the middle of what the part owns.");
  }
  if (out.storage.size() < of.parts().size()) {
    out.notes.push_back("The storage of " + std::to_string(out.storage.size()) + " of " +
                        counted(static_cast<int64_t>(of.parts().size()), "part") + " is shown.");
  }
}

}  // namespace

picture picture_of(const holdings &of, const std::string &about, const limits &most) {
  if (of.ndim() > most_ndim) {
    throw std::runtime_error(std::to_string(of.ndim()) + " dimensions, of which at most " + std::to_string(most_ndim) +
                             " are drawn");
  }
  picture out;
  out.title = title_of(of);
  out.about = about;
  out.formula = formula_words(of);
  if (!coordinate_words(of).empty()) out.formula += ", " + coordinate_words(of);
  const size_t ranges[] = {1, most.ranges_of_line, most.ranges_of_side, most.ranges_of_cube};
  const size_t cut[] = {1, most.cut_line, most.cut_side, most.cut_cube};
  const std::vector<int64_t> shown = shown_sizes(of, ranges[of.ndim()], cut[of.ndim()]);
  size_t depth = view::none;
  if (of.ndim() == most_ndim) {
    depth = depth_of(of, shown);
    for (size_t d = 0; d < of.ndim(); ++d) out.dims.push_back(dim_title(of, d));
    add_cube(of, shown, out);
    add_slices(of, depth, shown, most, out);
  } else {
    add_planes(of, {of.ndim() == 2 ? 0 : view::none, of.ndim() == 0 ? view::none : of.ndim() - 1, view::none, 0}, shown,
               most, out);
  }
  if (of.ndim() == 1) {
    for (panel &line : out.planes) fold(line);
    out.lines = lines_of(of, most);
  }
  add_parts(of, depth, most, out);
  out.columns = of.ndim() < 2 ? 1 : std::min<size_t>(out.planes.size() + (out.cube.empty() ? 0 : 1), 3);
  out.colours = colours_of(of, out.planes);
  for (int64_t rank = 0; rank < of.num_ranks(); ++rank) out.has_several.push_back(of.num_parts(rank) > 1);
  note_what_is_cut(of, shown, out);
  note_empty_ranks(of, out);
  return out;
}

}  // namespace dap::cli
