// SPDX-License-Identifier: BSD-3-Clause
// Whose box is an element in? Told to the homes of the tiles that boxes meet, and asked of them.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/box_tree.hpp"
#include "world/assembly.hpp"

namespace dap::transfer {

// Says to the homes of the tiles where the parts of this rank are.
void tell_boxes(world::resident &at, int32_t num_ranks);

// Boxes, and whose they are.
class told_boxes {
 public:
  // What a home was told: pieces, cut at the borders of its tile.
  explicit told_boxes(const world::resident &at);
  // All, of a list, where nobody stores a halo.
  told_boxes(const DAPBoxes &list, std::size_t ndim);
  told_boxes(const told_boxes &) = delete;
  told_boxes &operator=(const told_boxes &) = delete;

  // Rank, part and the position along each dimension, of the lowest that owns an element; -1 … if none does.
  void write_owner(std::span<const int64_t> index, world::words &text) const;

 private:
  [[nodiscard]] model::box_list list() const noexcept;

  std::size_t ndim_;
  world::words bounds_;  // [boxes, ndim, 2]
  world::words ranks_;
  std::vector<model::box_owner> owners_;
  world::words positions_;  // [boxes, ndim] of the first index
  std::optional<model::box_tree> tree_;
};

// Of elements, whose indices are [count, ndim].
void ask_for_owners(world::resident &at, std::span<const int64_t> elements, int32_t num_ranks);

// As a home, to all that ask.
void answer_owners(world::resident &at, const told_boxes &told);

// Rank, part and positions of each element: [count, 2 + ndim].
[[nodiscard]] world::words learn_owners(const world::resident &at, std::span<const int64_t> elements,
                                        int32_t num_ranks);

}  // namespace dap::transfer
