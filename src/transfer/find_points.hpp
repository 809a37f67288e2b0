// SPDX-License-Identifier: BSD-3-Clause
// At which grid points are these elements?
#pragma once

#include "transfer/directory.hpp"

namespace dap::transfer {

// Writes the lowest point that owns each element of a rank's questions, of the canonical replica, and the positions
// among what it owns. What had to be asked along the dimensions is known.
void find_points(directory &share);

}  // namespace dap::transfer
