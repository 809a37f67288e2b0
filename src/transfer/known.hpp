// SPDX-License-Identifier: BSD-3-Clause
// What one rank knows of how a distribution is divided, as far as it concerns the indices that the rank has in another.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "model/dimension.hpp"
#include "transfer/overlap.hpp"
#include "transfer/owners.hpp"
#include "transfer/sorted_runs.hpp"

namespace dap::transfer {

// A dimension, or, where that does not tell, the owners of the indices that this rank has in the other distribution:
// of those that are not in `common` on the other side already.
//
// Of this rank's own parts, by their local dimensions: what had to be put in order to ask; and what they have in common
// with the other side, where one answer told it.
struct known_dim {
  DAPDim dim;
  std::optional<owner_map> owners;
  // Of a source's dimension that is flagged OVERLAPPING: also of the indices that this rank has in the source itself.
  std::optional<owner_sets> sets{};
  std::map<const DAPLocalDim *, placed_runs> sorted{};
  std::map<const DAPLocalDim *, overlap> common{};
};

// Of kind `x`: a part that has indices in common with one of this rank in the other distribution, or, if it is an
// overlapping source's, in the source itself.
struct known_box {
  int64_t rank;
  int64_t part;
  std::vector<model::range> spanned;  // [ndim], none of them empty

  friend bool operator==(const known_box &, const known_box &) = default;
};

struct known_division {
  std::vector<known_dim> dims;   // [ndim], by the distribution's own dimensions
  std::vector<known_box> boxes;  // ascending (rank, part), each once
};

}  // namespace dap::transfer
