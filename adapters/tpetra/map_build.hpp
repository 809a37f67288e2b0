// SPDX-License-Identifier: BSD-3-Clause
// The Map of a received array's first dimension.
#ifndef DAP_ADAPTERS_TPETRA_MAP_BUILD_HPP
#define DAP_ADAPTERS_TPETRA_MAP_BUILD_HPP

#include <dap/distribution.h>

#include <dap/tpetra.hpp>
#include <vector>

namespace dap::tpetra::detail {

using global_ordinal = map::global_ordinal_type;

/// What a Map is made of.
struct map_plan {
  bool in_rank_order = false;                // contiguous ranges that grow with the rank
  int64_t size = 0;                          // extent of the index space
  int64_t base = 0;                          // smallest index
  int64_t start = 0;                         // first index here, less `base`; if in rank order
  int64_t num_owned = 0;                     // rows here
  std::vector<global_ordinal> indices = {};  // if not in rank order
};

/// Plans the Map of a distribution that can be imported. Local; whether it is in rank order is decided alike
/// everywhere.
int32_t plan_map(const DAPDistribution &distribution, map_plan *out, DAPError *error);

/// Makes the Map, and checks that it is what the distribution says. Collective; the verdict is this process's own.
/// Throws what Tpetra throws.
int32_t build_map(const map_plan &plan, const Teuchos::RCP<const Teuchos::Comm<int>> &comm,
                  Teuchos::RCP<const map> *out, DAPError *error);

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_MAP_BUILD_HPP
