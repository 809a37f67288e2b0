// SPDX-License-Identifier: BSD-3-Clause
// Read-only view of the listed indices of a local dimension, whichever of the three forms they are stored in.
#pragma once

#include <dap/dap.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "model/checked.hpp"

namespace dap::model {

// Joins adjacent runs before they are handed to a function(first index, count).
template <typename Function>
class run_merger {
 public:
  explicit run_merger(Function &function) noexcept : function_(function) {}

  void add(int64_t first, int64_t count) {
    // Unsigned, because the difference of two indices that nobody has checked yet need not fit.
    const bool continues =
        count_ > 0 && first > first_ &&
        static_cast<uint64_t>(first) - static_cast<uint64_t>(first_) == static_cast<uint64_t>(count_);
    if (continues) {
      count_ += count;
      return;
    }
    flush();
    first_ = first;
    count_ = count;
  }

  void flush() {
    if (count_ > 0) function_(first_, count_);
    count_ = 0;
  }

 private:
  Function &function_;
  int64_t first_ = 0;
  int64_t count_ = 0;
};

// All indices that come out are counted from 0: index_base is taken off them. Borrows the list.
//
// at() of a list and for_each_run() of everything may be asked before the indices were checked, once the lengths are
// known to be right (num_indices, num_runs, the counts of runs): an index too far from index_base comes out as the
// largest or smallest int64_t, which no dimension contains.
class listed_indices {
 public:
  listed_indices(const DAPLocalDim &local, int64_t index_base) noexcept;

  [[nodiscard]] int64_t size() const noexcept { return size_; }

  // Number of runs that for_each_run makes of the whole list. O(size), or O(stored runs).
  [[nodiscard]] int64_t num_runs() const noexcept;

  // Index at a position, 0 … size-1. O(1) for lists; O(stored runs) for runs, so enumerate those by for_each_run.
  [[nodiscard]] int64_t at(int64_t position) const noexcept;

  // First position of an index. O(size), or O(stored runs): to look up many, build a table.
  [[nodiscard]] std::optional<int64_t> find(int64_t index) const noexcept;

  // Calls function(first index, count) for the maximal ascending runs of the positions begin … end-1, in their order.
  template <typename Function>
  void for_each_run(int64_t begin, int64_t end, Function &&function) const {
    run_merger<std::remove_reference_t<Function>> merger(function);
    if (form_ == DAP_INDEX_RUNS) {
      merge_runs(begin, end, merger);
    } else if (form_ == DAP_INDEX_INT32) {
      merge_list(static_cast<const int32_t *>(indices_), begin, end, merger);
    } else if (form_ == DAP_INDEX_INT64) {
      merge_list(static_cast<const int64_t *>(indices_), begin, end, merger);
    }
    merger.flush();
  }

 private:
  [[nodiscard]] int64_t from_zero(int64_t listed) const noexcept { return saturating_subtract(listed, index_base_); }

  template <typename Integer, typename Merger>
  void merge_list(const Integer *list, int64_t begin, int64_t end, Merger &merger) const {
    for (int64_t position = begin; position < end; ++position) merger.add(from_zero(list[position]), 1);
  }

  template <typename Merger>
  void merge_runs(int64_t begin, int64_t end, Merger &merger) const {
    const auto *pairs = static_cast<const int64_t *>(indices_);
    int64_t position = 0;
    for (int64_t run = 0; run < stored_runs_ && position < end; ++run) {
      const int64_t count = pairs[2 * run + 1];
      const int64_t skipped = std::clamp<int64_t>(begin - position, 0, count);
      const int64_t taken = std::min(count, end - position) - skipped;
      if (taken > 0) merger.add(from_zero(pairs[2 * run]) + skipped, taken);
      position += count;
    }
  }

  const void *indices_;
  uint32_t form_;
  int64_t size_;
  int64_t stored_runs_;
  int64_t index_base_;
};

}  // namespace dap::model
