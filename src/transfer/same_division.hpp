// SPDX-License-Identifier: BSD-3-Clause
// Whether what was planned for one distribution serves another.
#pragma once

#include <dap/dap.h>

namespace dap::transfer {

// By identity, else member by member, as far as this rank has them: the global members and its local dimensions.
[[nodiscard]] bool is_divided_as(const DAPDistribution &planned_for, const DAPDistribution &given);

}  // namespace dap::transfer
