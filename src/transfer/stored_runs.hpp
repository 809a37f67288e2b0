// SPDX-License-Identifier: BSD-3-Clause
// What a part stores along one dimension, halo included, in runs.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

namespace dap::transfer {

// Positions in a row that stand for indices in a row.
struct stored_run {
  int64_t first;  // index
  int64_t position;
  int64_t count;  // at least 1

  friend bool operator==(const stored_run &, const stored_run &) = default;
};

enum class portion { owned, halo, stored };  // `stored`: both

// In the order of storage; exterior positions are left out (spec 951). An index that is stored several times is in
// several runs.
[[nodiscard]] std::vector<stored_run> stored_runs(const DAPDim &dim, const DAPLocalDim &local, portion wanted);

// The same runs in layers, in none of which an index occurs twice; one layer, if none does at all.
[[nodiscard]] std::vector<std::vector<stored_run>> layers_of(std::vector<stored_run> runs);

}  // namespace dap::transfer
