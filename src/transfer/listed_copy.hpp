// SPDX-License-Identifier: BSD-3-Clause
// Copies along one axis where positions are listed: most of what unstructured distributions exchange.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "transfer/runs.hpp"

namespace dap::transfer {

// Listed positions, or steps of `stride` bytes.
struct listed_side {
  const uint32_t *positions;  // NULL: 0, 1, 2 …
  int64_t first;              // bytes before position 0
  int64_t stride;

  [[nodiscard]] const std::byte *at(const std::byte *base, std::size_t number) const noexcept {
    return base + first + (positions != nullptr ? int64_t{positions[number]} : static_cast<int64_t>(number)) * stride;
  }
};

// None if the positions are neither one list nor at equal distances. NULL: they follow one another.
[[nodiscard]] std::optional<listed_side> listed_side_of(const run_view *positions, int64_t stride) noexcept;

// `count` elements of so many bytes.
void copy_listed(std::size_t element_size, std::size_t count, const std::byte *from, const listed_side &from_side,
                 std::byte *to, const listed_side &to_side) noexcept;

}  // namespace dap::transfer
