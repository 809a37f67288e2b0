// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/message_requests.hpp"

#include <algorithm>

namespace dap::mpi {
namespace {

constexpr int tag = 1;

}  // namespace

std::size_t message_requests::num_requests(const message &one) const noexcept {
  return (sizeof(message_header) + one.bytes + most_ - 1) / most_;
}

void message_requests::reserve(const message_list &list) {
  std::size_t count = 0;
  for (const message &one : list.messages) count += num_requests(one);
  all.reserve(count);
  message_of.reserve(count);
  left.resize(list.messages.size());
}

int message_requests::set_up(const message_list &list, std::byte *buffer, bool sends, MPI_Comm comm) {
  int own = 0;
  MPI_Comm_rank(comm, &own);
  for (std::size_t number = 0; number < list.messages.size(); ++number) {
    const message &one = list.messages[number];
    if (one.rank == own) continue;
    std::size_t bytes = sizeof(message_header) + one.bytes;
    for (std::byte *at = buffer + one.offset; bytes > 0;) {
      const std::size_t count = std::min(bytes, most_);
      all.push_back(MPI_REQUEST_NULL);
      message_of.push_back(number);
      const int status = sends ? MPI_Send_init(at, static_cast<int>(count), MPI_BYTE, one.rank, tag, comm, &all.back())
                               : MPI_Recv_init(at, static_cast<int>(count), MPI_BYTE, one.rank, tag, comm, &all.back());
      if (status != MPI_SUCCESS) {
        all.pop_back();
        return status;
      }
      at += count;
      bytes -= count;
    }
  }
  return MPI_SUCCESS;
}

int message_requests::set_up_sends(const message_list &list, std::byte *buffer, MPI_Comm comm) {
  return set_up(list, buffer, true, comm);
}

int message_requests::set_up_receives(const message_list &list, std::byte *buffer, MPI_Comm comm) {
  return set_up(list, buffer, false, comm);
}

void message_requests::start_receives(const message_list &list) {
  for (std::size_t number = 0; number < list.messages.size(); ++number) {
    left[number] = num_requests(list.messages[number]);
  }
  if (!all.empty()) MPI_Startall(static_cast<int>(all.size()), all.data());
}

void message_requests::free() noexcept {
  for (MPI_Request &request : all) MPI_Request_free(&request);
  all.clear();
}

}  // namespace dap::mpi
