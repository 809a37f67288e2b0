// SPDX-License-Identifier: BSD-3-Clause
// Transposing: what is near in the memory of one side is far in that of the other.
//
// A cache line that is fetched for one element must still be there when its next one is asked for. So the loops are cut
// into halves, the one that reaches farthest first, until the elements of a tile fit into the nearest cache on both
// sides (Frigo et al., Cache-oblivious algorithms, 1999).
#pragma once

#include <cstddef>
#include <span>

#include "transfer/element_kernel.hpp"

namespace dap::transfer {

// The loops are ordered by the distances of the target, innermost last.
[[nodiscard]] bool needs_tiles(std::span<const loop> loops, const element_kernel &kernel) noexcept;

// Changes `loops` on the way.
void move_in_tiles(std::span<loop> loops, const element_kernel &kernel, const std::byte *from, std::byte *to);

}  // namespace dap::transfer
