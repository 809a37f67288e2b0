// SPDX-License-Identifier: BSD-3-Clause
// The ranks of a communicator, each a process of its own.
#pragma once

#include <mpi.h>

#include <cstdint>
#include <vector>

#include "world/assembly.hpp"

namespace dap::mpi {

// Works on a duplicate of the communicator, so that its messages meet nobody else's. All calls are collective.
//
// Messages go to those that they are addressed to and to nobody else: nobody counts what he will receive, and no list
// of all ranks is made (Hoefler, Siebert and Lumsdaine, 2010). Memory that runs out on one rank is told to all;
// meanwhile that rank receives on, into a buffer of fixed length.
class mpi_assembly final : public world::assembly {
 public:
  mpi_assembly() = default;
  ~mpi_assembly() override;

  // Duplicates. Nothing else may be called before.
  [[nodiscard]] int32_t begin(MPI_Comm comm, DAPError *error);

  [[nodiscard]] world::resident &here() noexcept { return here_; }

  [[nodiscard]] int32_t size() const noexcept override { return size_; }
  [[nodiscard]] int32_t sum(DAPError *error) override;
  [[nodiscard]] int32_t sum_before(DAPError *error) override;
  [[nodiscard]] int32_t announce(DAPError *error) override;

 private:
  [[nodiscard]] int32_t run(step_call call, void *step, DAPError *error) override;
  [[nodiscard]] int32_t run_and_deliver(step_call call, void *step, DAPError *error) override;
  void run_alone(void (*call)(void *step, world::resident &at), void *step) override { call(step, here_); }
  [[nodiscard]] int32_t agree(int32_t code, const DAPError &own, DAPError *error) const;
  [[nodiscard]] int32_t call_here(step_call call, void *step, DAPError *own);
  void reserve();
  [[nodiscard]] int32_t post();
  [[nodiscard]] int32_t receive();
  [[nodiscard]] int32_t receive_all();

  MPI_Comm comm_ = MPI_COMM_NULL;
  int32_t size_ = 1;
  int round_ = 0;
  bool remembers_ = true;  // all that came
  world::resident here_;
  std::vector<MPI_Request> sends_;
  world::words buffer_;
};

}  // namespace dap::mpi
