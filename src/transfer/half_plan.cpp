// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/half_plan.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dap::transfer {

int64_t half_plan::count() const noexcept {
  int64_t elements = 0;
  for (const piece &each : pieces_) elements += each.count;
  return elements;
}

std::size_t half_plan::add(overlap &&along_an_axis) {
  overlaps_.push_back(std::move(along_an_axis));
  return overlaps_.size() - 1;
}

void half_plan::add(piece made, std::span<const place> places) {
  made.count = 1;
  made.first_axis = places_.size();
  for (const place &at : places) made.count *= share_at(at).count;
  places_.insert(places_.end(), places.begin(), places.end());
  pieces_.push_back(made);
}

// Several pieces of two parts have no element in common, and so differ in their first ones.
bool half_plan::is_before(const piece &a, const piece &b) const noexcept {
  const auto key = [](const piece &of) { return std::tie(of.rank, of.source_part, of.target_part); };
  if (key(a) != key(b)) return key(a) < key(b);
  for (std::size_t axis = 0; axis < ndim_; ++axis) {
    const int64_t first_of_a = share_at(places_[a.first_axis + axis]).first;
    const int64_t first_of_b = share_at(places_[b.first_axis + axis]).first;
    if (first_of_a != first_of_b) return first_of_a < first_of_b;
  }
  return false;
}

void half_plan::sort() {
  std::sort(pieces_.begin(), pieces_.end(), [this](const piece &a, const piece &b) { return is_before(a, b); });
}

void half_plan::sort_by_rank() {
  std::stable_sort(pieces_.begin(), pieces_.end(), [](const piece &a, const piece &b) { return a.rank < b.rank; });
}

void half_plan::turn() noexcept {
  for (piece &each : pieces_) std::swap(each.source_part, each.target_part);
}

}  // namespace dap::transfer
