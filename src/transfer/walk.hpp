// SPDX-License-Identifier: BSD-3-Clause
// From every element of one piece to the same element of another, wherever the two lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "transfer/element_kernel.hpp"
#include "transfer/piece.hpp"

namespace dap::transfer {

// One end of a move: a part, or a message, in which the elements follow one another.
struct piece_side {
  std::span<const run_view> along;   // none: a message
  std::span<const int64_t> strides;  // in bytes; none: a message
};

inline piece_side side_of(const piece_layout &layout) noexcept {
  return {layout.along, layout.strides};
}
inline constexpr piece_side message_side{};

// The sides have equal counts along each axis, are not both messages, and do not overlap. Allocates nothing.
//
// Runs are walked once for each run of the axes outside; where the runs of an inner axis are many, several positions of
// the axis outside are taken at a time, so that the walk costs little for each element.
void move_piece(const piece_side &from, const std::byte *first_from, const piece_side &to, std::byte *first_to,
                const element_kernel &kernel);

}  // namespace dap::transfer
