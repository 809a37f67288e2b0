// SPDX-License-Identifier: BSD-3-Clause
// Cyclic dimensions are those of ScaLAPACK: they agree with the formulas of its TOOLS (NUMROC, INDXG2P, INDXG2L and
// INDXL2G; L. S. Blackford et al., ScaLAPACK Users' Guide, SIAM 1997), written anew here, with indices from 0.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "model/batch.hpp"
#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/drawn_dims.hpp"

namespace {

using namespace dap::model;

// `n` rows or columns in blocks of `nb` over `processes`, the first block on process `source` (NUMROC's arguments).
struct scalapack {
  int64_t n;
  int64_t nb;
  int64_t source;
  int64_t processes;

  [[nodiscard]] int64_t distance(int64_t process) const { return (processes + process - source) % processes; }

  // NUMROC
  [[nodiscard]] int64_t rows_of(int64_t process) const {
    const int64_t whole_blocks = n / nb;
    const int64_t everybody = whole_blocks / processes * nb;
    const int64_t extra_blocks = whole_blocks % processes;
    if (distance(process) < extra_blocks) return everybody + nb;
    return distance(process) == extra_blocks ? everybody + n % nb : everybody;
  }

  // INDXG2P
  [[nodiscard]] int64_t process_of(int64_t global) const { return (source + global / nb) % processes; }

  // INDXG2L
  [[nodiscard]] int64_t local_of(int64_t global) const { return nb * (global / (nb * processes)) + global % nb; }

  // INDXL2G
  [[nodiscard]] int64_t global_of(int64_t process, int64_t local) const {
    return processes * nb * (local / nb) + local % nb + distance(process) * nb;
  }
};

// Small, or with more than 2^31 of everything that may be so many; nb · processes, which ScaLAPACK multiplies, fits.
scalapack draw_matrix() {
  const bool large = draw(0, 1) == 1;
  scalapack drawn{};
  drawn.n = large ? draw(0, std::numeric_limits<int64_t>::max() / 2) : draw(0, 200);
  drawn.nb = large ? draw(1, int64_t{1} << draw(1, 40)) : draw(1, 20);
  drawn.processes = large ? draw(1, int64_t{1} << draw(1, 20)) : draw(1, 9);
  drawn.source = draw(0, drawn.processes - 1);
  return drawn;
}

DAPDim dim_of(const scalapack &matrix) {
  return sample::cyclic(matrix.n, matrix.processes, matrix.nb, matrix.source, matrix.nb);
}

RC_GTEST_PROP(ScaLAPACK, CountsRowsAlike, ()) {
  const scalapack matrix = draw_matrix();
  for (int times = 0; times < 20; ++times) {
    const int64_t process = draw(0, matrix.processes - 1);
    RC_ASSERT(num_owned(dim_of(matrix), process) == matrix.rows_of(process));
  }
}

RC_GTEST_PROP(ScaLAPACK, FindsProcessAndLocalIndexAlike, ()) {
  const scalapack matrix = draw_matrix();
  RC_PRE(matrix.n > 0);
  const DAPDim dim = dim_of(matrix);
  std::vector<int64_t> indices(20);
  for (int64_t &index : indices) index = draw(0, matrix.n - 1);
  std::vector<int64_t> owners(indices.size());
  std::vector<int64_t> positions(indices.size());
  locate(dim, indices, owners, positions);

  for (std::size_t i = 0; i < indices.size(); ++i) {
    RC_ASSERT(owner(dim, indices[i]) == matrix.process_of(indices[i]));
    RC_ASSERT(cyclic::position_of(dim, indices[i]) == matrix.local_of(indices[i]));
    RC_ASSERT(owners[i] == matrix.process_of(indices[i]));
    RC_ASSERT(positions[i] == matrix.local_of(indices[i]));
  }
}

RC_GTEST_PROP(ScaLAPACK, FindsTheGlobalIndexAlike, ()) {
  const scalapack matrix = draw_matrix();
  for (int times = 0; times < 20; ++times) {
    const int64_t process = draw(0, matrix.processes - 1);
    const int64_t rows = matrix.rows_of(process);
    if (rows == 0) continue;
    const int64_t local = draw(0, rows - 1);
    RC_ASSERT(cyclic::index_at(dim_of(matrix), process, local) == matrix.global_of(process, local));
  }
}

// Rows from `first` on, as ScaLAPACK's sub(A): counted from `first`, and locally from what comes before on the process.
RC_GTEST_PROP(ScaLAPACK, ASubMatrixIsADimensionWithACutFirstBlock, ()) {
  const scalapack matrix = draw_matrix();
  RC_PRE(matrix.n > 0);
  const int64_t first = draw(0, matrix.n - 1);
  const DAPDim dim = sample::cyclic(matrix.n - first, matrix.processes, matrix.nb, matrix.process_of(first),
                                    matrix.nb - first % matrix.nb);
  scalapack before = matrix;
  before.n = first;

  for (int times = 0; times < 20; ++times) {
    const int64_t process = draw(0, matrix.processes - 1);
    RC_ASSERT(num_owned(dim, process) == matrix.rows_of(process) - before.rows_of(process));
    const int64_t row = draw(first, matrix.n - 1);
    const int64_t at = matrix.process_of(row);
    RC_ASSERT(owner(dim, row - first) == at);
    const int64_t position = matrix.local_of(row) - before.rows_of(at);
    RC_ASSERT(cyclic::position_of(dim, row - first) == position);
    RC_ASSERT(cyclic::index_at(dim, at, position) == row - first);
  }
}

TEST(ScaLAPACKOnce, AMatrixOfMoreThan2To31RowsIsDealtAsItIs) {
  const scalapack matrix{(int64_t{1} << 33) + 5, 64, 2,
                         6};  // 2^27 blocks and 5 rows: 22369621 rounds, 2 blocks, 5 rows
  EXPECT_EQ(num_owned(dim_of(matrix), 2), 22369622 * int64_t{64});
  EXPECT_EQ(num_owned(dim_of(matrix), 4), 22369621 * int64_t{64} + 5);
  EXPECT_EQ(num_owned(dim_of(matrix), 1), 22369621 * int64_t{64});
  EXPECT_EQ(owner(dim_of(matrix), int64_t{1} << 33), 4);
}

}  // namespace
