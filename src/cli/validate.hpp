// SPDX-License-Identifier: BSD-3-Clause
// Which rules a file breaks.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <string>
#include <vector>

#include "json/distribution_file.hpp"

namespace dap::cli {

// A rule that is broken, on which ranks: alike on all of these; none if only all ranks together show it. The message
// is that of the first.
struct finding {
  DAPError error;
  std::vector<int64_t> ranks;
};

// Each rank's first broken rule, as the library finds it; if there is none, what all ranks together show.
[[nodiscard]] std::vector<finding> validate(const json::distribution_file &file);

// "rank 1, dimension 0, rule 809 (section 8, Dimensions)", and the message on a line of its own.
[[nodiscard]] std::string words_of(const finding &of);

}  // namespace dap::cli
