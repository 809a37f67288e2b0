// SPDX-License-Identifier: BSD-3-Clause
#include "array/layout.hpp"

#include <algorithm>

#include "model/checked.hpp"

namespace dap::array {

bool is_empty(const DAPBuffer &buffer) noexcept {
  return std::any_of(buffer.shape, buffer.shape + buffer.ndim, [](int64_t extent) { return extent == 0; });
}

bool is_c_contiguous(const DAPBuffer &buffer) noexcept {
  if (is_empty(buffer)) return true;
  int64_t expected = 1;
  for (int32_t d = buffer.ndim; d-- > 0;) {
    if (buffer.shape[d] == 1) continue;
    if (buffer.strides[d] != expected) return false;
    const auto next = model::checked_multiply(expected, buffer.shape[d]);
    if (!next) return false;
    expected = *next;
  }
  return true;
}

void move_first(DAPBuffer &buffer, int64_t elements) noexcept {
  if (is_empty(buffer)) {  // nothing is anywhere, and byte_offset may be any number
    buffer.byte_offset = 0;
    return;
  }
  const int64_t bytes =
      static_cast<int64_t>(buffer.byte_offset) + elements * item_size(buffer.type_bits, buffer.type_lanes);
  if (bytes >= 0) {  // `data` may be a device's handle, which is not to be counted with
    buffer.byte_offset = static_cast<uint64_t>(bytes);
  } else {  // that address lies below `data`
    buffer.data = static_cast<char *>(buffer.data) + bytes;
    buffer.byte_offset = 0;
  }
}

std::optional<byte_reach> reach_of(const DAPBuffer &buffer, int64_t furthest) noexcept {
  if (is_empty(buffer)) return byte_reach{0, 0};
  const int64_t item = item_size(buffer.type_bits, buffer.type_lanes);
  byte_reach reach{0, item};
  for (int32_t d = 0; d < buffer.ndim; ++d) {
    if (buffer.shape[d] == 1) continue;
    const auto steps = model::checked_multiply(buffer.shape[d] - 1, buffer.strides[d]);
    const auto bytes = steps ? model::checked_multiply(*steps, item) : std::nullopt;
    if (!bytes) return std::nullopt;
    int64_t &end = *bytes < 0 ? reach.lowest : reach.end;
    const auto moved = model::checked_add(end, *bytes);
    if (!moved) return std::nullopt;
    end = *moved;
  }
  const bool fits = reach.lowest >= -furthest && reach.end <= furthest &&
                    buffer.byte_offset <= static_cast<uint64_t>(furthest - reach.end) &&
                    model::checked_subtract(reach.end, reach.lowest).has_value();
  return fits ? std::optional(reach) : std::nullopt;
}

}  // namespace dap::array
