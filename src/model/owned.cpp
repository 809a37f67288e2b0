// SPDX-License-Identifier: BSD-3-Clause
// A dimension and a part without their halo: the owned indices alone, over the same memory.
#include "model/owned.hpp"

#include <cstdint>

namespace dap::model {

DAPDim without_halo(DAPDim dim) noexcept {
  dim.flags &= ~(DAP_DIM_HALO | DAP_DIM_HALO_LIST);
  return dim;
}

DAPLocalDim without_halo(const DAPDim &dim, DAPLocalDim local) noexcept {
  local.halo[0] = 0;
  local.halo[1] = 0;
  const int64_t kept = dim.kind == DAP_KIND_UNSTRUCTURED ? local.num_owned : 0;
  if (kept == local.num_indices) return local;
  local.num_indices = kept;
  if (kept == 0) {
    local.indices = nullptr;
    local.index_form = DAP_INDEX_NONE;
    local.num_runs = 0;
  } else if (local.index_form == DAP_INDEX_RUNS) {
    // No run crosses from the owned to the halo indices (rule 816).
    const auto *pairs = static_cast<const int64_t *>(local.indices);
    local.num_runs = 0;
    for (int64_t listed = 0; listed < kept; ++local.num_runs) listed += pairs[2 * local.num_runs + 1];
  }
  return local;
}

}  // namespace dap::model
