// SPDX-License-Identifier: BSD-3-Clause
// The local half of a view: which parts it has, what they store, and where.
#include <algorithm>
#include <cinttypes>
#include <optional>

#include "array/boundary.hpp"
#include "array/layout.hpp"
#include "array/take.hpp"
#include "model/checked.hpp"
#include "model/local_dimension.hpp"
#include "model/owned.hpp"
#include "model/slice.hpp"

namespace dap::array {
namespace {

// A part of the view, until the parts are put in order.
struct taken_part {
  int64_t origin;
  std::vector<DAPLocalDim> row;
  std::vector<model::storage_slice> storage;  // along each dimension of the view
  int64_t first = 0;                          // its first element, counted from the array's part's first
};

class part_taker {
 public:
  part_taker(const DAPArray &array, const taking &wanted, taken_distribution &out)
      : array_(array), source_(*array.distribution), wanted_(wanted), out_(out) {}

  // Adds the part, unless nothing of it is taken.
  int32_t add(int64_t origin, DAPError *error) {
    if (!is_met(origin)) return DAP_OK;
    taken_part part{origin, {}, {}};
    int32_t status = take_single_indices(part, error);
    for (const int32_t d : wanted_.order) {
      if (status == DAP_OK) status = take_dim(d, part, error);
    }
    if (status != DAP_OK) return status;
    for (size_t r = 0; r < wanted_.replicas.size(); ++r) {
      const DAPLocalDim &local = row_of(origin)[static_cast<size_t>(source_.ndim) + r];
      if (wanted_.replicas[r] == kept_replica) part.row.push_back(local);
    }
    parts_.push_back(std::move(part));
    return DAP_OK;
  }

  // In C order of the coordinates (rule 710); boxes have an order of their own.
  void finish(view &made) {
    const bool boxes = source_.ndim > 0 && source_.dims[0].kind == DAP_KIND_BOX;
    if (boxes && wanted_.order.empty()) keep_one_box();
    const auto before = [](const DAPLocalDim &a, const DAPLocalDim &b) { return a.coordinate < b.coordinate; };
    if (!boxes) {
      std::sort(parts_.begin(), parts_.end(), [&](const taken_part &a, const taken_part &b) {
        return std::lexicographical_compare(a.row.begin(), a.row.end(), b.row.begin(), b.row.end(), before);
      });
    }
    made.extents.resize(parts_.size() * 2 * wanted_.order.size());
    int64_t *next = made.extents.data();
    for (const taken_part &part : parts_) {
      out_.local.insert(out_.local.end(), part.row.begin(), part.row.end());
      made.origins.push_back(part.origin);
      made.parts.push_back(buffer_of(part, next));
      next += 2 * wanted_.order.size();
    }
    out_.made.num_parts = static_cast<int64_t>(parts_.size());
    out_.made.local = out_.local.data();
  }

 private:
  [[nodiscard]] const DAPLocalDim *row_of(int64_t origin) const {
    return source_.local + origin * (source_.ndim + source_.num_replica_dims);
  }

  // Whether the part is at the coordinates, and of boxes around the indices, that stand for a dimension that goes.
  [[nodiscard]] bool is_met(int64_t origin) const {
    const DAPLocalDim *row = row_of(origin);
    for (int32_t d = 0; d < source_.ndim; ++d) {
      const auto place = static_cast<size_t>(d);
      if (wanted_.dims[place].taken != taken_dim::form::one) continue;
      if (row[d].coordinate != out_.owners[place]) return false;
      const bool owns = model::owned_position(source_.dims[d], row[d], wanted_.dims[place].indices.first).has_value();
      const bool is_box = source_.dims[d].kind == DAP_KIND_BOX;
      if (is_box ? !owns || owns_nothing_beside(row, d) : !owns && owns_nothing_beside(row, d)) return false;
    }
    for (size_t r = 0; r < wanted_.replicas.size(); ++r) {
      const int64_t coordinate = row[static_cast<size_t>(source_.ndim) + r].coordinate;
      if (wanted_.replicas[r] != kept_replica && coordinate != wanted_.replicas[r]) return false;
    }
    return true;
  }

  // A part without elements may list nothing, either; as a box it lies nowhere (rule 824).
  [[nodiscard]] bool owns_nothing_beside(const DAPLocalDim *row, int32_t d) const {
    for (int32_t other = 0; other < source_.ndim; ++other) {
      if (other != d && row[other].num_owned == 0) return true;
    }
    return false;
  }

  void move_along(int32_t d, int64_t positions, taken_part &part) const {
    if (positions != 0) part.first += positions * array_.parts[part.origin].buffer.strides[d];
  }

  int32_t take_single_indices(taken_part &part, DAPError *error) const {
    const DAPLocalDim *row = row_of(part.origin);
    for (int32_t d = 0; d < source_.ndim; ++d) {
      const taken_dim &of = wanted_.dims[static_cast<size_t>(d)];
      if (of.taken != taken_dim::form::one) continue;
      const auto position = model::owned_position(source_.dims[d], row[d], of.indices.first);
      if (!position) {
        return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_INDEX_OWNER, d, source_.comm.rank, 1, 0,
                               "part %" PRId64 " does not own index %" PRId64 ", although nobody else can", part.origin,
                               of.indices.first);
      }
      if (has_elements(part.origin)) move_along(d, *position, part);
    }
    return DAP_OK;
  }

