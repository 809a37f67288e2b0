// SPDX-License-Identifier: BSD-3-Clause
// Validation over all ranks.
#include "cli/validate_together.hpp"

namespace dap::cli {

std::vector<finding> validate_together(const json::distribution_file &file) {
  try {
    const std::vector<dap::distribution> ranks = json::distributions(file);
    std::vector<const DAPDistribution *> world;
    for (const dap::distribution &each : ranks) world.push_back(each.get());
    DAPError error{};
    error.code = dap_distribution_validate_all(world.data(), static_cast<int32_t>(world.size()), &error);
    if (error.code != DAP_OK) return {{error, {}}};
  } catch (const dap::error &failure) {
    return {{failure.details(), {}}};
  }
  return {};
}

}  // namespace dap::cli
