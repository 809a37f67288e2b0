// SPDX-License-Identifier: BSD-3-Clause
// The pieces of a plan as messages: one to or from each rank, with all that several arrays have for it.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "transfer/plan.hpp"

namespace dap::mpi {

// Pieces first … last-1 of a half go to, or come from, one rank.
struct message {
  int32_t rank;
  std::size_t first;
  std::size_t last;
  std::size_t bytes;   // of the elements of all arrays
  std::size_t offset;  // in the buffer of all messages, where its header stands; the elements follow
};

// A message begins with the status of whoever sent it: of one that could not open its arrays, the elements mean
// nothing.
struct message_header {
  int32_t code;
  int32_t rule;
};

constexpr std::size_t alignment = 64;

// Messages in the order of the ranks, and the bytes of their buffer. Empty if that does not fit.
struct message_list {
  std::vector<message> messages;
  std::size_t buffer_bytes = 0;
};
[[nodiscard]] std::optional<message_list> messages_of(const transfer::half_plan &half,
                                                      std::span<const std::size_t> element_sizes);

}  // namespace dap::mpi
