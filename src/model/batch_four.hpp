// SPDX-License-Identifier: BSD-3-Clause
// Owners and positions of four indices at a time, for processors with AVX2.
//
// AVX2 multiplies only 32-bit halves: so divisors are below 2^32 here, remainders are computed in 32 bits, and a cyclic
// dimension is divided by its whole cycle first, the rest of which is short. Other dimensions are left to batch.cpp.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>

namespace dap::model {

// Indices and what is wanted of them; nobody (-1) for those outside [0, size).
struct batch_request {
  int64_t size;
  std::size_t count;
  const int64_t *indices;
  int64_t *owners;
  int64_t *positions;
};

// Answers the beginning of a request, and returns how many indices that was: all but 3 at most, or none, where the
// processor or the dimension is not made for it.
[[nodiscard]] std::size_t locate_by_four(const DAPDim &dim, const batch_request &asked) noexcept;

}  // namespace dap::model
