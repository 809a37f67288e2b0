// SPDX-License-Identifier: BSD-3-Clause
// Single indices along the dimensions that do not tell who owns what: told to their homes, and asked of them.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "transfer/told_runs.hpp"
#include "world/assembly.hpp"

namespace dap::transfer {

// Says to the homes what the parts own that speak for their coordinates (world::check_coordinates). Positions count
// what is owned, without halos, so that all parts of a coordinate have the same.
void tell_dims(world::resident &at, int32_t num_ranks);

// What a home was told, by dimension.
[[nodiscard]] std::vector<told_runs> hear_dims(const world::resident &at);

// What one rank asks, each index of a dimension once.
class dim_questions {
 public:
  // Of elements, whose indices are [count, ndim].
  void ask(world::resident &at, std::span<const int64_t> elements, int32_t num_ranks);
  // As a home, to all that ask.
  static void answer(world::resident &at, std::span<const told_runs> told);
  void learn(const world::resident &at);

  // All owners of an index that was asked for.
  [[nodiscard]] std::span<const placed> owners(std::size_t d, int64_t index) const noexcept;

 private:
  struct dimension {
    std::vector<int64_t> indices;   // ascending
    std::vector<std::size_t> ends;  // of their owners
    std::vector<placed> owners;
  };
  std::vector<dimension> dims_;
};

}  // namespace dap::transfer
