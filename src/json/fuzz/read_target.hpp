// SPDX-License-Identifier: BSD-3-Clause
// One execution: any bytes are read as JSON, and what is taken is written, read again and made.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace dap::json::fuzz {

// Why the text was refused; empty if it was taken and all its distributions were made. Ends the process with a sentence
// where a promise is broken.
std::string read_one(std::span<const uint8_t> input);

}  // namespace dap::json::fuzz
