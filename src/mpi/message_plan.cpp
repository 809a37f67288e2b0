// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/message_plan.hpp"

namespace dap::mpi {
namespace {

bool add(std::size_t &sum, std::size_t more) noexcept {
  return !__builtin_add_overflow(sum, more, &sum);
}

// Of all elements of a message.
bool add_elements(std::size_t &bytes, int64_t count, std::span<const std::size_t> element_sizes) noexcept {
  for (const std::size_t size : element_sizes) {
    std::size_t more = 0;
    if (__builtin_mul_overflow(static_cast<std::size_t>(count), size, &more) || !add(bytes, more)) return false;
  }
  return true;
}

}  // namespace

std::optional<message_list> messages_of(const transfer::half_plan &half, std::span<const std::size_t> element_sizes) {
  message_list made;
  const auto &pieces = half.pieces();
  for (std::size_t first = 0; first < pieces.size();) {
    message one{static_cast<int32_t>(pieces[first].rank), first, first, 0, made.buffer_bytes};
    for (; one.last < pieces.size() && pieces[one.last].rank == pieces[first].rank; ++one.last) {
      if (!add_elements(one.bytes, pieces[one.last].count, element_sizes)) return std::nullopt;
    }
    const bool fits = add(made.buffer_bytes, sizeof(message_header)) && add(made.buffer_bytes, one.bytes) &&
                      add(made.buffer_bytes, alignment - 1);
    if (!fits) return std::nullopt;
    made.buffer_bytes -= made.buffer_bytes % alignment;
    made.messages.push_back(one);
    first = one.last;
  }
  return made;
}

}  // namespace dap::mpi
