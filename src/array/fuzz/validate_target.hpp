// SPDX-License-Identifier: BSD-3-Clause
// One execution: decode, lay out, validate, and walk what was accepted.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace dap::array::fuzz {

struct outcome {
  int32_t code;
  int32_t rule;         // 0: accepted
  std::string kinds;    // of an accepted array: b, c, u, x, r, each once, in this order; "0": no dimension
  std::string message;  // of a refusal
};

outcome validate_one(std::span<const uint8_t> input);

}  // namespace dap::array::fuzz
