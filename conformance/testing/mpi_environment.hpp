// SPDX-License-Identifier: BSD-3-Clause
// What tests that run on several ranks need: who am I, and how to start the libraries that live between MPI_Init and
// MPI_Finalize.
#pragma once

#include <mpi.h>

#include <functional>
#include <utility>
#include <vector>

namespace dap::testing {

inline int world_rank() {
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  return rank;
}

inline int world_size() {
  int size = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  return size;
}

// MPICH does not yield: where ranks outnumber cores, each call costs a slice of time, and tests do less.
inline bool waits_busily() {
#ifdef MPICH_VERSION
  return world_size() > 2;
#else
  return false;
#endif
}

// Runs `initialize` after MPI_Init and before the first test, and `finalize` after the last test and before
// MPI_Finalize, in reverse order of registration. Define one static object in the test file:
//
//   static const dap::testing::environment_hooks petsc{start_petsc, stop_petsc};
class environment_hooks {
 public:
  environment_hooks(std::function<void()> initialize, std::function<void()> finalize) {
    registered().emplace_back(std::move(initialize), std::move(finalize));
  }

  static void initialize_all() {
    for (const auto &hooks : registered()) {
      if (hooks.first) hooks.first();
    }
  }
  static void finalize_all() {
    for (auto hooks = registered().rbegin(); hooks != registered().rend(); ++hooks) {
      if (hooks->second) hooks->second();
    }
  }

 private:
  using pair_of_functions = std::pair<std::function<void()>, std::function<void()>>;
  static std::vector<pair_of_functions> &registered() {
    static std::vector<pair_of_functions> hooks;
    return hooks;
  }
};

}  // namespace dap::testing
