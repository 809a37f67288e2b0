// SPDX-License-Identifier: BSD-3-Clause
// What a part owns along one dimension, by ascending index.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace dap::transfer {

// The indices first … first + count - 1 are stored from `position` on.
struct placed_run {
  int64_t first;
  int64_t position;
  int64_t count;  // at least 1
};

// Runs by ascending index. Where most of them are single, and the numbers small, each index has one word.
class placed_runs {
 public:
  placed_runs() = default;
  placed_runs(std::vector<placed_run> runs) noexcept : runs_(std::move(runs)) {}
  // An index in the upper half of each, and its position in the lower one.
  explicit placed_runs(std::vector<uint64_t> singles) noexcept : singles_(std::move(singles)) {}

  static constexpr int half = 32;  // bits

  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  [[nodiscard]] std::size_t size() const noexcept { return singles_.empty() ? runs_.size() : singles_.size(); }
  placed_run operator[](std::size_t number) const noexcept {
    if (singles_.empty()) return runs_[number];
    return single_run(singles_[number]);
  }

  // The number of the first run, of those from `begin` on, whose indices begin at `index` or behind; size() if none.
  [[nodiscard]] std::size_t first_from(int64_t index, std::size_t begin) const noexcept {
    std::size_t end = size();
    while (begin < end) {
      const std::size_t middle = begin + (end - begin) / 2;
      if ((*this)[middle].first < index) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }

  // All of them, if each has one word.
  [[nodiscard]] std::span<const uint64_t> singles() const noexcept { return singles_; }
  [[nodiscard]] static placed_run single_run(uint64_t single) noexcept {
    return {static_cast<int64_t>(single >> half), static_cast<int64_t>(single & UINT32_MAX), 1};
  }

  class iterator {
   public:
    iterator(const placed_runs &of, std::size_t number) noexcept : of_(&of), number_(number) {}
    placed_run operator*() const noexcept { return (*of_)[number_]; }
    iterator &operator++() noexcept {
      ++number_;
      return *this;
    }
    bool operator!=(const iterator &other) const noexcept { return number_ != other.number_; }

   private:
    const placed_runs *of_;
    std::size_t number_;
  };
  [[nodiscard]] iterator begin() const noexcept { return {*this, 0}; }
  [[nodiscard]] iterator end() const noexcept { return {*this, size()}; }

 private:
  std::vector<placed_run> runs_;
  std::vector<uint64_t> singles_;
};

// In time proportional to the runs, of listed indices in whatever order.
[[nodiscard]] placed_runs sorted_runs_of(const DAPDim &dim, const DAPLocalDim &local);

}  // namespace dap::transfer
