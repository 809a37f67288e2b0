// SPDX-License-Identifier: BSD-3-Clause
// What a picture of a distribution shows: rectangles with a role, in indices and positions. Nothing here knows colours,
// pixels or how it is painted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/holdings.hpp"
#include "cli/runs.hpp"
#include "model/dimension.hpp"

namespace dap::cli {

enum class role {
  owned,     // of `rank`
  halo,      // a copy, of an element of `rank`; in one dimension
  corner,    // a halo in several dimensions
  exterior,  // a halo position without an element
  boundary,  // lies over owned elements
  gap,       // nobody's
  overlap,   // owned several times; lies over owned elements
};

inline constexpr int64_t nobody = -1;

struct tile {
  model::range down;
  model::range across;
  role is;
  int64_t rank = nobody;
  int64_t part = 0;  // number of the part on its rank

  friend bool operator==(const tile &, const tile &) = default;
};

// Coordinate that owns a range of an axis.
struct mark {
  model::range where;
  int64_t coordinate;
};

// One side of a panel. Its tiles count in positions: in a plane these are indices, in a part's storage its positions.
struct axis {
  std::string title;
  std::vector<segment> stores;  // which indices stand where; one segment in a plane
  std::vector<mark> marks;      // in the order of their indices; none if the dimension has boxes
  bool wraps = false;           // periodic: the ends meet
  bool is_cut = false;          // there is more than is shown

  [[nodiscard]] int64_t from() const noexcept { return stores.empty() ? 0 : stores.front().position; }
  [[nodiscard]] int64_t to() const noexcept { return stores.empty() ? 0 : stores.back().end(); }
};

// A rectangle of tiles. A line of one dimension has no axis down, and one position there.
struct panel {
  std::string title;
  axis down;
  axis across;
  std::vector<tile> tiles;
  std::vector<model::range> depth;  // three dimensions: indices of the other one, which all look like this
  int64_t row_length = 0;           // a line: folded into rows of so many positions; 0: not
};

// What one part of one dimension stores, as a line.
struct bar {
  std::string label;
  std::vector<segment> stores;
  std::vector<tile> tiles;
  bool is_cut = false;
  std::string nothing;  // why there is nothing to draw
};

// Bars below each other. If `by_index`, positions are indices, and outside [0, size) is what lies beyond the ends;
// else positions count from 0 in each bar.
struct bars {
  bool by_index = true;
  std::vector<bar> first;  // `num_left_out` others are between these and `last`
  std::vector<bar> last;
  size_t num_left_out = 0;
};

struct picture {
  std::string title;
  std::string about;
  std::string formula;            // of the ranks
  std::vector<std::string> dims;  // three dimensions: words for each; else they stand at the axes
  std::vector<panel> planes;      // who owns what
  size_t columns = 1;             // of planes beside each other
  std::vector<panel> cube;        // three dimensions: front, top and right face; else none
  bars lines;                     // one dimension: what the parts store
  std::vector<panel> storage;     // two and three dimensions: what parts store, if it is more than they own
  std::vector<size_t> colours;    // [number of ranks]: number of a colour, another one where ranks meet
  std::vector<bool> has_several;  // [number of ranks]: parts are told apart
  std::vector<std::string> notes;
};

// How many of these a picture shows.
struct limits {
  size_t ranges_of_line = 2000;  // one dimension: ranges along it; or,
  size_t cut_line = 200;         // if there are more, so many of them
  size_t ranges_of_side = 250;   // two dimensions: ranges along each
  size_t cut_side = 40;
  size_t ranges_of_cube = 48;  // three dimensions: ranges along each
  size_t cut_cube = 12;
  size_t planes = 6;     // replicas, or slices
  size_t parts = 6;      // whose storage is shown
  size_t segments = 28;  // of one dimension of one part's storage
};

// Throws std::runtime_error for more than three dimensions.
[[nodiscard]] picture picture_of(const holdings &of, const std::string &about, const limits &most = {});

}  // namespace dap::cli
