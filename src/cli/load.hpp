// SPDX-License-Identifier: BSD-3-Clause
// Files of distributions.
#pragma once

#include <stdexcept>
#include <string>

#include "json/distribution_file.hpp"

namespace dap::cli {

// A file that cannot be read, or is not what it should be: the message names it and the place.
class unreadable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The content of the file, or of the standard input if the path is "-", not validated. Throws unreadable.
[[nodiscard]] json::distribution_file load(const std::string &path);

}  // namespace dap::cli
