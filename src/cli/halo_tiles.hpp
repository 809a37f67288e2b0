// SPDX-License-Identifier: BSD-3-Clause
// The tiles of one part's storage: what is owned, what is a copy and of whom, and what is nothing.
#pragma once

#include <optional>
#include <vector>

#include "cli/halo_owners.hpp"
#include "cli/picture.hpp"
#include "cli/planes.hpp"

namespace dap::cli {

// Segments of the sides that a view of a part shows; a side that shows no dimension has one owned position.
struct stored_sides {
  std::vector<segment> down;
  std::vector<segment> across;
};

class halo_tiles {
 public:
  // A view of which dimensions; `at` is each part's own matter.
  halo_tiles(const holdings &of, const view &seen);

  // In positions. `at`: the index along the view's depth, owned by the part.
  [[nodiscard]] std::vector<tile> of_part(const held_part &part, const stored_sides &sides, int64_t at) const;

 private:
  // The tiles of one pair of segments, at least one of them a halo.
  void split_by_grid(const held_part &part, const segment &down, const segment &across, std::vector<tile> &out) const;
  void split_by_boxes(const segment &down, const segment &across, int64_t at, std::vector<tile> &out) const;
  [[nodiscard]] int64_t rank_at(const held_part &part, std::optional<int64_t> down,
                                std::optional<int64_t> across) const;

  const holdings &of_;
  view seen_;
  std::optional<halo_owners> down_, across_;  // none: no such dimension, or boxes
};

}  // namespace dap::cli
