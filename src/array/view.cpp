// SPDX-License-Identifier: BSD-3-Clause
#include "array/view.hpp"

#include <dap/array.h>
#include <dap/simple.h>

#include <algorithm>
#include <memory>

#include "array/behind_view.hpp"
#include "model/grid.hpp"
#include "model/owned.hpp"

namespace dap::array {
namespace {

bool has_halo(const DAPDistribution &distribution) noexcept {
  const auto dims = model::dims_of(distribution);
  return std::any_of(dims.begin(), dims.end(), model::may_have_halo);
}

bool shows_all_parts_in_order(const DAPArray &array, const view &made) noexcept {
  if (static_cast<int64_t>(made.origins.size()) != array.distribution->num_parts) return false;
  int64_t next = 0;
  return std::all_of(made.origins.begin(), made.origins.end(), [&](int64_t origin) { return origin == next++; });
}

}  // namespace

uint64_t flags_of_view(const DAPArray &array, const DAPDistribution &made) noexcept {
  const uint64_t halo = has_halo(made) ? array.flags & halo_claims : 0;
  return (array.flags & (kept_claims | DAP_FEATURE_DEVICE)) | halo | (made.flags & DAP_MUST_UNDERSTAND);
}

void keep_parts(const DAPArray &array, view &made) {
  const auto ndim = static_cast<size_t>(array.distribution->ndim);
  const auto num_parts = static_cast<size_t>(array.distribution->num_parts);
  made.parts.assign(array.parts, array.parts + num_parts);
  made.extents.resize(num_parts * 2 * ndim);
  int64_t *next = made.extents.data();
  for (DAPPart &part : made.parts) {
    std::copy_n(part.buffer.shape, ndim, next);
    std::copy_n(part.buffer.strides, ndim, next + ndim);
    part.buffer.shape = next;
    part.buffer.strides = next + ndim;
    part.extensions = nullptr;
    made.origins.push_back(static_cast<int64_t>(made.origins.size()));
    next += 2 * ndim;
  }
}

DAPArray shown(const DAPArray &array, const view &made) noexcept {
  DAPArray seen = array;
  seen.flags = made.flags;
  seen.extensions = nullptr;
  seen.distribution = made.distribution.get();
  seen.parts = made.parts.empty() ? nullptr : made.parts.data();
  return seen;
}

void join(view &earlier, view &&later) noexcept {
  for (int64_t &origin : later.origins) origin = earlier.origins[static_cast<size_t>(origin)];
  later.leaves_out = later.leaves_out || earlier.leaves_out;
  earlier = std::move(later);
}

int32_t hand_out(DAPArray &array, const view &made, DAPArray *out, DAPError *error) {
  DAPArray moved = array;  // only if all goes well
  std::unique_ptr<behind_view> behind;
  if (made.leaves_out || !shows_all_parts_in_order(array, made)) {
    behind = std::make_unique<behind_view>(array, made);
    moved = behind->array();
  }
  moved.flags &= made.flags | ~DAP_ARRAY_WRITABLE;
  DAPSourceDescription description{};
  description.type = {array.type_code, array.type_bits, array.type_lanes};
  description.flags = made.flags;
  description.distribution = made.distribution.get();
  description.parts = made.parts.data();
  DAPSource *source = nullptr;
  const int32_t status = dap_source_wrap(&moved, &description, &source, error);
  if (status != DAP_OK) return status;
  static_cast<void>(behind.release());  // it goes with the view
  array.release = nullptr;
  static_cast<void>(dap_source_export(source, nullptr, out, nullptr));  // as it is: never refused
  dap_source_release(source);
  return DAP_OK;
}

}  // namespace dap::array
