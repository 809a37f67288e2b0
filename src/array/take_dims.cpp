// SPDX-License-Identifier: BSD-3-Clause
// The global half of a view: its dimensions, rank formula and boxes.
#include <algorithm>
#include <cinttypes>
#include <optional>
#include <stdexcept>

#include "array/boundary.hpp"
#include "array/features.hpp"
#include "array/take.hpp"
#include "model/boxes.hpp"
#include "model/dimension.hpp"
#include "model/owned.hpp"
#include "model/slice.hpp"

namespace dap::array {
namespace {

bool is_boxes(const DAPDistribution &source) noexcept {
  return source.ndim > 0 && source.dims[0].kind == DAP_KIND_BOX;
}

int32_t unknown_owner(const DAPDistribution &source, int32_t d, int64_t index, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_INDEX_OWNER, d, source.comm.rank, DAP_KIND_BLOCK,
                         source.dims[d].kind,
                         "not all processes know the owner of index %" PRId64 " (kind %" PRIu32
                         "): take a range of one index instead, which leaves the dimension",
                         index, source.dims[d].kind);
}

// Coordinate that owns an index of the dimension, as far as all processes know it. Boxes have but one.
std::optional<int64_t> known_owner(const DAPDim &dim, int64_t index) noexcept {
  if (model::bounds_known(dim)) return model::owner(dim, index);
  if (dim.grid_size == 1 && (dim.flags & DAP_DIM_INCOMPLETE) == 0) return 0;
  return dim.kind == DAP_KIND_BOX ? std::optional<int64_t>(0) : std::nullopt;
}

DAPDim take_some(const DAPDim &dim, const model::selection &indices, taken_distribution &out) {
  if (dim.grid_size == INT64_MAX) throw std::length_error("bounds");  // grid_size + 1 of them
  std::vector<int64_t> bounds(static_cast<size_t>(model::num_slice_bounds(dim, indices)));
  const model::sliced_dim sliced = model::slice_dim(dim, indices, bounds);
  out.made.rank_offset += sliced.rank_offset;
  out.lists.push_back(std::move(bounds));  // stays where it is
  return sliced.dim;
}

// The dimensions that stay, and what the others add to the rank formula.
int32_t take_each(const DAPDistribution &source, const taking &wanted, taken_distribution &out, DAPError *error) {
  std::vector<DAPDim> taken(source.dims, source.dims + source.ndim);
  out.owners.assign(wanted.dims.size(), 0);
  for (int32_t d = 0; d < source.ndim; ++d) {
    const auto place = static_cast<size_t>(d);
    const DAPDim &dim = source.dims[d];
    const taken_dim &of = wanted.dims[place];
    if (of.taken == taken_dim::form::owned) taken[place] = model::without_halo(dim);
    if (of.taken == taken_dim::form::some) taken[place] = take_some(dim, of.indices, out);
    if (of.taken != taken_dim::form::one) continue;
    const auto owner = known_owner(dim, of.indices.first);
    if (!owner) return unknown_owner(source, d, of.indices.first, error);
    out.owners[place] = *owner;
    out.made.rank_offset += *owner * dim.rank_stride;
  }
  for (const int32_t d : wanted.order) out.dims.push_back(taken[static_cast<size_t>(d)]);
  return DAP_OK;
}

void take_replicas(const DAPDistribution &source, const taking &wanted, taken_distribution &out) {
  for (int32_t r = 0; r < source.num_replica_dims; ++r) {
    const DAPDim &dim = source.dims[source.ndim + r];
    const int64_t coordinate = wanted.replicas[static_cast<size_t>(r)];
    if (coordinate == kept_replica) {
      out.dims.push_back(dim);
    } else {
      out.made.rank_offset += coordinate * dim.rank_stride;
    }
  }
}

// Whether a box is around the indices that stand for dimensions that go. One without elements lies nowhere (rule 824).
bool is_met(const model::box_list &boxes, int64_t box, const taking &wanted) {
  for (size_t d = 0; d < wanted.dims.size(); ++d) {
    const taken_dim &of = wanted.dims[d];
    if (of.taken != taken_dim::form::one) continue;
    const model::range range = boxes.along(box, d);
    if (of.indices.first < range.start || of.indices.first >= range.stop || boxes.is_empty(box)) return false;
  }
  return true;
}

// The list of all boxes, box by box; those without an index that is taken are left out.
void take_boxes(const DAPDistribution &source, const taking &wanted, const DAPBoxes &boxes, taken_distribution &out) {
  const model::box_list listed(boxes, static_cast<size_t>(source.ndim));
  out.boxes = boxes;
  out.boxes.header.nbytes = sizeof out.boxes;
  out.has_boxes = true;
  for (int64_t box = 0; box < boxes.num_boxes; ++box) {
    if (!is_met(listed, box, wanted)) continue;
    for (const int32_t d : wanted.order) {
      const taken_dim &of = wanted.dims[static_cast<size_t>(d)];
      model::range range = listed.along(box, static_cast<size_t>(d));
      if (of.taken == taken_dim::form::some) range = of.indices.within(range);
      out.box_bounds.insert(out.box_bounds.end(), {range.start, range.stop});
    }
    out.box_ranks.push_back(boxes.ranks[box]);
  }
  out.boxes.num_boxes = static_cast<int64_t>(out.box_ranks.size());
}

// One element of boxes is an array without dimensions, whose owner the rank formula has to name: the lowest rank with a
// box around it, which the list of all boxes tells, or there is only one process.
int32_t find_owner_of_element(const DAPDistribution &source, taken_distribution &out, DAPError *error) {
  int64_t owner = 0;
  if (out.has_boxes && !out.box_ranks.empty()) {
    owner = *std::min_element(out.box_ranks.begin(), out.box_ranks.end());
  } else if (out.has_boxes || source.comm.size > 1 || (source.dims[0].flags & DAP_DIM_INCOMPLETE) != 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_INDEX_OWNER, 0, source.comm.rank, DAP_KIND_BLOCK,
                           DAP_KIND_BOX, "an element of boxes that not all processes know the owner of");
  }
  out.made.rank_offset = owner;
  out.made.points_per_rank = 1;
  out.made.num_ranks = 0;
  out.made.ranks = nullptr;
  out.has_boxes = false;
  return DAP_OK;
}

// DAP_FEATURE_PARTS, if the array has it and some rank may still hold several grid points.
uint64_t parts_feature(const DAPDistribution &source, const taken_distribution &out) {
  const bool boxes = !out.dims.empty() && out.dims[0].kind == DAP_KIND_BOX;
  const uint64_t had = source.flags & DAP_FEATURE_PARTS;
  return had == 0 || boxes ? had : features_of_sharing(out.made);
}

}  // namespace

int32_t take_dims(const DAPDistribution &source, const taking &wanted, taken_distribution &out, DAPError *error) {
  out.made = source;
  out.made.num_parts = 0;
  out.made.local = nullptr;
  int32_t status = take_each(source, wanted, out, error);
  if (status != DAP_OK) return status;
  if (is_boxes(source)) {
    if (const auto boxes = model::listed_boxes(source)) take_boxes(source, wanted, *boxes, out);
    if (wanted.order.empty()) status = find_owner_of_element(source, out, error);
    if (status != DAP_OK) return status;
  }
  take_replicas(source, wanted, out);
  out.made.ndim = static_cast<int32_t>(wanted.order.size());
  out.made.num_replica_dims = static_cast<int32_t>(out.dims.size()) - out.made.ndim;
  out.made.dims = out.dims.data();
  out.made.flags = parts_feature(source, out);
  return DAP_OK;
}

}  // namespace dap::array
