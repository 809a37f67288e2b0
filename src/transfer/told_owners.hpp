// SPDX-License-Identifier: BSD-3-Clause
// What a home was told of one side along an axis: who owns the indices that are at home there.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/dimension.hpp"
#include "transfer/lists.hpp"
#include "transfer/owners.hpp"

namespace dap::transfer {

class told_owners {
 public:
  // Borrowed until what was told has been asked for the last time.
  void tell(const list_view &list) { lists_.push_back(list); }

  // All has been told: what follows may be called.
  void settle(const model::range &at_home);

  static constexpr int64_t nobody = -1;

  // Whether no index has several owners, and each is found at once.
  [[nodiscard]] bool has_table() const noexcept { return !table_.empty(); }
  [[nodiscard]] int64_t highest_coordinate() const noexcept { return highest_; }
  // At most so many times the owner changes from one index at home to the next, but for gaps.
  [[nodiscard]] int64_t num_borders() const noexcept { return num_runs_; }
  [[nodiscard]] int64_t owner_of(int64_t index) const noexcept {
    const int32_t number = table_[static_cast<std::size_t>(index - start_)];
    return number == in_none ? nobody : coordinates_[static_cast<std::size_t>(number)];
  }

  // Who owns all of these indices, or nobody owns any; none if they differ in that, or have several owners.
  [[nodiscard]] std::optional<int64_t> only_owner_of(int64_t first, int64_t count) const {
    return table_.empty() ? only_owner_in_runs(first, count) : only_owner_in_table(first, count);
  }

  // Calls function(first, count, coordinate) for what is owned of the indices first … first + count - 1, by ascending
  // first index, and, of several that begin there, by count and coordinate.
  template <typename Function>
  void for_each_within(int64_t first, int64_t count, Function &&function) const {
    table_.empty() ? look_up_runs(first, count, function) : look_up_table(first, count, function);
  }

 private:
  static constexpr int32_t in_none = -1;

  [[nodiscard]] std::optional<int64_t> only_owner_in_runs(int64_t first, int64_t count) const;
  [[nodiscard]] std::optional<int64_t> only_owner_in_table(int64_t first, int64_t count) const;
  [[nodiscard]] bool fill_table(const model::range &at_home);
  void sort_runs();

  template <typename Function>
  void look_up_table(int64_t first, int64_t count, Function &function) const {
    const auto *const at = table_.data() + (first - start_);
    for (int64_t begin = 0; begin < count;) {
      int64_t end = begin + 1;
      while (end < count && at[end] == at[begin]) ++end;
      if (at[begin] != in_none) {
        function(first + begin, end - begin, coordinates_[static_cast<std::size_t>(at[begin])]);
      }
      begin = end;
    }
  }

  template <typename Function>
  void look_up_runs(int64_t first, int64_t count, Function &function) const {
    auto run = runs_.begin() + (std::upper_bound(reach_.begin(), reach_.end(), first) - reach_.begin());
    for (; run != runs_.end() && run->first < first + count; ++run) {
      const int64_t start = std::max(run->first, first);
      const int64_t stop = std::min(run->first + run->count, first + count);
      if (start < stop) function(start, stop - start, run->coordinate);
    }
  }

  std::vector<list_view> lists_;
  std::vector<int64_t> coordinates_;  // of the lists
  int64_t highest_ = nobody;
  // The number of the list that each index at home is in, where the lists are about as long as the range at home and
  // no index has several owners.
  std::vector<int32_t> table_;
  int64_t start_ = 0;
  int64_t num_runs_ = 0;  // that were told
  // Else all runs.
  owner_map runs_;
  std::vector<int64_t> reach_;  // where all up to each of them end
};

}  // namespace dap::transfer
