// SPDX-License-Identifier: BSD-3-Clause
// A distribution as a text for people.
#pragma once

#include <string>

#include "json/distribution_file.hpp"

namespace dap::cli {

// Of a file that is valid on every rank. `all`: all parts, however many; else the first and the last ones.
[[nodiscard]] std::string describe(const json::distribution_file &file, bool all);

}  // namespace dap::cli
