// SPDX-License-Identifier: BSD-3-Clause
// An element in messages: "(3, 4)".
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace dap::world {

[[nodiscard]] inline std::string text_of(std::span<const int64_t> index) {
  std::string text = "(";
  for (size_t d = 0; d < index.size(); ++d) text += (d == 0 ? "" : ", ") + std::to_string(index[d]);
  return text + ")";
}

}  // namespace dap::world
