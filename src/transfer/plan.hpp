// SPDX-License-Identifier: BSD-3-Clause
// What the parts of one rank give to the parts of others, and what they get, of two distributions of one index space.
//
// Each rank plans for itself, from what all know: the dimensions, the grids and the rank formulas of both. What it asked
// for beforehand (bounds that are not known, listed indices) is in the axes. No function communicates.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "transfer/overlap.hpp"

namespace dap::transfer {

// How a distribution divides one axis: as its dimension says, or, where that does not tell, as the owners of the indices
// that this rank has in the other distribution say.
struct known_axis {
  DAPDim dim;
  const owner_map *owners = nullptr;  // borrowed; NULL: the dimension tells
};

// Both distributions. Axes are those of the source; target_dims[axis] is the target's dimension that lies along it.
struct pairing {
  const DAPDistribution &source;
  const DAPDistribution &target;
  std::span<const int32_t> target_dims;
  std::span<const known_axis> source_axes;  // by the source's dimensions
  std::span<const known_axis> target_axes;  // by the target's dimensions
  bool same_ranks;                          // a rank of the one is the same process as that rank of the other
};

// What a part of this rank has in common with a part of another rank.
struct piece {
  int64_t rank;          // the other one
  int64_t source_point;  // grid points are counted in C order of their coordinates
  int64_t target_point;
  int64_t part;   // of this rank
  int64_t count;  // elements, at least 1
  std::size_t first_axis;
};

// One rank's half of a plan.
//
// A message has the pieces for its receiver in their order, and each piece has its elements in C order of the axes, in
// ascending order of the indices along each: so both ends agree without a word.
class half_plan {
 public:
  [[nodiscard]] const std::vector<piece> &pieces() const noexcept { return pieces_; }  // by rank, then by points
  [[nodiscard]] std::size_t ndim() const noexcept { return ndim_; }
  [[nodiscard]] run_view along(const piece &of, std::size_t axis) const noexcept {
    const place &at = places_[of.first_axis + axis];
    return overlaps_[at.overlap].positions_of(overlaps_[at.overlap].shares[at.share]);
  }

  // Elements of all pieces.
  [[nodiscard]] int64_t count() const noexcept;

 private:
  friend class planner;

  struct place {
    std::size_t overlap;
    std::size_t share;
  };
  std::size_t ndim_ = 0;
  std::vector<overlap> overlaps_;
  std::vector<place> places_;  // [pieces, ndim]
  std::vector<piece> pieces_;
};

// What this rank of the source gives: the replica that gives to a part is on the same rank if there is one there, else
// the parts take turns. Time and memory are proportional to the runs along each axis and to the pieces.
[[nodiscard]] half_plan plan_giving(const pairing &both);

// What this rank of the target gets.
[[nodiscard]] half_plan plan_getting(const pairing &both);

}  // namespace dap::transfer
