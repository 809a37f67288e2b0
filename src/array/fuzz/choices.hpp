// SPDX-License-Identifier: BSD-3-Clause
// An input of the fuzzer, read as choices: whatever bytes come, something is chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace dap::array::fuzz {

class choices {
 public:
  explicit choices(std::span<const uint8_t> bytes) noexcept : bytes_(bytes) {}

  // 0 when the input is over.
  uint8_t byte() noexcept { return next_ < bytes_.size() ? bytes_[next_++] : 0; }
  // 0 … count-1, for a count of at most 256.
  int64_t below(int64_t count) noexcept { return byte() % count; }
  // 0 means no, so that what is not chosen is plain.
  bool one_in(int64_t count) noexcept { return byte() % count == count - 1; }

 private:
  std::span<const uint8_t> bytes_;
  size_t next_ = 0;
};

}  // namespace dap::array::fuzz
