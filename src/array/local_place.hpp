// SPDX-License-Identifier: BSD-3-Clause
// Where a check of one dimension of one part stands.
#pragma once

#include <dap/dap.h>

#include <cstdint>

namespace dap::array {

// One dimension of one part, and where to say that it is.
struct local_place {
  const DAPDim &dim;
  const DAPLocalDim &local;
  int64_t part;
  int32_t d;
  int32_t rank;
};

}  // namespace dap::array
