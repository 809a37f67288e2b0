// SPDX-License-Identifier: BSD-3-Clause
// Is each index owned exactly once? Of a line by ranges, and of a space by boxes (spec 832 and 833).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/dimension.hpp"

namespace dap::model {

// Somebody says that the indices first … first + count - 1 are his. Claimants are numbers of the caller's.
struct claim {
  int64_t first;
  int64_t count;  // at least 1
  int64_t claimant;
};

struct doubly_claimed {
  int64_t index;
  int64_t claimant;
  int64_t other;  // > claimant, where claimants are different

  friend bool operator==(const doubly_claimed &, const doubly_claimed &) = default;
};

// The lowest index that nobody claims, and the lowest that is claimed twice.
struct line_cover {
  std::optional<int64_t> gap;
  std::optional<doubly_claimed> doubled;

  friend bool operator==(const line_cover &, const line_cover &) = default;
};

// Of a region by claims that lie in it; sorts them. O(n log n), whatever the size of the region.
[[nodiscard]] line_cover cover_of_line(const range &region, std::span<claim> claims);

// Which findings the caller wants: the search ends with the last of them.
struct wanted_findings {
  bool gap = true;
  bool doubled = true;
};

// An element that is in no box, and one that is in two, by the numbers of the boxes: the first that the search meets,
// which depends on nothing but its arguments.
struct doubly_boxed {
  std::vector<int64_t> index;
  int64_t box;
  int64_t other;

  friend bool operator==(const doubly_boxed &, const doubly_boxed &) = default;
};

struct box_cover {
  std::optional<std::vector<int64_t>> gap;
  std::optional<doubly_boxed> doubled;

  friend bool operator==(const box_cover &, const box_cover &) = default;
};

// Of a region [ndim], ndim ≥ 1, that has elements, by boxes [boxes, ndim], which may reach beyond it; empty ones count
// as none.
//
// Cuts the region at the middle of the boxes' borders, again and again, until each piece lies in one box or in none:
// O(n log n) for n boxes in the manner of a grid, and far from n² for other partitions. Forms no product of sizes.
[[nodiscard]] box_cover cover_of_boxes(std::span<const range> region, std::span<const range> boxes,
                                       wanted_findings wanted = {});

}  // namespace dap::model
