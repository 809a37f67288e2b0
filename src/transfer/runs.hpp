// SPDX-License-Identifier: BSD-3-Clause
// Positions along one dimension of a part, as few numbers as their regularity allows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dap::transfer {

// Equal runs at equal distances: the positions position + r · step + i, for r < repeats and then i < length.
struct run {
  int64_t position;
  int64_t length;
  int64_t step;
  int64_t repeats;

  [[nodiscard]] int64_t count() const noexcept { return length * repeats; }
  friend bool operator==(const run &, const run &) = default;
};

// `count` runs from the `first` on, and all of them again `step` further, `repeats` times.
struct run_group {
  std::size_t first;
  std::size_t count;
  int64_t step;
  int64_t repeats;
};

// Positions in the order in which they are added; what continues the run before is joined with it.
class run_list {
 public:
  // All that follows until the next group begins is repeated.
  void begin_group(int64_t step = 0, int64_t repeats = 1);

  void reserve(std::size_t num_runs) { runs_.reserve(num_runs); }
  void add(int64_t position, int64_t length) { add(run{position, length, 0, 1}); }
  void add(const run &added);

  [[nodiscard]] const std::vector<run_group> &groups() const noexcept { return groups_; }
  [[nodiscard]] const std::vector<run> &runs() const noexcept { return runs_; }

 private:
  std::vector<run_group> groups_;
  std::vector<run> runs_;
};

// Some groups of a list.
struct run_view {
  std::span<const run_group> groups;
  std::span<const run> runs;  // of the whole list

  // Calls function(first position, length) for each run, in order.
  template <typename Function>
  void for_each_run(Function &&function) const {
    for (const run_group &group : groups) {
      for (int64_t again = 0; again < group.repeats; ++again) {
        for (const run &each : runs.subspan(group.first, group.count)) {
          for (int64_t r = 0; r < each.repeats; ++r) {
            function(each.position + again * group.step + r * each.step, each.length);
          }
        }
      }
    }
  }

  [[nodiscard]] int64_t count() const noexcept {
    int64_t positions = 0;
    for (const run_group &group : groups) {
      for (const run &each : runs.subspan(group.first, group.count)) positions += each.count() * group.repeats;
    }
    return positions;
  }
};

}  // namespace dap::transfer
