// SPDX-License-Identifier: BSD-3-Clause
// From a picture to a file.
#pragma once

#include <string>

#include "cli/picture.hpp"

namespace dap::cli {

// The height of the page in points, by painting it on nothing.
[[nodiscard]] double height_of(const picture &of);

// `path` ends in .svg or .png; a PNG has `pixels` to a point. Throws std::runtime_error if it cannot be written.
void paint(const picture &of, const std::string &path, double pixels = 2);

}  // namespace dap::cli
