// SPDX-License-Identifier: BSD-3-Clause
// What is done with each element on its way: the innermost two loops are a kernel's own.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dap::transfer {

// `count` times; each is so many bytes behind the one before.
struct loop {
  int64_t count;
  int64_t from;
  int64_t to;
};

inline constexpr loop once{1, 0, 0};

struct element_kernel {
  // Every element of `inner`, for every one of `outer`. Counts are at least 1, and the sides do not overlap.
  void (*move)(const element_kernel &self, const std::byte *from, std::byte *to, const loop &outer, const loop &inner);
  std::size_t from_size;
  std::size_t to_size;
  const void *context;  // of what is more than a copy; a copy has none, and may take several elements for a larger one
};

}  // namespace dap::transfer
