// SPDX-License-Identifier: BSD-3-Clause
// Colours that tell neighbours apart.
#pragma once

#include <vector>

#include "cli/picture.hpp"

namespace dap::cli {

inline constexpr size_t num_colours = 8;

// A number below num_colours for each rank. As many ranks as colours get one each; of more, ranks whose tiles touch, at
// corners too, get different ones as long as a rank touches fewer others than there are colours.
[[nodiscard]] std::vector<size_t> colours_of(const holdings &of, const std::vector<panel> &planes);

}  // namespace dap::cli
