// SPDX-License-Identifier: BSD-3-Clause
// Many numbers made one, to see whether processes have the same.
#pragma once

#include <cstdint>

namespace dap::world {

// Differences are mistakes, not attacks: a multiplication that stirs all bits will do.
inline void mix(uint64_t &state, uint64_t value) noexcept {
  state = (state ^ value) * UINT64_C(0x9e3779b97f4a7c15);
  state ^= state >> 29;
}

}  // namespace dap::world
