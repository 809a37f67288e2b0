// SPDX-License-Identifier: BSD-3-Clause
// What two parts have in common, as it lies in the memory of one of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "transfer/runs.hpp"

namespace dap::transfer {

// The product of positions along each axis. Its elements are counted in C order of the axes (the last one fastest), and
// along each in the order of the runs; so they lie in a message, without gaps.
//
// Example: `along` = {0, 1} and {2, 3, 4}, `strides` = {40, 8}, element size 8: the first six of the message are the
// doubles at the bytes 16, 24, 32, 56, 64 and 72 behind the part's position (0, 0).
struct piece_layout {
  std::span<const run_view> along;
  std::span<const int64_t> strides;  // in bytes; 0 only where an extent is at most 1
  std::size_t element_size;          // in bytes
};

}  // namespace dap::transfer
