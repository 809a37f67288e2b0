// SPDX-License-Identifier: BSD-3-Clause
#include "together.hpp"

#include <time.h>

namespace dap::bench {
namespace {

double cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

}  // namespace

std::vector<row> compare_together(MPI_Comm comm, const std::vector<contender> &contenders, int rounds) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  std::vector<std::vector<double>> times(contenders.size());
  for (int round = -1; round < rounds; ++round) {
    for (size_t i = 0; i < contenders.size(); ++i) {
      MPI_Barrier(comm);
      const double start = cpu_now();
      contenders[i].run(1);
      double spent = cpu_now() - start;
      MPI_Allreduce(MPI_IN_PLACE, &spent, 1, MPI_DOUBLE, MPI_SUM, comm);
      if (round >= 0) times[i].push_back(spent / size);
    }
  }
  return rows_of(contenders, times, 0);
}

}  // namespace dap::bench
