// SPDX-License-Identifier: BSD-3-Clause
// The arrays of a transfer while it runs: sources open for READ, targets for WRITE or OVERWRITE; what is both, once.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "transfer/combination.hpp"

namespace dap::mpi {

// Two arrays, live while they are used here, and what happens to elements on their way. Messages have the source's.
struct moved_array {
  DAPArray *source;         // NULL: this rank is not in the source's world
  DAPArray *target;         // NULL: nor in the target's
  std::size_t source_size;  // of an element, in bytes
  std::size_t target_size;
  transfer::combination change;
  bool is_copy;   // nothing happens to elements
  bool in_place;  // all elements are where they go
  bool is_one;    // the source is the target, or another export of its object
};

class opened_arrays {
 public:
  explicit opened_arrays(std::vector<moved_array> arrays) : arrays_(std::move(arrays)) {}

  [[nodiscard]] const std::vector<moved_array> &all() const noexcept { return arrays_; }

  // All or none. The status is kept, too.
  [[nodiscard]] int32_t open(bool overwrites) noexcept;
  [[nodiscard]] int32_t status() const noexcept { return error_.code; }
  [[nodiscard]] const DAPError &error() const noexcept { return error_; }

  // What was opened, last things first. The first failure is told; all are ended.
  [[nodiscard]] int32_t end(DAPError *error) noexcept;

 private:
  [[nodiscard]] DAPArray *array(std::size_t number) const noexcept;
  [[nodiscard]] int32_t access(std::size_t number, uint32_t end, DAPError *error) const noexcept;
  [[nodiscard]] uint32_t mode(std::size_t number) const noexcept;
  [[nodiscard]] bool is_opened_later(std::size_t number) const noexcept;

  std::vector<moved_array> arrays_;
  std::size_t num_open_ = 0;  // of all sources, and then all targets
  uint32_t target_mode_ = DAP_ACCESS_WRITE;
  DAPError error_{};
};

}  // namespace dap::mpi
