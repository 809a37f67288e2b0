// SPDX-License-Identifier: BSD-3-Clause
// Validation over all ranks.
#include "cli/validate_together.hpp"

namespace dap::cli {

std::vector<finding> validate_together(const json::distribution_file &file) {
  try {
    json::check_boxes(file);
  } catch (const dap::error &failure) {
    return {{failure.details(), {}}};
  }
  return {};
}

}  // namespace dap::cli
