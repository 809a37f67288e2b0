// SPDX-License-Identifier: BSD-3-Clause
// Whether the elements of a buffer are one run of constant stride in memory, and in which order they come.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace dap::array {

// One dimension in memory order. Reversed: the index falls where the address rises.
struct memory_axis {
  int32_t d;
  int64_t extent;
  bool reversed;
};

// Elements at offset + i · stride, i = 0 … count-1, counted in elements from the first stored one; stride ≥ 1.
struct flat_memory {
  int64_t offset = 0;
  int64_t stride = 1;
  int64_t count = 0;
  std::vector<memory_axis> axes;  // outermost first; extents of 1 are left out
};

// Empty if the elements are no such run. The buffer is valid, its halo empty.
[[nodiscard]] std::optional<flat_memory> flat_memory_of(const DAPBuffer &buffer);

}  // namespace dap::array
