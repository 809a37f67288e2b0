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

// `count` runs from the `first` on, and all of them again `step` further, `repeats` times. Or as many single positions,
// once: a list takes an eighth of the runs that it spares where positions follow no pattern.
struct run_group {
  std::size_t first;
  std::size_t count;
  int64_t step;
  int64_t repeats;
  bool is_list = false;
};

// Positions in the order in which they are added; what continues the run before is joined with it.
class run_list {
 public:
  // All that follows until the next group begins is repeated.
  void begin_group(int64_t step = 0, int64_t repeats = 1);

  // As many groups as counts, each a list of so many positions. Returns all of them, one list behind the other, to be
  // filled in. The list must be empty before.
  [[nodiscard]] uint32_t *begin_lists(std::span<const std::size_t> counts);

  void reserve(std::size_t num_runs) { runs_.reserve(num_runs); }
  void add(int64_t position, int64_t length) { add(run{position, length, 0, 1}); }
  void add(const run &added);

  [[nodiscard]] const std::vector<run_group> &groups() const noexcept { return groups_; }
  [[nodiscard]] const std::vector<run> &runs() const noexcept { return runs_; }
  [[nodiscard]] const std::vector<uint32_t> &listed() const noexcept { return listed_; }

 private:
  std::vector<run_group> groups_;
  std::vector<run> runs_;
  std::vector<uint32_t> listed_;
};

// Some groups of a list.
struct run_view {
  std::span<const run_group> groups;
  std::span<const run> runs;              // of the whole list
  std::span<const uint32_t> listed = {};  // of the whole list

  // Calls function(first position, length) for each run, in order.
  template <typename Function>
  void for_each_run(Function &&function) const {
    for (const run_group &group : groups) {
      if (group.is_list) {
        for (const uint32_t position : listed.subspan(group.first, group.count))
          function(int64_t{position}, int64_t{1});
        continue;
      }
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
      if (group.is_list) {
        positions += static_cast<int64_t>(group.count);
        continue;
      }
      for (const run &each : runs.subspan(group.first, group.count)) positions += each.count() * group.repeats;
    }
    return positions;
  }
};

}  // namespace dap::transfer
