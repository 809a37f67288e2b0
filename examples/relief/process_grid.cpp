// SPDX-License-Identifier: BSD-3-Clause
// How the globe is divided: balanced blocks on the squarest process grid.
#include "process_grid.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

namespace dap::relief {

block process_grid::block_of(int rank) const {
  if (rank < 0 || rank >= num_ranks()) throw std::out_of_range("there is no such rank in the process grid");
  const auto down = static_cast<std::size_t>(rank / ranks_across());
  const auto across = static_cast<std::size_t>(rank % ranks_across());
  return {row_bounds[down], column_bounds[across], row_bounds[down + 1] - row_bounds[down],
          column_bounds[across + 1] - column_bounds[across]};
}

std::vector<std::int64_t> balanced_bounds(std::int64_t n, int parts) {
  std::vector<std::int64_t> bounds{0};
  for (int part = 0; part < parts; ++part) bounds.push_back(bounds.back() + n / parts + (part < n % parts ? 1 : 0));
  return bounds;
}

process_grid make_process_grid(std::int64_t num_rows, std::int64_t num_columns, int num_ranks) {
  int down = 1;
  for (int candidate = 1; candidate * candidate <= num_ranks; ++candidate) {
    if (num_ranks % candidate == 0) down = candidate;
  }
  const int across = num_ranks / down;
  if (num_rows < down || num_columns < std::max(across, 3)) throw std::invalid_argument("too few cells for the ranks");
  return {balanced_bounds(num_rows, down), balanced_bounds(num_columns, across)};
}

}  // namespace dap::relief
