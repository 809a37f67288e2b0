// SPDX-License-Identifier: BSD-3-Clause
// Mean, root mean square and range of a field over all ranks.
#ifndef DAP_RELIEF_STATISTICS_HPP
#define DAP_RELIEF_STATISTICS_HPP

#include <mpi.h>

#include <cstdint>

namespace dap::relief {

struct statistics {
  double mean = 0;
  double root_mean_square = 0;
  double lowest = 0;
  double highest = 0;
};

/** Of `count` values on each rank. Collective; the same result on every rank. */
statistics measure(MPI_Comm comm, const double *values, std::int64_t count);

}  // namespace dap::relief

#endif
