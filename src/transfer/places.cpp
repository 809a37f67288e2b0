// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/places.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace dap::transfer {
namespace {

struct axis {
  int64_t extent;
  int64_t stride;  // in bytes
};

// Then strides mean nothing.
bool is_empty(const placed_part &part) noexcept {
  const int64_t *shape = part.buffer->shape;
  return std::find(shape, shape + part.buffer->ndim, 0) != shape + part.buffer->ndim;
}

// Those along which there is more than one element, the narrowest first; none if there are no elements.
std::optional<std::vector<axis>> axes_of(const placed_part &part) {
  if (is_empty(part)) return std::nullopt;
  std::vector<axis> axes;
  for (int32_t d = 0; d < part.buffer->ndim; ++d) {
    const int64_t extent = part.buffer->shape[d];
    if (extent > 1) axes.push_back({extent, part.buffer->strides[d] * part.element_size});
  }
  std::sort(axes.begin(), axes.end(),
            [](const axis &a, const axis &b) { return std::abs(a.stride) < std::abs(b.stride); });
  return axes;
}

uintptr_t first_of(const placed_part &part) noexcept {
  return reinterpret_cast<uintptr_t>(part.buffer->data) + part.buffer->byte_offset;
}

// Whether each stride steps over all that the narrower ones reach.
bool is_nested(const std::vector<axis> &axes, int64_t element_size) noexcept {
  int64_t reach = element_size;
  for (const axis &each : axes) {
    if (std::abs(each.stride) < reach) return false;
    reach += (each.extent - 1) * std::abs(each.stride);
  }
  return true;
}

void add_places(const placed_part &part, std::vector<byte_range> &places) {
  const auto axes = axes_of(part);
  if (!axes) return;
  std::vector<int64_t> at(axes->size(), 0);
  uintptr_t place = first_of(part);
  for (;;) {
    places.push_back({place, place + static_cast<uintptr_t>(part.element_size)});
    std::size_t d = 0;
    for (; d < at.size(); ++d) {
      const axis &along = (*axes)[d];
      place += static_cast<uintptr_t>(along.stride);
      if (++at[d] < along.extent) break;
      place -= static_cast<uintptr_t>(along.extent * along.stride);
      at[d] = 0;
    }
    if (d == at.size()) return;
  }
}

bool any_meet(std::vector<byte_range> &ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const byte_range &a, const byte_range &b) { return a.start < b.start; });
  const auto met = std::adjacent_find(ranges.begin(), ranges.end(),
                                      [](const byte_range &a, const byte_range &b) { return b.start < a.stop; });
  return met != ranges.end();
}

// Those of parts whose ranges interleave, one by one.
bool share_a_place(std::span<const placed_part> parts) {
  const bool is_alone = parts.size() == 1;
  if (is_alone && is_nested(axes_of(parts[0]).value_or(std::vector<axis>{}), parts[0].element_size)) return false;
  std::vector<byte_range> places;
  for (const placed_part &each : parts) add_places(each, places);
  return any_meet(places);
}

}  // namespace

std::optional<byte_range> bytes_of(const placed_part &part) noexcept {
  if (is_empty(part)) return std::nullopt;
  uintptr_t start = first_of(part);
  uintptr_t stop = start + static_cast<uintptr_t>(part.element_size);
  for (int32_t d = 0; d < part.buffer->ndim; ++d) {
    const int64_t extent = part.buffer->shape[d];
    if (extent == 1) continue;
    const int64_t reach = (extent - 1) * part.buffer->strides[d] * part.element_size;
    (reach < 0 ? start : stop) += static_cast<uintptr_t>(reach);
  }
  return byte_range{start, stop};
}

std::optional<std::size_t> find_shared_place(std::span<const placed_part> parts) {
  struct placed {
    byte_range bytes;
    placed_part part;
  };
  std::vector<placed> sorted;
  for (const placed_part &each : parts) {
    if (const auto bytes = bytes_of(each)) sorted.push_back({*bytes, each});
  }
  std::sort(sorted.begin(), sorted.end(),
            [](const placed &a, const placed &b) { return a.bytes.start < b.bytes.start; });
  // Groups of parts whose ranges touch each other.
  for (std::size_t first = 0; first < sorted.size();) {
    std::vector<placed_part> group;
    uintptr_t stop = sorted[first].bytes.stop;
    std::size_t next = first;
    for (; next < sorted.size() && (next == first || sorted[next].bytes.start < stop); ++next) {
      stop = std::max(stop, sorted[next].bytes.stop);
      group.push_back(sorted[next].part);
    }
    if (share_a_place(group)) return group.front().array;
    first = next;
  }
  return std::nullopt;
}

}  // namespace dap::transfer
