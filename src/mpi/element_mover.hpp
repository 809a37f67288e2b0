// SPDX-License-Identifier: BSD-3-Clause
// The elements of a plan, between arrays and messages, and within one process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "mpi/message_plan.hpp"
#include "mpi/opened_arrays.hpp"
#include "transfer/half_plan.hpp"

namespace dap::mpi {

// Halves of one plan, which are borrowed. Nothing allocates but the constructor.
class element_mover {
 public:
  // Throws std::bad_alloc.
  element_mover(const transfer::half_plan &giving, const transfer::half_plan &getting,
                std::vector<int32_t> target_dims);

  [[nodiscard]] const transfer::half_plan &giving() const noexcept { return giving_; }
  [[nodiscard]] const transfer::half_plan &getting() const noexcept { return getting_; }

  // Of a message all elements, which are at `at`.
  void pack(const std::vector<moved_array> &arrays, const message &one, std::byte *at) const;
  void unpack(const std::vector<moved_array> &arrays, const message &one, const std::byte *at) const;

  // What stays on this rank, straight from part to part: the pieces are the same in the same order.
  void copy(const std::vector<moved_array> &arrays, const message &given, const message &gotten) const;

 private:
  const transfer::half_plan &giving_;
  const transfer::half_plan &getting_;
  std::vector<int32_t> source_dims_;
  std::vector<int32_t> target_dims_;
};

}  // namespace dap::mpi
