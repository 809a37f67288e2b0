// SPDX-License-Identifier: BSD-3-Clause
// How the globe is divided: blocks of rows by blocks of columns, ranks in row-major order (columns fastest).
#ifndef DAP_RELIEF_PROCESS_GRID_HPP
#define DAP_RELIEF_PROCESS_GRID_HPP

#include <cstdint>
#include <vector>

namespace dap::relief {

/** The rectangle that one rank owns; row 0 is the south pole, column 0 the meridian of Greenwich. */
struct block {
  std::int64_t first_row = 0;
  std::int64_t first_column = 0;
  std::int64_t num_rows = 0;
  std::int64_t num_columns = 0;

  std::int64_t num_elements() const { return num_rows * num_columns; }
};

/**
 * Bounds of the blocks, ends included. Example: 2161 x 4320 cells on 2 x 2 ranks is row_bounds {0, 1081, 2161},
 * column_bounds {0, 2160, 4320}; rank 1 owns rows [0, 1081) of columns [2160, 4320).
 */
struct process_grid {
  std::vector<std::int64_t> row_bounds;
  std::vector<std::int64_t> column_bounds;

  std::int64_t num_rows() const { return row_bounds.back(); }
  std::int64_t num_columns() const { return column_bounds.back(); }
  int ranks_down() const { return static_cast<int>(row_bounds.size()) - 1; }
  int ranks_across() const { return static_cast<int>(column_bounds.size()) - 1; }
  int num_ranks() const { return ranks_down() * ranks_across(); }
  int rank_at(int down, int across) const { return down * ranks_across() + across; }
  block block_of(int rank) const;
};

/** n cells over `parts`: n / parts each, the remainder to the first. */
std::vector<std::int64_t> balanced_bounds(std::int64_t n, int parts);

/** The squarest grid of `num_ranks` ranks, balanced in both directions. */
process_grid make_process_grid(std::int64_t num_rows, std::int64_t num_columns, int num_ranks);

}  // namespace dap::relief

#endif
