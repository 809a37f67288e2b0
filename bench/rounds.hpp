// SPDX-License-Identifier: BSD-3-Clause
// Measures contenders side by side: in every round each runs once, in turn, so that a machine that changes its speed
// changes it for all; what is compared are medians of the ratios within a round.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dap::bench {

// What else is known of a contender, like the bytes that it needs.
struct figure {
  std::string name;
  double value;
};

// One way of doing a thing. `run(n)` does it n times, after `before`, which is not timed.
struct contender {
  std::string name;
  std::function<void(int)> run;
  int repeats;
  std::function<void()> before = [] {};
  std::vector<figure> figures{};
};

struct row {
  std::string name;
  double nanoseconds;  // median over the rounds, for doing it once
  double ratio;        // median of (this / reference) within a round
  std::vector<figure> figures;
};

// Runs `rounds` rounds after one that is thrown away. `reference` is the place of the contender that others are
// compared with.
[[nodiscard]] std::vector<row> compare(const std::vector<contender> &contenders, size_t reference, int rounds);

// The same of times [contenders][rounds], which were measured elsewhere.
[[nodiscard]] std::vector<row> rows_of(const std::vector<contender> &contenders,
                                       const std::vector<std::vector<double>> &times, size_t reference);

// Prints a table, and writes {"title", "reference", "rows": […]} to folder/NAME.json; figures are members of their row.
void report(const std::string &name, const std::string &title, const std::vector<row> &rows, size_t reference,
            const std::string &folder);

}  // namespace dap::bench
