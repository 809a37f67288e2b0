// SPDX-License-Identifier: BSD-3-Clause
// Which features (spec 4) a distribution uses, as far as its global members tell.
#pragma once

#include <dap/dap.h>

namespace dap::array {

// All feature bits that this library knows.
inline constexpr uint64_t known_features =
    DAP_FEATURE_CYCLIC | DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_BOXES | DAP_FEATURE_REPLICAS | DAP_FEATURE_HALO |
    DAP_FEATURE_HALO_LIST | DAP_FEATURE_STRIDED | DAP_FEATURE_PARTS | DAP_FEATURE_DEVICE | DAP_FEATURE_RANK_TABLE |
    DAP_FEATURE_UNKNOWN_BOUNDS | DAP_FEATURE_RENUMBERED | DAP_FEATURE_INCOMPLETE | DAP_FEATURE_OVERLAPPING |
    DAP_FEATURE_EXTENSION;

// Features of the dimensions, the rank table, the parts of this process and the extensions. Several parts on other
// processes are the only feature that one process may be unable to see.
[[nodiscard]] uint64_t features_of(const DAPDistribution &distribution) noexcept;

// DAP_FEATURE_PARTS if several grid points may share a rank, on whatever process: certain not to where the table names
// no rank twice, and the strides number the points like digits. O(n log n) in the table. Throws std::bad_alloc.
[[nodiscard]] uint64_t features_of_sharing(const DAPDistribution &distribution);

// DAP_FEATURE_EXTENSION if some link of the chain must be understood, else 0.
[[nodiscard]] uint64_t features_of(const DAPExtension *chain) noexcept;

}  // namespace dap::array
