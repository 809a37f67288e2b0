// SPDX-License-Identifier: BSD-3-Clause
#include "array/flat_memory.hpp"

#include <algorithm>

#include "array/layout.hpp"

namespace dap::array {

std::optional<flat_memory> flat_memory_of(const DAPBuffer &buffer) {
  flat_memory flat;
  if (is_empty(buffer)) return flat;
  const auto step = [&](const memory_axis &axis) {
    return axis.reversed ? -buffer.strides[axis.d] : buffer.strides[axis.d];
  };
  for (int32_t d = 0; d < buffer.ndim; ++d) {
    if (buffer.shape[d] == 1) continue;
    flat.axes.push_back({d, buffer.shape[d], buffer.strides[d] < 0});
    // Address order begins at the last index of a reversed dimension.
    if (buffer.strides[d] < 0) flat.offset += (buffer.shape[d] - 1) * buffer.strides[d];
  }
  std::stable_sort(flat.axes.begin(), flat.axes.end(),
                   [&](const memory_axis &a, const memory_axis &b) { return step(a) > step(b); });
  flat.count = 1;
  if (flat.axes.empty()) return flat;
  flat.stride = step(flat.axes.back());
  if (flat.stride == 0) return std::nullopt;
  for (auto axis = flat.axes.rbegin(); axis != flat.axes.rend(); ++axis) {
    if (step(*axis) != flat.stride * flat.count) return std::nullopt;
    flat.count *= axis->extent;
  }
  return flat;
}

}  // namespace dap::array
