// SPDX-License-Identifier: BSD-3-Clause
// All ranks, what rank 0 says, and the checks that decide the exit code.
#ifndef DAP_RELIEF_WORLD_HPP
#define DAP_RELIEF_WORLD_HPP

#include <mpi.h>

#include <cstdio>

namespace dap::relief {

struct world {
  MPI_Comm comm = MPI_COMM_NULL;
  int rank = 0;
  int size = 0;
};

inline world whole_world() {
  world result{MPI_COMM_WORLD, 0, 0};
  MPI_Comm_rank(result.comm, &result.rank);
  MPI_Comm_size(result.comm, &result.size);
  return result;
}

/** Prints on rank 0. */
template <class... Values>
void say(const world &all, const char *format, Values... values) {
  if (all.rank == 0) std::printf(format, values...);
}

/** Prints one line per check and remembers a failure; what is checked is equal on all ranks, so the verdict is, too. */
class verdicts {
 public:
  explicit verdicts(const world &all) : all_(all) {}

  void expect_at_most(const char *what, double found, double limit) {
    const bool good = found <= limit;  // false for a NaN
    say(all_, "  %-62s %9.2e   at most %g: %s\n", what, found, limit, good ? "yes" : "NO");
    good_ = good_ && good;
  }
  void expect(const char *what, bool good) {
    say(all_, "  %-62s %s\n", what, good ? "yes" : "NO");
    good_ = good_ && good;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  world all_;
  bool good_ = true;
};

}  // namespace dap::relief

#endif
