// SPDX-License-Identifier: BSD-3-Clause
// Measures contenders side by side: in every round each runs once, in turn, so that a machine that changes its speed
// changes it for all; what is compared are medians of the ratios within a round.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dap::bench {

// One way of doing a thing. `run(n)` does it n times, after `before`, which is not timed.
struct contender {
  std::string name;
  std::function<void(int)> run;
  int repeats;
  std::function<void()> before = [] {};
};

struct row {
  std::string name;
  double nanoseconds;  // median over the rounds, for doing it once
  double ratio;        // median of (this / reference) within a round
};

// Runs `rounds` rounds after one that is thrown away. `reference` is the place of the contender that others are
// compared with.
[[nodiscard]] std::vector<row> compare(const std::vector<contender> &contenders, size_t reference, int rounds);

// Prints a table, and writes {"title", "reference", "rows": […]} to folder/NAME.json.
void report(const std::string &name, const std::string &title, const std::vector<row> &rows, size_t reference,
            const std::string &folder);

}  // namespace dap::bench
