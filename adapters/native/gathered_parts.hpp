// SPDX-License-Identifier: BSD-3-Clause
// What one process sends to the root of a gather: its elements, and per dimension the indices that they have.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "owned_elements.hpp"

namespace dap::native {

// As many words as there are runs of indices, not elements: number of parts; then for each part and each dimension the
// number of runs and their (first index, count); the elements of the parts in the order of their runs.
struct gathered_parts {
  std::vector<int64_t> words;
  std::vector<std::byte> elements;
};

// The parts of this process that count: the canonical copy of replicas, and what owns anything.
class packer {
 public:
  explicit packer(const DAPArray &array);

  [[nodiscard]] int64_t num_elements() const noexcept;
  // The indices, and room for the elements.
  [[nodiscard]] gathered_parts describe() const;
  // The elements; allocates nothing. To be called within an opening.
  void pack(gathered_parts &out) const;

 private:
  size_t item_;
  std::vector<owned_elements> parts_;
};

// The whole array on the root, in C order.
struct whole_array {
  std::byte *data;
  size_t item;
  std::vector<int64_t> strides;  // [ndim], in bytes
};

// Puts the parts of one process into their places. The first of its parts to own an element wins.
void unpack(std::span<const int64_t> words, const std::byte *elements, const whole_array &whole);

}  // namespace dap::native
