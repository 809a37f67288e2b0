// SPDX-License-Identifier: BSD-3-Clause
// What one rank tells another that it wants of it: pieces, in the order in which they will come.
//
// Indices along an axis are listed once for all pieces that have them in common, and as runs: a letter is as long as
// the runs and the pieces are many, however many elements they have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "transfer/runs.hpp"
#include "world/assembly.hpp"

namespace dap::transfer {

// Lists first (how many there are; of each how many runs, and the runs), then pieces (both parts, and a list along each
// axis).
class letter_writer {
 public:
  // Of an overlap, and a share of it, that are known by these numbers: its indices.
  [[nodiscard]] int64_t number_of(std::pair<std::size_t, std::size_t> known_as, const run_list &indices);
  void add_piece(int64_t source_part, int64_t target_part, std::span<const int64_t> lists);
  [[nodiscard]] world::words text() const;

 private:
  std::map<std::pair<std::size_t, std::size_t>, int64_t> numbers_;
  world::words lists_;
  world::words pieces_;
};

struct letter {
  std::vector<run_list> lists;    // of indices, in one group
  std::span<const int64_t> text;  // of pieces

  struct piece {
    int64_t source_part;
    int64_t target_part;
    std::span<const int64_t> lists;  // [ndim]
  };

  // Calls function(piece) for each.
  template <typename Function>
  void for_each_piece(std::size_t ndim, Function &&function) const {
    for (std::size_t at = 0; at < text.size(); at += 2 + ndim) {
      function(piece{text[at], text[at + 1], text.subspan(at + 2, ndim)});
    }
  }
};

// The pieces are borrowed from the text.
[[nodiscard]] letter read_letter(const world::words &text);

}  // namespace dap::transfer
