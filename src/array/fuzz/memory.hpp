// SPDX-License-Identifier: BSD-3-Clause
// Lays a description out in memory: everything that a pointer leads to is allocated by itself, and is exactly as large
// as its count says, so that whoever reads beyond a count is caught by the address sanitizer.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "array/fuzz/description.hpp"

namespace dap::array::fuzz {

// A count that is not positive, or one that no list can have and that rules forbid, leads to nothing at all. A count
// that would only be too large for this process is made smaller: a pointer addresses as many elements as its count
// says, else nobody could be asked to be careful.
class laid_out {
 public:
  explicit laid_out(const description &described);
  laid_out(const laid_out &) = delete;
  laid_out &operator=(const laid_out &) = delete;

  [[nodiscard]] DAPArray &array() noexcept { return array_; }

 private:
  template <typename T>
  T *place(const std::vector<T> &values, size_t count, T filler);
  [[nodiscard]] const int64_t *place_numbers(const std::vector<int64_t> &values, int64_t count);
  [[nodiscard]] const void *place_list(const described_local &described, DAPLocalDim &local);
  [[nodiscard]] const DAPDim *place_dims(const description &described);
  [[nodiscard]] const DAPLocalDim *place_rows(const description &described);
  [[nodiscard]] const DAPPart *place_parts(const description &described);
  [[nodiscard]] const DAPExtension *place_chain(const described_chain &chain);
  [[nodiscard]] DAPExtension *place_link(const described_link &described);
  [[nodiscard]] DAPBoxes boxes_of(const described_link &described);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  DAPArray array_;
  DAPDistribution distribution_;
  size_t num_dims_;  // as far as they can be counted
};

}  // namespace dap::array::fuzz
