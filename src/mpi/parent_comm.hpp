// SPDX-License-Identifier: BSD-3-Clause
// The communicator of all processes of a call between two worlds.
#pragma once

#include <dap/dap.h>
#include <mpi.h>

#include <cstdint>

namespace dap::mpi {

// What a process has of a transfer, or all processes of a group.
enum side : uint32_t { no_side = 0, source_side = 1, target_side = 2 };

// The caller's communicator, or, of an intercommunicator, both groups as one: the source's first. Then it is freed in
// the end, collectively.
class parent_comm {
 public:
  parent_comm() = default;
  parent_comm(const parent_comm &) = delete;
  parent_comm &operator=(const parent_comm &) = delete;
  ~parent_comm();

  // `own`: what this process has, bits of `side`. Collective; fails alike on all (1722: a group has both, or both
  // groups have the same).
  [[nodiscard]] int32_t begin(MPI_Comm comm, uint32_t own, DAPError *error);

  [[nodiscard]] MPI_Comm get() const noexcept { return comm_; }
  // Of an intercommunicator: what the processes of this group have; else no_side.
  [[nodiscard]] uint32_t side_of_group() const noexcept { return here_; }

 private:
  [[nodiscard]] int32_t find_sides(MPI_Comm inter, uint32_t own, uint32_t &there, DAPError *error);

  MPI_Comm comm_ = MPI_COMM_NULL;
  bool is_merged_ = false;
  uint32_t here_ = no_side;
};

}  // namespace dap::mpi
