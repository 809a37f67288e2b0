// SPDX-License-Identifier: BSD-3-Clause
// What the home of some indices was told of their owners along one dimension.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace dap::transfer {

// An owner of an index along a dimension: its coordinate, and the place among what that owns.
struct placed {
  int64_t coordinate;
  int64_t position;

  friend bool operator==(const placed &, const placed &) = default;
};

// A coordinate owns the indices first … first + count - 1, one after the other from a position on.
struct told_run {
  int64_t first;
  int64_t count;
  placed at;
};

// Runs that may overlap, in a tree over their order: each node knows how far the runs below it reach.
class told_runs {
 public:
  void add(const told_run &run) { runs_.push_back(run); }

  // After the last run. O(n log n), for n runs.
  void build() {
    std::sort(runs_.begin(), runs_.end(), [](const told_run &a, const told_run &b) { return a.first < b.first; });
    reach_.resize(runs_.size());
    measure(0, runs_.size());
  }

  // Calls function(placed) for each owner of an index. O(log n + owners).
  template <typename Function>
  void for_each_owner(int64_t index, Function &&function) const {
    visit(0, runs_.size(), index, function);
  }

 private:
  static std::size_t middle(std::size_t begin, std::size_t end) noexcept { return begin + (end - begin) / 2; }

  // The end of what the runs begin … end-1 reach.
  int64_t measure(std::size_t begin, std::size_t end) {
    if (begin == end) return 0;
    const std::size_t at = middle(begin, end);
    reach_[at] = std::max({runs_[at].first + runs_[at].count, measure(begin, at), measure(at + 1, end)});
    return reach_[at];
  }

  template <typename Function>
  void visit(std::size_t begin, std::size_t end, int64_t index, Function &function) const {
    if (begin == end) return;
    const std::size_t at = middle(begin, end);
    if (reach_[at] <= index) return;
    visit(begin, at, index, function);
    const told_run &run = runs_[at];
    if (run.first > index) return;
    if (index - run.first < run.count) function(placed{run.at.coordinate, run.at.position + (index - run.first)});
    visit(at + 1, end, index, function);
  }

  std::vector<told_run> runs_;
  std::vector<int64_t> reach_;  // of the runs below, by the middle one
};

}  // namespace dap::transfer
