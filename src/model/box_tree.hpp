// SPDX-License-Identifier: BSD-3-Clause
// Whose box is it? A tree of hulls over a list of boxes, to find the few that meet an index or a region.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/boxes.hpp"

namespace dap::model {

// A part of a process: the boxes of a rank are its parts, in their order (spec 854).
struct box_owner {
  int64_t rank;
  int64_t part;

  friend auto operator<=>(const box_owner &, const box_owner &) = default;
};

// The boxes are halved again and again along the dimension in which they are spread most; each half knows the hull of
// its boxes. Borrows the list. O(n log n) to make, for n boxes; O(n) memory.
class box_tree {
 public:
  explicit box_tree(const box_list &boxes);

  // Calls function(number of the box) for each box that has an element in common with a region [ndim], in no order.
  // O(log n + hits) where boxes overlap little.
  template <typename Function>
  void for_each_meeting(std::span<const range> region, Function &&function) const {
    for (const range &spanned : region) {
      if (spanned.count() <= 0) return;
    }
    if (!order_.empty()) visit({0, 0, order_.size()}, region, function);
  }

  [[nodiscard]] box_owner owner_of_box(int64_t box) const noexcept;

  // All parts that own an element; index [ndim], which may lie outside, where nobody owns it. Ascending.
  [[nodiscard]] std::vector<box_owner> owners(std::span<const int64_t> index) const;

  // The one that is right if there are several: the lowest (spec 852).
  [[nodiscard]] std::optional<box_owner> owner(std::span<const int64_t> index) const;

 private:
  static constexpr std::size_t most_in_leaf = 4;

  // Boxes order_[begin … end-1]; the halves of node k are the nodes 2k + 1 and 2k + 2.
  struct node {
    std::size_t number;
    std::size_t begin;
    std::size_t end;

    [[nodiscard]] bool is_leaf() const noexcept { return end - begin <= most_in_leaf; }
    [[nodiscard]] std::size_t middle() const noexcept { return begin + (end - begin) / 2; }
    [[nodiscard]] node lower() const noexcept { return {2 * number + 1, begin, middle()}; }
    [[nodiscard]] node upper() const noexcept { return {2 * number + 2, middle(), end}; }
  };

  void build(node at);
  [[nodiscard]] std::size_t widest(node at) const noexcept;

  static bool meet(const range &a, const range &b) noexcept { return a.start < b.stop && b.start < a.stop; }

  [[nodiscard]] bool hull_meets(node at, std::span<const range> region) const noexcept {
    for (std::size_t d = 0; d < region.size(); ++d) {
      if (!meet(hulls_[at.number * region.size() + d], region[d])) return false;
    }
    return true;
  }

  [[nodiscard]] bool box_meets(int64_t box, std::span<const range> region) const noexcept {
    for (std::size_t d = 0; d < region.size(); ++d) {
      if (!meet(boxes_.along(box, d), region[d])) return false;
    }
    return true;
  }

  template <typename Function>
  void visit(node at, std::span<const range> region, Function &function) const {
    if (!hull_meets(at, region)) return;
    if (!at.is_leaf()) {
      visit(at.lower(), region, function);
      visit(at.upper(), region, function);
      return;
    }
    for (std::size_t i = at.begin; i < at.end; ++i) {
      if (box_meets(order_[i], region)) function(order_[i]);
    }
  }

  box_list boxes_;
  std::vector<int64_t> order_;  // The boxes that have elements.
  std::vector<range> hulls_;    // [nodes, ndim]
  std::vector<int64_t> parts_;  // Of each box.
};

}  // namespace dap::model
