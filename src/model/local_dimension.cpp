// SPDX-License-Identifier: BSD-3-Clause
// One dimension of one part: from positions in storage to indices and back.
#include "model/local_dimension.hpp"

#include "model/checked.hpp"
#include "model/dimension.hpp"

namespace dap::model {

namespace {

bool is_range(const DAPDim &dim) noexcept {
  return dim.kind == DAP_KIND_BLOCK || dim.kind == DAP_KIND_BOX;
}

bool has_halo_list(const DAPDim &dim) noexcept {
  return dim.kind == DAP_KIND_BLOCK && (dim.flags & DAP_DIM_HALO_LIST) != 0;
}

// wrap(start + offset), also where the sum does not fit.
std::optional<int64_t> wrapped_sum(const DAPDim &dim, int64_t start, int64_t offset) noexcept {
  if (const auto sum = checked_add(start, offset)) return wrap(dim, *sum);
  if ((dim.flags & DAP_DIM_PERIODIC) == 0) return std::nullopt;  // Beyond every number is beyond `size`.
  const auto a = wrap(dim, start);
  const auto b = wrap(dim, offset);
  if (!a || !b) return std::nullopt;
  const int64_t room = dim.size - *b;
  return *a < room ? *a + *b : *a - room;
}

}  // namespace

std::optional<int64_t> stored_extent(const DAPDim &dim, const DAPLocalDim &local) noexcept {
  switch (dim.kind) {
    case DAP_KIND_BLOCK:
    case DAP_KIND_BOX: {
      if (has_halo_list(dim)) return checked_add(local.num_owned, local.num_indices);
      const auto extent = checked_add(local.halo[0], local.num_owned);
      return extent ? checked_add(*extent, local.halo[1]) : std::nullopt;
    }
    case DAP_KIND_CYCLIC:
      return local.num_owned;
    case DAP_KIND_UNSTRUCTURED:
      return local.num_indices;
    case DAP_KIND_REPLICA:
      return 1;
    default:
      return std::nullopt;
  }
}

int64_t first_owned_position(const DAPDim &dim, const DAPLocalDim &local) noexcept {
  return is_range(dim) && !has_halo_list(dim) ? local.halo[0] : 0;
}

std::optional<int64_t> global_index(const DAPDim &dim, const DAPLocalDim &local, int64_t position) noexcept {
  if (dim.kind == DAP_KIND_CYCLIC) return cyclic::index_at(dim, local.coordinate, position);
  if (dim.kind == DAP_KIND_UNSTRUCTURED) return listed_indices(local, dim.index_base).at(position);
  if (!is_range(dim)) return std::nullopt;
  if (has_halo_list(dim) && position >= local.num_owned) {
    return listed_indices(local, dim.index_base).at(position - local.num_owned);
  }
  return wrapped_sum(dim, local.start, position - first_owned_position(dim, local));
}

std::optional<int64_t> owned_position(const DAPDim &dim, const DAPLocalDim &local, int64_t index) noexcept {
  if (is_range(dim)) {
    if (local.num_owned == 0) return std::nullopt;  // Its start may be any number (spec 809).
    if (index < local.start || index - local.start >= local.num_owned) return std::nullopt;
    return first_owned_position(dim, local) + (index - local.start);
  }
  if (dim.kind == DAP_KIND_CYCLIC) {
    if (owner(dim, index) != local.coordinate) return std::nullopt;
    return cyclic::position_of(dim, index);
  }
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    const auto position = listed_indices(local, dim.index_base).find(index);
    if (position && *position < local.num_owned) return position;
  }
  return std::nullopt;
}

}  // namespace dap::model
