// SPDX-License-Identifier: BSD-3-Clause
// One rank's half of a plan: what its parts have in common with the parts of other ranks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "transfer/overlap.hpp"

namespace dap::transfer {

// What a part of this rank has in common with a part of another one: the product of a share along each axis.
struct piece {
  int64_t rank;         // the other one
  int64_t source_part;  // the source's grid point, counted in C order of the coordinates; of boxes the part
  int64_t target_part;
  int64_t part;   // of this rank
  int64_t count;  // elements, at least 1
  std::size_t first_axis;
};

// A message has the pieces for its receiver in their order, and each piece has its elements in C order of the axes, in
// ascending order of the indices along each: so both ends agree without a word.
class half_plan {
 public:
  explicit half_plan(std::size_t ndim = 0) noexcept : ndim_(ndim) {}

  // By rank, source part, target part, and first element; of a plan that was told, in the order of the letters.
  [[nodiscard]] const std::vector<piece> &pieces() const noexcept { return pieces_; }
  [[nodiscard]] std::size_t ndim() const noexcept { return ndim_; }
  [[nodiscard]] run_view along(const piece &of, std::size_t axis) const noexcept {
    const place &at = places_[of.first_axis + axis];
    return overlaps_[at.overlap].positions_of(overlaps_[at.overlap].shares[at.share]);
  }

  // Elements of all pieces.
  [[nodiscard]] int64_t count() const noexcept;

  // What a half is made of. A place names a share of an overlap that was added.
  struct place {
    std::size_t overlap;
    std::size_t share;
  };
  std::size_t add(overlap &&along_an_axis);
  [[nodiscard]] const overlap &overlap_at(std::size_t number) const noexcept { return overlaps_[number]; }
  [[nodiscard]] const share &share_at(const place &at) const noexcept { return overlaps_[at.overlap].shares[at.share]; }
  // `places` [ndim]; `count` and `first_axis` of the piece are filled in.
  void add(piece made, std::span<const place> places);
  void sort();
  // Where the order within a rank is agreed already.
  void sort_by_rank();
  // The source becomes the target.
  void turn() noexcept;

 private:
  [[nodiscard]] bool is_before(const piece &a, const piece &b) const noexcept;

  std::size_t ndim_;
  std::vector<overlap> overlaps_;
  std::vector<place> places_;  // [pieces, ndim]
  std::vector<piece> pieces_;
};

}  // namespace dap::transfer
