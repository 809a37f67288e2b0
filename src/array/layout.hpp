// SPDX-License-Identifier: BSD-3-Clause
// How a buffer lies in memory: order, and how far it reaches.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>

namespace dap::array {

[[nodiscard]] constexpr int64_t item_size(uint8_t bits, uint16_t lanes) noexcept {
  return (static_cast<int64_t>(bits) * lanes + 7) / 8;
}

// Some stored extent is 0, so that no element exists and `data` may be NULL.
[[nodiscard]] bool is_empty(const DAPBuffer &buffer) noexcept;

// The elements follow one another in C order. Strides of extents ≤ 1, and of empty buffers, do not matter.
[[nodiscard]] bool is_c_contiguous(const DAPBuffer &buffer) noexcept;

// The bytes that the elements touch, counted from the first stored element: lowest ≤ 0 < end; both 0 if empty.
struct byte_reach {
  int64_t lowest;
  int64_t end;
};

// Makes the element that lies `elements` behind the first stored one (before it, if negative) the first. The buffer's
// reach fits, and covers that element. An empty one keeps its `data`.
void move_first(DAPBuffer &buffer, int64_t elements) noexcept;

// Empty if some address cannot be computed in 63 bits, or is further from `data` than this machine's pointers can say
// (rule 1010).
[[nodiscard]] std::optional<byte_reach> reach_of(const DAPBuffer &buffer, int64_t furthest = INTPTR_MAX) noexcept;

}  // namespace dap::array
