// SPDX-License-Identifier: BSD-3-Clause
// What stands behind the exports of one object.
#pragma once

#include <dap/array.h>

#include <string>
#include <vector>

#include "array/distribution_block.hpp"
#include "array/openings.hpp"
#include "array/source_references.hpp"

struct DAPSource {
  dap::array::source_references references;
  DAPArray offer{};                           // what is exported, but for `release` and `private_data`
  DAPArray behind{};                          // the wrapped array; `release` is NULL if there is none
  dap::array::distribution_ref distribution;  // empty if the wrapped array's own is used
  std::vector<DAPPart> parts;
  std::vector<int64_t> extents;  // shapes and strides of the parts
  std::string name;              // empty: none
  DAPName label{};               // the name as it is exported, in front of the other extensions
  DAPSourceHooks hooks{};
  void *context = nullptr;
  // Number of writes; its value when the halo was last right, UINT64_MAX for never. Not used where the array behind
  // counts.
  uint64_t generation[2] = {0, UINT64_MAX};
  // Unless a wrapped array in host memory, which has no events, is shown as other parts.
  bool hands_events_on = true;
  dap::array::openings openings;
  uint64_t own_held = 0;  // what the library itself holds of memory that is its own: there it is one more consumer

  DAPSource() = default;
  DAPSource(const DAPSource &) = delete;
  DAPSource &operator=(const DAPSource &) = delete;

  [[nodiscard]] bool is_wrapped() const noexcept { return behind.release != nullptr; }
  [[nodiscard]] dap::array::opening_target target() noexcept {
    const DAPDistribution &divided = *offer.distribution;
    return {is_wrapped() ? &behind : nullptr, hooks, context, divided.comm.rank, divided.num_parts, hands_events_on};
  }
};
