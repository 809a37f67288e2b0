// SPDX-License-Identifier: BSD-3-Clause
// How much each rank of one distribution has in common with each rank of another.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dap::transfer {

struct rank_volumes {
  // [target rank, source rank]: elements of the former's parts that a replica on the latter can give.
  std::vector<int64_t> volumes;
  int64_t wanted = 0;  // elements of all parts of the target, each replica counted
  int64_t found = 0;   // those of them that have an owner in the source
};

// Of distributions of as many ranks that tell all; the indices of the parts are not looked at. target_dims as in a
// pairing. Empty if there are more elements than heaviest_weight. Counted by products of what coordinates have in
// common along each axis: time is proportional to the pairs of grid points, or boxes, that have elements in common.
[[nodiscard]] std::optional<rank_volumes> volumes_of(const DAPDistribution &source, const DAPDistribution &target,
                                                     std::span<const int32_t> target_dims);

}  // namespace dap::transfer
