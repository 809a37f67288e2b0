// SPDX-License-Identifier: BSD-3-Clause
// The persistent requests of all messages of one direction.
#pragma once

#include <mpi.h>

#include <cstddef>
#include <vector>

#include "mpi/message_plan.hpp"

namespace dap::mpi {

// All stand in the order of the ranks.
struct message_requests {
  // Of one request: MPI counts with an int.
  static constexpr std::size_t most_bytes = std::size_t{1} << 30;

  // Messages of more than `most` bytes go in several requests.
  explicit message_requests(std::size_t most = most_bytes) noexcept : most_(most) {}

  std::vector<MPI_Request> all;
  std::vector<std::size_t> message_of;
  std::vector<std::size_t> left;  // of each message that is being received

  // Memory for all. Local. Throws std::bad_alloc.
  void reserve(const message_list &list);

  // Of all messages but those of this rank with itself; returns MPI's status. Local.
  [[nodiscard]] int set_up_sends(const message_list &list, std::byte *buffer, MPI_Comm comm);
  [[nodiscard]] int set_up_receives(const message_list &list, std::byte *buffer, MPI_Comm comm);

  // Starts all that receive.
  void start_receives(const message_list &list);

  // What has been set up, and is not started.
  void free() noexcept;

 private:
  [[nodiscard]] std::size_t num_requests(const message &one) const noexcept;
  [[nodiscard]] int set_up(const message_list &list, std::byte *buffer, bool sends, MPI_Comm comm);

  std::size_t most_;
};

}  // namespace dap::mpi
