// SPDX-License-Identifier: BSD-3-Clause
// What each phase of the demo costs: its time, and the large memory that it allocates.
#ifndef DAP_RELIEF_PHASE_CLOCK_HPP
#define DAP_RELIEF_PHASE_CLOCK_HPP

#include <mpi.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "counting.hpp"

namespace dap::relief {

struct phase {
  std::string name;
  double seconds = 0;     // of the slowest rank
  allocations allocated;  // of the rank that allocated most large bytes
};

/** Measures phases one after the other. `run` is collective: it waits for all ranks before and after. */
class phase_clock {
 public:
  /** Allocations of at least `large_bytes` are counted apart. */
  phase_clock(MPI_Comm comm, std::uint64_t large_bytes) : comm_(comm), large_bytes_(large_bytes) {}

  phase run(const std::string &name, const std::function<void()> &work);
  /** The table of all phases so far, one line each. */
  std::string table() const;

 private:
  MPI_Comm comm_;
  std::uint64_t large_bytes_;
  std::vector<phase> phases_;
};

}  // namespace dap::relief

#endif
