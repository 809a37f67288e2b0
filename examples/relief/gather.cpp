// SPDX-License-Identifier: BSD-3-Clause
// Brings the blocks of all ranks together on rank 0: every block lands in its rectangle by a subarray type.
#include "gather.hpp"

#include <array>
#include <cstddef>

#include "checked_cast.hpp"

namespace dap::relief {
namespace {

constexpr int gather_tag = 7;

void receive(MPI_Comm comm, const process_grid &grid, int rank, double *whole) {
  const block part = grid.block_of(rank);
  const std::array<int, 2> sizes{checked_cast<int>(grid.num_rows()), checked_cast<int>(grid.num_columns())};
  const std::array<int, 2> extents{checked_cast<int>(part.num_rows), checked_cast<int>(part.num_columns)};
  const std::array<int, 2> starts{checked_cast<int>(part.first_row), checked_cast<int>(part.first_column)};
  MPI_Datatype rectangle = MPI_DATATYPE_NULL;
  MPI_Type_create_subarray(2, sizes.data(), extents.data(), starts.data(), MPI_ORDER_C, MPI_DOUBLE, &rectangle);
  MPI_Type_commit(&rectangle);
  MPI_Recv(whole, 1, rectangle, rank, gather_tag, comm, MPI_STATUS_IGNORE);
  MPI_Type_free(&rectangle);
}

}  // namespace

std::vector<double> gather(MPI_Comm comm, const process_grid &grid, const double *part) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  const int count = checked_cast<int>(grid.block_of(rank).num_elements());
  std::vector<double> whole;
  MPI_Request request = MPI_REQUEST_NULL;
  MPI_Isend(part, count, MPI_DOUBLE, 0, gather_tag, comm, &request);
  if (rank == 0) {
    whole.resize(checked_cast<std::size_t>(grid.num_rows() * grid.num_columns()));
    for (int source = 0; source < grid.num_ranks(); ++source) receive(comm, grid, source, whole.data());
  }
  MPI_Wait(&request, MPI_STATUS_IGNORE);
  return whole;
}

}  // namespace dap::relief
