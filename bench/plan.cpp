// SPDX-License-Identifier: BSD-3-Clause
// plan [FOLDER]: what it costs to plan a redistribution, beside what a user plans today: PETSc's VecScatter, Tpetra's
// Import and MPI's derived types. CPU time of a process, since these ranks share few processors; and what a plan takes
// of the heap, and what other names for the ranks save.
#include <petscvec.h>
#include <unistd.h>

#include <Tpetra_Core.hpp>
#include <string>

#include "plan_rows.hpp"

namespace dap::bench {
namespace {

// Those that wait leave the processors to those that measure.
void wait_quietly(MPI_Comm comm) {
  MPI_Request barrier = MPI_REQUEST_NULL;
  MPI_Ibarrier(comm, &barrier);
  for (int over = 0; over == 0;) {
    MPI_Test(&barrier, &over, MPI_STATUS_IGNORE);
    if (over == 0) usleep(2000);
  }
}

void measure(const std::string &folder) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  std::vector<row> rows;
  const auto add = [&](const std::vector<row> &found) { rows.insert(rows.end(), found.begin(), found.end()); };
  if (rank == 0) add(rows_of_regular_worlds());
  if (rank == 0) add(rows_of_relabelled_worlds());
  wait_quietly(MPI_COMM_WORLD);
  for (int some = 2; some <= ranks; some *= 2) {
    MPI_Comm comm = MPI_COMM_NULL;
    MPI_Comm_split(MPI_COMM_WORLD, rank < some ? 0 : MPI_UNDEFINED, rank, &comm);
    if (comm != MPI_COMM_NULL) {
      if (some == 4) add(rows_of_block_to_cyclic(comm));
      add(rows_of_listed_indices(comm));
      MPI_Comm_free(&comm);
    }
    wait_quietly(MPI_COMM_WORLD);
  }
  if (rank == 0) report("plan", "Planning a redistribution: CPU time of a rank", rows, 0, folder);
}

}  // namespace
}  // namespace dap::bench

int main(int argc, char **argv) {
  const Tpetra::ScopeGuard running(&argc, &argv);
  PetscInitialize(&argc, &argv, nullptr, nullptr);
  dap::bench::measure(argc > 1 ? argv[1] : "build/bench");
  PetscFinalize();
  return 0;
}
