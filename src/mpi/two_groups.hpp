// SPDX-License-Identifier: BSD-3-Clause
// For tests: an intercommunicator.
#pragma once

#include <mpi.h>

#include <cstdint>

#include "testing/mpi_environment.hpp"

namespace dap::mpi::testing {

// The processes of the world in two groups of which the first has the lower ranks.
class two_groups {
 public:
  explicit two_groups(int32_t in_first) : is_first_(dap::testing::world_rank() < in_first) {
    MPI_Comm_split(MPI_COMM_WORLD, is_first_ ? 0 : 1, dap::testing::world_rank(), &own_);
    MPI_Intercomm_create(own_, 0, MPI_COMM_WORLD, is_first_ ? in_first : 0, 7, &both_);
  }
  two_groups(const two_groups &) = delete;
  two_groups &operator=(const two_groups &) = delete;
  ~two_groups() {
    MPI_Comm_free(&both_);
    MPI_Comm_free(&own_);
  }
  [[nodiscard]] MPI_Comm get() const { return both_; }

 private:
  bool is_first_;
  MPI_Comm own_ = MPI_COMM_NULL;
  MPI_Comm both_ = MPI_COMM_NULL;
};

}  // namespace dap::mpi::testing
