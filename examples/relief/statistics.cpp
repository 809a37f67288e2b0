// SPDX-License-Identifier: BSD-3-Clause
// Mean, root mean square and range of a field over all ranks.
#include "statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dap::relief {

statistics measure(MPI_Comm comm, const double *values, std::int64_t count) {
  std::array<double, 3> sums{0, 0, static_cast<double>(count)};
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::array<double, 2> ends{infinity, infinity};  // lowest, −highest
  for (std::int64_t i = 0; i < count; ++i) {
    sums[0] += values[i];
    sums[1] += values[i] * values[i];
    ends[0] = std::min(ends[0], values[i]);
    ends[1] = std::min(ends[1], -values[i]);
  }
  MPI_Allreduce(MPI_IN_PLACE, sums.data(), 3, MPI_DOUBLE, MPI_SUM, comm);
  MPI_Allreduce(MPI_IN_PLACE, ends.data(), 2, MPI_DOUBLE, MPI_MIN, comm);
  return {sums[0] / sums[2], std::sqrt(sums[1] / sums[2]), ends[0], -ends[1]};
}

}  // namespace dap::relief