  int32_t take_dim(int32_t d, taken_part &part, DAPError *error) {
    const DAPDim &dim = source_.dims[d];
    const DAPLocalDim &local = row_of(part.origin)[d];
    const taken_dim &of = wanted_.dims[static_cast<size_t>(d)];
    model::storage_slice storage{0, 1};
    if (of.taken == taken_dim::form::some) {
      model::sliced_part sliced = model::slice_part(dim, local, of.indices);
      if (!sliced.storage) return uneven(d, part, error);
      storage = *sliced.storage;
      part.row.push_back(sliced.local);
      out_.lists.push_back(std::move(sliced.list));  // which the row goes on pointing to
    } else if (of.taken == taken_dim::form::owned) {
      storage.first = model::first_owned_position(dim, local);
      part.row.push_back(model::without_halo(dim, local));
    } else {
      part.row.push_back(local);
    }
    part.storage.push_back(storage);
    if (has_elements(part.origin)) move_along(d, storage.first, part);
    return DAP_OK;
  }

  int32_t uneven(int32_t d, const taken_part &part, DAPError *error) const {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_SPACING, d, source_.comm.rank, 1, 0,
                           "what is taken of part %" PRId64
                           " does not lie at equal distances in memory, and can only be copied",
                           part.origin);
  }

  // Of a part without any, nobody knows whether its strides are numbers to count with.
  [[nodiscard]] bool has_elements(int64_t origin) const { return !is_empty(array_.parts[origin].buffer); }

  [[nodiscard]] DAPPart buffer_of(const taken_part &taken, int64_t *extents) const {
    const DAPPart &source = array_.parts[taken.origin];
    const size_t ndim = wanted_.order.size();
    DAPPart part = source;
    part.extensions = nullptr;
    part.buffer.ndim = static_cast<int32_t>(ndim);
    part.buffer.shape = extents;
    part.buffer.strides = extents + ndim;
    for (size_t d = 0; d < ndim; ++d) {
      extents[d] = model::stored_extent(out_.dims[d], taken.row[d]).value_or(0);
      extents[ndim + d] = 1;
    }
    if (is_empty(part.buffer)) return part.capacity = is_empty(source.buffer) ? source.capacity : 0, part;
    for (size_t d = 0; d < ndim; ++d) {
      const int64_t stride = source.buffer.strides[wanted_.order[d]];
      if (extents[d] > 1) extents[ndim + d] = stride * taken.storage[d].stride;
    }
    move_first(part.buffer, taken.first);
    part.capacity = capacity_of(source, part.buffer);
    return part;
  }

  // All of the array's, if the view has all elements; its own, if they leave no room for others; else unknown.
  [[nodiscard]] uint64_t capacity_of(const DAPPart &source, const DAPBuffer &buffer) const {
    const auto count = [](const DAPBuffer &of) {
      int64_t elements = 1;
      for (int32_t d = 0; d < of.ndim; ++d) elements *= of.shape[d];
      return elements;
    };
    const int64_t elements = count(buffer);
    if (source.capacity == 0 || elements == count(source.buffer)) return source.capacity;
    const auto reach = reach_of(buffer);
    const auto bytes = model::checked_multiply(elements, item_size(buffer.type_bits, buffer.type_lanes));
    return reach && bytes && reach->end - reach->lowest == *bytes ? static_cast<uint64_t>(*bytes) : 0;
  }

  // Of one element, the lowest rank's first part is right (rule 852).
  void keep_one_box() {
    if (out_.made.rank_offset != source_.comm.rank) parts_.clear();
    if (parts_.size() > 1) parts_.resize(1);
  }

  const DAPArray &array_;
  const DAPDistribution &source_;
  const taking &wanted_;
  taken_distribution &out_;
  std::vector<taken_part> parts_;
};

bool leaves_out(const DAPDistribution &source, const taking &wanted) {
  for (int32_t d = 0; d < source.ndim; ++d) {
    const taken_dim &of = wanted.dims[static_cast<size_t>(d)];
    const bool selects = of.taken == taken_dim::form::some || of.taken == taken_dim::form::one;
    const int64_t count = of.taken == taken_dim::form::one ? 1 : of.indices.count;
    if (selects && count < source.dims[d].size) return true;
  }
  return false;
}

}  // namespace

int32_t take_parts(const DAPArray &array, const taking &wanted, taken_distribution &out, view &made, DAPError *error) {
  part_taker taker(array, wanted, out);
  for (int64_t part = 0; part < array.distribution->num_parts; ++part) {
    const int32_t status = taker.add(part, error);
    if (status != DAP_OK) return status;
  }
  taker.finish(made);
  made.leaves_out = leaves_out(*array.distribution, wanted);
  return DAP_OK;
}

}  // namespace dap::array
