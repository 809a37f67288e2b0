// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/supply.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>
#include <map>
#include <optional>
#include <utility>

#include "model/grid.hpp"
#include "transfer/grid_points.hpp"
#include "transfer/letter.hpp"
#include "transfer/owned_positions.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {
namespace {

using place = half_plan::place;

class supplier {
 public:
  explicit supplier(const DAPDistribution &source)
      : source_(source), num_dims_(model::dims_of(source).size()), made_(static_cast<std::size_t>(source.ndim)) {
    for (int64_t part = 0; part < source.num_parts; ++part) {
      std::vector<int64_t> point;
      for (std::size_t d = 0; d < num_dims_; ++d) point.push_back(row_of(part)[d].coordinate);
      parts_.emplace(is_boxes(source) ? part : point_number(source, point), part);
    }
  }

  // False if something is not owned here.
  [[nodiscard]] bool read(int32_t sender, const letter &wanted) {
    overlaps_.clear();
    bool has_all = true;
    wanted.for_each_piece(made_.ndim(),
                          [&](const letter::piece &each) { has_all = has_all && add(sender, wanted, each); });
    return has_all;
  }

  half_plan plan() && { return std::move(made_); }

 private:
  [[nodiscard]] const DAPLocalDim *row_of(int64_t part) const noexcept {
    return source_.local + part * static_cast<int64_t>(num_dims_);
  }

  bool add(int32_t sender, const letter &wanted, const letter::piece &each) {
    const auto part = parts_.find(each.source_part);
    if (part == parts_.end()) return false;
    std::vector<place> places;
    for (std::size_t axis = 0; axis < made_.ndim(); ++axis) {
      const auto overlap = overlap_of(part->second, axis, each.lists[axis], wanted);
      if (!overlap) return false;
      places.push_back({*overlap, 0});
    }
    made_.add({sender, each.source_part, each.target_part, part->second, 0, 0}, places);
    return true;
  }

  // Of a part, and a list of a letter.
  std::optional<std::size_t> overlap_of(int64_t part, std::size_t axis, int64_t list, const letter &wanted) {
    const auto known = overlaps_.find({part, list});
    if (known != overlaps_.end()) return known->second;
    const run_list &indices = wanted.lists[static_cast<std::size_t>(list)];
    auto positions = owned_positions(source_.dims[axis], row_of(part)[axis], indices);
    if (!positions) return std::nullopt;
    overlap found;
    found.positions = std::move(*positions);
    found.shares.push_back({0, 0, 0, run_view{indices.groups(), indices.runs()}.count(), 0, 1});
    return overlaps_.emplace(std::pair{part, list}, made_.add(std::move(found))).first->second;
  }

  const DAPDistribution &source_;
  const std::size_t num_dims_;
  half_plan made_;
  std::map<int64_t, int64_t> parts_;                             // by their numbers in pieces
  std::map<std::pair<int64_t, int64_t>, std::size_t> overlaps_;  // of one letter
};

}  // namespace

int32_t supply(const DAPDistribution &source, const world::letters &inbox, half_plan &giving, DAPError *error) {
  supplier made(source);
  for (const auto &[sender, text] : inbox) {
    if (made.read(sender, read_letter(text))) continue;
    return dap_simple_fail(error, DAP_ERROR_DISAGREEMENT, DAP_RULE_TRANSFER_PLAN, -1, source.comm.rank, 1, 0,
                           "rank %" PRId32 " expects elements of rank %" PRId32 " that this does not own", sender,
                           source.comm.rank);
  }
  giving = std::move(made).plan();
  return DAP_OK;
}

}  // namespace dap::transfer
