// SPDX-License-Identifier: BSD-3-Clause
// All parts of all ranks of a file.
#include "cli/holdings.hpp"

#include <algorithm>

namespace dap::cli {

bool held_part::owns_elements(size_t ndim) const noexcept {
  return std::all_of(local.begin(), local.begin() + static_cast<std::ptrdiff_t>(ndim),
                     [](const DAPLocalDim &each) { return each.num_owned > 0; });
}

holdings::holdings(const json::distribution_file &file) : description_(file) {
  for (size_t rank = 0; rank < file.parts.size(); ++rank) {
    num_parts_.push_back(static_cast<int64_t>(file.parts[rank].size()));
    for (size_t p = 0; p < file.parts[rank].size(); ++p) {
      held_part &part = parts_.emplace_back(held_part{static_cast<int64_t>(rank), static_cast<int64_t>(p), {}});
      for (const json::local_dim &each : file.parts[rank][p]) part.local.push_back(json::borrowed(each, "/parts"));
    }
  }
}

std::span<const DAPDim> holdings::replica_dims() const noexcept {
  return {global().dims + global().ndim, static_cast<size_t>(global().num_replica_dims)};
}

std::vector<table_line> holdings::lines() const {
  std::vector<table_line> all;
  auto part = parts_.begin();
  for (int64_t rank = 0; rank < num_ranks(); ++rank) {
    if (num_parts(rank) == 0) all.push_back({rank, nullptr});
    for (; part != parts_.end() && part->rank == rank; ++part) all.push_back({rank, &*part});
  }
  return all;
}

std::map<int64_t, const DAPLocalDim *> holdings::coordinates(size_t d) const {
  std::map<int64_t, const DAPLocalDim *> found;
  for (const held_part &part : parts_) found.emplace(part.local[d].coordinate, &part.local[d]);
  return found;
}

}  // namespace dap::cli
