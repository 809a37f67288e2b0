// SPDX-License-Identifier: BSD-3-Clause
// Which ranks own an element, asked of the homes of its indices where the dimensions do not tell.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "world/assembly.hpp"

namespace dap::world {

// What one rank knows of the open dimensions: for each index that it stores, the coordinates that own it.
class known_owners {
 public:
  // Says to the homes what is owned here, and asks for all that is stored.
  static void ask(resident &at, int32_t num_ranks);
  // Answers what others ask, as a home.
  static void answer(resident &at);
  // Takes the answers in.
  void learn(const resident &at);

  // The lowest rank that owns an element in a replica, the coordinates of which are given; empty if nobody does.
  [[nodiscard]] std::optional<int64_t> lowest_rank(const DAPDistribution &distribution, std::span<const int64_t> index,
                                                   std::span<const int64_t> replica) const;

 private:
  [[nodiscard]] std::vector<int64_t> coordinates_of(const DAPDim &dim, size_t d, int64_t index) const;

  std::map<size_t, std::unordered_map<int64_t, std::vector<int64_t>>> coordinates_;  // by dimension and index
};

}  // namespace dap::world
