// SPDX-License-Identifier: BSD-3-Clause
// Kind `x`: every part is a box of the index space, and DAPBoxes lists all of them, if somebody knows them (spec 8).
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

#include "model/dimension.hpp"

namespace dap::model {

// What a part owns along one dimension, as far as it is right: counts and widths are not negative, and what is owned
// lies in [0, size) (spec 809, 901). Empty if it is wrong. A part that owns nothing and stores no halo is {0, 0}.
[[nodiscard]] std::optional<range> box_range(const DAPDim &dim, const DAPLocalDim &local) noexcept;

// Read-only view of a list of boxes. Borrows its bounds and ranks.
class box_list {
 public:
  box_list(const DAPBoxes &boxes, std::size_t ndim) noexcept : boxes_(boxes), ndim_(ndim) {}

  [[nodiscard]] int64_t size() const noexcept { return boxes_.num_boxes; }
  [[nodiscard]] std::size_t ndim() const noexcept { return ndim_; }
  [[nodiscard]] int64_t rank(int64_t box) const noexcept { return boxes_.ranks[box]; }

  // What a box spans along a dimension.
  [[nodiscard]] range along(int64_t box, std::size_t dim) const noexcept {
    const int64_t *bounds = boxes_.bounds + 2 * (static_cast<std::size_t>(box) * ndim_ + dim);
    return {bounds[0], bounds[1]};
  }

  // Whether the box has no elements.
  [[nodiscard]] bool is_empty(int64_t box) const noexcept;

 private:
  DAPBoxes boxes_;
  std::size_t ndim_;
};

// The list that hangs off a distribution, if there is one. Its bounds and ranks are borrowed.
[[nodiscard]] inline std::optional<DAPBoxes> listed_boxes(const DAPDistribution &distribution) noexcept {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    if (link->type != DAP_EXTENSION_BOXES || link->nbytes < sizeof(DAPBoxes)) continue;
    DAPBoxes boxes{};
    std::memcpy(&boxes, link, sizeof boxes);
    return boxes;
  }
  return std::nullopt;
}

// Where a list is wrong: a box and the dimension along which it is no range within [0, size), or ndim if its rank is
// not in [0, num_ranks).
struct misplaced_box {
  int64_t box;
  std::size_t dim;

  friend bool operator==(const misplaced_box &, const misplaced_box &) = default;
};

// The first such, if there is one; dims [ndim]. All else here takes lists that have none.
[[nodiscard]] std::optional<misplaced_box> find_misplaced(const box_list &boxes, std::span<const DAPDim> dims,
                                                          int64_t num_ranks) noexcept;

// Whether the boxes that the list gives a rank are those of its parts, in their order (spec 854). `local` is the rank's
// valid [num_parts, ndim]. Empty boxes are equal wherever they lie. O(boxes).
[[nodiscard]] bool list_has_parts(const box_list &boxes, int64_t rank, int64_t num_parts,
                                  const DAPLocalDim *local) noexcept;

// Whether some element lies in several boxes, and whether some lies in none (spec 853).
struct coverage {
  bool overlaps;
  bool has_gaps;

  friend bool operator==(const coverage &, const coverage &) = default;
};

// By cover_of_boxes, which stops when it has found both.
[[nodiscard]] coverage coverage_of(const box_list &boxes, std::span<const DAPDim> dims);

}  // namespace dap::model
