// SPDX-License-Identifier: BSD-3-Clause
// Loops at fixed distances around an element, made in the order that suits the memory of both sides.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "transfer/element_kernel.hpp"

namespace dap::transfer {

// As many loops as an array that fits into memory can have around its elements.
inline constexpr std::size_t max_loops = 63;

class loop_nest {
 public:
  explicit loop_nest(const element_kernel &kernel) noexcept : kernel_(kernel) {}

  // The next loop, within those before.
  void push(const loop &next) noexcept {
    if (next.count != 1) loops_[size_++] = next;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  void cut(std::size_t size) noexcept { size_ = size; }

  // Moves all elements, `from` and `to` being the first.
  void run(const std::byte *from, std::byte *to) const;

 private:
  element_kernel kernel_;
  std::size_t size_ = 0;
  std::array<loop, max_loops> loops_;
};

}  // namespace dap::transfer
