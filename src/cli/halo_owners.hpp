// SPDX-License-Identifier: BSD-3-Clause
// Who owns what is stored as halo.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/holdings.hpp"
#include "model/dimension.hpp"

namespace dap::cli {

// A range of indices and the coordinate that owns it, if one does.
struct owned_range {
  model::range indices;
  std::optional<int64_t> coordinate;

  friend bool operator==(const owned_range &, const owned_range &) = default;
};

// Owners along one dimension, by the formula of the dimension, or by what the parts list; of several, the lowest
// coordinate (rule 852). Not for boxes.
class halo_owners {
 public:
  halo_owners(const holdings &of, size_t d);

  // The owners of a range within [0, size), in its order; at most `most` of them.
  [[nodiscard]] std::vector<owned_range> split(const model::range &indices, size_t most) const;

 private:
  // The owner of an index and where its range ends.
  [[nodiscard]] owned_range at(int64_t index) const;
  void list(const holdings &of, size_t d);

  const DAPDim &dim_;
  bool known_;
  std::vector<owned_range> listed_;  // ascending, gaps included, if the dimension does not tell
};

}  // namespace dap::cli
