// SPDX-License-Identifier: BSD-3-Clause
// What each phase of the demo costs, over all ranks.
#include "phase_clock.hpp"

#include <array>
#include <cstdio>

namespace dap::relief {
namespace {

/** The counts of the rank with the most large bytes; every rank gets them. */
allocations worst(MPI_Comm comm, const allocations &mine) {
  struct candidate {
    double bytes;
    int rank;
  };
  candidate own{static_cast<double>(mine.large_bytes), 0};
  MPI_Comm_rank(comm, &own.rank);
  candidate largest{};
  MPI_Allreduce(&own, &largest, 1, MPI_DOUBLE_INT, MPI_MAXLOC, comm);
  std::array<std::uint64_t, 5> values{mine.count, mine.bytes, mine.largest, mine.large_count, mine.large_bytes};
  MPI_Bcast(values.data(), static_cast<int>(values.size()), MPI_UINT64_T, largest.rank, comm);
  return {values[0], values[1], values[2], values[3], values[4]};
}

}  // namespace

phase phase_clock::run(const std::string &name, const std::function<void()> &work) {
  MPI_Barrier(comm_);
  const double start = MPI_Wtime();
  allocations mine;
  {
    const allocation_watch watch(large_bytes_);
    work();
    mine = watch.seen();
  }
  double seconds = MPI_Wtime() - start;
  MPI_Allreduce(MPI_IN_PLACE, &seconds, 1, MPI_DOUBLE, MPI_MAX, comm_);
  phases_.push_back({name, seconds, worst(comm_, mine)});
  return phases_.back();
}

std::string phase_clock::table() const {
  std::array<char, 160> line{};
  const double mega = 1e6;
  std::snprintf(line.data(), line.size(), "%-34s %9s   allocations of at least %.1f MB on one rank\n", "phase",
                "seconds", static_cast<double>(large_bytes_) / mega);
  std::string result = line.data();
  for (const phase &one : phases_) {
    std::snprintf(line.data(), line.size(), "%-34s %9.3f   %4llu  %9.1f MB\n", one.name.c_str(), one.seconds,
                  static_cast<unsigned long long>(one.allocated.large_count),
                  static_cast<double>(one.allocated.large_bytes) / mega);
    result += line.data();
  }
  if (!allocation_watch::available()) result += "(allocations are not counted in this build)\n";
  return result;
}

}  // namespace dap::relief
