// SPDX-License-Identifier: BSD-3-Clause
// A view: another distribution and other parts over the memory of an array, until it is handed out as an array.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

#include "array/distribution_block.hpp"

namespace dap::array {

// Moved, never copied: the parts point into `extents`.
struct view {
  distribution_ref distribution;
  std::vector<DAPPart> parts;
  std::vector<int64_t> extents;  // shape and strides of each part in turn
  std::vector<int64_t> origins;  // of each part: which part of the array it shows
  uint64_t flags = 0;            // those of the array that it becomes
  bool leaves_out = false;       // some owned elements, on whatever process

  view() = default;
  view(view &&) = default;
  view &operator=(view &&) = default;
};

// Claims that a view of any kind has as its array has them; those of halos depend on the dimensions.
inline constexpr uint64_t kept_claims = DAP_ARRAY_WRITABLE | DAP_ARRAY_COPIED | DAP_ARRAY_GENERATION_COMPLETE;
inline constexpr uint64_t halo_claims = DAP_ARRAY_HALO_FACES | DAP_ARRAY_HALO_CORNERS;

// Flags of a view whose distribution is made, STRIDED aside.
[[nodiscard]] uint64_t flags_of_view(const DAPArray &array, const DAPDistribution &made) noexcept;

// Copies the array's parts as they are.
void keep_parts(const DAPArray &array, view &made);

// The array that the view shows, to make views of and to judge, without a name: borrowed from both.
[[nodiscard]] DAPArray shown(const DAPArray &array, const view &made) noexcept;

// Makes `later`, a view of what `earlier` shows, one of the array behind it, in the place of `earlier`.
void join(view &earlier, view &&later) noexcept;

// Moves the array into a new one that shows the view and forwards access to it. On failure nothing has changed. Throws
// std::bad_alloc.
[[nodiscard]] int32_t hand_out(DAPArray &array, const view &made, DAPArray *out, DAPError *error);

}  // namespace dap::array
