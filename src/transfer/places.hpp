// SPDX-License-Identifier: BSD-3-Clause
// Where in memory the elements of arrays lie: no place may be written twice, or be read and written.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace dap::transfer {

// A part of an array, as a set of bytes. Halo included: what is stored has its place.
struct placed_part {
  const DAPBuffer *buffer;
  int64_t element_size;
  std::size_t array;  // number of it, for messages
};

// Whether two elements of one part, or of two, have a byte in common; the number of an array where it is so. Costs
// O(parts log parts) for parts that keep apart, as parts do; where their strides or ranges interleave, O(n log n) for
// their n elements. Throws std::bad_alloc.
[[nodiscard]] std::optional<std::size_t> find_shared_place(std::span<const placed_part> parts);

// The lowest address of a part that has elements, and the end of the highest.
struct byte_range {
  uintptr_t start;
  uintptr_t stop;
};
[[nodiscard]] std::optional<byte_range> bytes_of(const placed_part &part) noexcept;

}  // namespace dap::transfer
