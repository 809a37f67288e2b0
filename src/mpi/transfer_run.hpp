// SPDX-License-Identifier: BSD-3-Clause
// A plan that is run, as often as one likes: pack and send, receive and unpack.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "mpi/element_mover.hpp"
#include "mpi/message_plan.hpp"
#include "mpi/message_requests.hpp"
#include "mpi/opened_arrays.hpp"
#include "transfer/half_plan.hpp"

namespace dap::mpi {

// Whether messages are taken as they come, or in the order of the ranks, so that sums come out alike every time.
enum class arrival { any, in_order };

// Halves of one plan, which are borrowed.
class transfer_run {
 public:
  // Messages of more than `most` bytes go in several requests. Local. Throws std::bad_alloc.
  transfer_run(const transfer::half_plan &giving, const transfer::half_plan &getting, std::vector<int32_t> target_dims,
               std::vector<moved_array> arrays, arrival taken, std::size_t most = message_requests::most_bytes);
  transfer_run(const transfer_run &) = delete;
  transfer_run &operator=(const transfer_run &) = delete;
  // Collective where it has begun, and not started.
  ~transfer_run();

  // Memory for all messages. Local. Throws std::bad_alloc; false if their length does not fit.
  [[nodiscard]] bool reserve();

  // Duplicates the communicator, in which ranks are those of the plan, and sets persistent requests up. Collective.
  [[nodiscard]] int32_t begin(MPI_Comm comm, DAPError *error);

  // Opens the arrays and sends. `overwrites`: every owned element of the targets is written, on all ranks. What fails
  // here is told by wait(), which has to follow. Logically collective.
  void start(bool overwrites);

  // Receives, and ends what was opened. The first failure of this rank, else of the lowest rank that sends to it and
  // could not open its arrays; then what comes from there is left as it was.
  [[nodiscard]] int32_t wait(DAPError *error);

 private:
  void pack(const message &one);
  void copy_own();
  [[nodiscard]] int wait_for_one(std::size_t done, int &which);
  [[nodiscard]] int32_t receive_all(DAPError *error);
  [[nodiscard]] int32_t take(const message &one, DAPError *error);

  element_mover elements_;
  opened_arrays arrays_;
  arrival taken_;
  message_list given_;
  message_list gotten_;
  std::unique_ptr<std::byte[]> given_bytes_;
  std::unique_ptr<std::byte[]> gotten_bytes_;
  MPI_Comm comm_ = MPI_COMM_NULL;
  int rank_ = 0;
  message_requests sends_;
  message_requests receives_;
};

}  // namespace dap::mpi
