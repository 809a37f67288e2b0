// SPDX-License-Identifier: BSD-3-Clause
// A piece of a plan as it lies in an array.
#pragma once

#include <dap/dap.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "transfer/half_plan.hpp"
#include "transfer/pack.hpp"

namespace dap::mpi {

// Axis a is the array's dimension dims[a].
class placed_piece {
 public:
  placed_piece(const transfer::half_plan &half, const transfer::piece &of, std::span<const int32_t> dims,
               const DAPArray &array, std::size_t element_size) noexcept
      : buffer_(array.parts[of.part].buffer), element_size_(element_size), ndim_(half.ndim()) {
    for (std::size_t axis = 0; axis < ndim_; ++axis) {
      along_[axis] = half.along(of, axis);
      const auto d = static_cast<std::size_t>(dims[axis]);
      // Strides of extents that are at most 1 mean nothing.
      strides_[axis] = buffer_.shape[d] > 1 ? buffer_.strides[d] * static_cast<int64_t>(element_size) : 0;
    }
  }
  [[nodiscard]] transfer::piece_layout layout() const noexcept {
    return {{along_.data(), ndim_}, {strides_.data(), ndim_}, element_size_};
  }
  [[nodiscard]] std::byte *first() const noexcept {
    return static_cast<std::byte *>(buffer_.data) + buffer_.byte_offset;
  }

 private:
  const DAPBuffer &buffer_;
  std::size_t element_size_;
  std::size_t ndim_;
  std::array<transfer::run_view, 64> along_;
  std::array<int64_t, 64> strides_;
};

}  // namespace dap::mpi
