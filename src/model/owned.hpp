// SPDX-License-Identifier: BSD-3-Clause
// A dimension and a part without their halo: the owned indices alone, over the same memory.
#pragma once

#include <dap/dap.h>

namespace dap::model {

// Whether some process may store a halo along the dimension.
[[nodiscard]] constexpr bool may_have_halo(const DAPDim &dim) noexcept {
  return (dim.flags & (DAP_DIM_HALO | DAP_DIM_HALO_LIST)) != 0;
}

// The same dimension, flagged for no halo. PERIODIC and boundary stay: they speak of indices, not of what is stored.
[[nodiscard]] DAPDim without_halo(DAPDim dim) noexcept;

// What is left of a part: the positions from first_owned_position(dim, local) on, num_owned of them. `dim` is the
// dimension with its halo. A list is the beginning of the old one, which it borrows. O(1); O(owned runs) where indices
// are listed as runs.
[[nodiscard]] DAPLocalDim without_halo(const DAPDim &dim, DAPLocalDim local) noexcept;

}  // namespace dap::model
