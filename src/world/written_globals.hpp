// SPDX-License-Identifier: BSD-3-Clause
// A distribution made of its global members, as another rank has written them: for those who are not in it.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <list>
#include <span>
#include <vector>

namespace dap::world {

// Owns what the distribution points to. It has no parts, no communicator and no identity.
struct written_distribution {
  DAPDistribution distribution{};
  std::vector<DAPDim> dims;
  std::list<std::vector<int64_t>> bounds;  // of dimensions
  std::vector<int64_t> ranks;
  std::vector<int64_t> box_bounds;
  std::vector<int64_t> box_ranks;
  DAPBoxes boxes{};

  written_distribution() = default;
  written_distribution(const written_distribution &) = delete;
  written_distribution &operator=(const written_distribution &) = delete;
};

// Reads what globals_of (world/globals.hpp) has written. False, and nothing of use in `out`, if it was not that. Of
// extensions the first list of boxes is kept. What is read is whole, and need not be valid.
[[nodiscard]] bool read_globals(std::span<const int64_t> written, written_distribution &out);

}  // namespace dap::world
