// SPDX-License-Identifier: BSD-3-Clause
// Copies of elements and what they are copies of. Every array is opened, in host memory, and found right by
// check_world, which also has to have been called with this assembly.
#pragma once

#include "world/assembly.hpp"

namespace dap::world {

// Halo elements equal their owners' (905). Those at edges and corners are only looked at if the array claims that they
// are filled. Told is what the lowest owner finds first.
[[nodiscard]] int32_t check_halos(assembly &all, DAPError *error);

// Replicas are equal (731).
[[nodiscard]] int32_t check_replicas(assembly &all, DAPError *error);

}  // namespace dap::world
