// SPDX-License-Identifier: BSD-3-Clause
// Counts comparisons, and prints those that fail.
#pragma once

#include <cstdint>
#include <cstdio>
#include <sstream>
#include <string>

namespace dap::matrix {

class tally {
 public:
  // `rank`: of the whole program, for messages; `where`: which cell.
  tally(int rank, std::string where) : rank_(rank), where_(std::move(where)) {}

  // What follows belongs to this step.
  void begin(std::string step) { step_ = std::move(step); }

  template <typename Expected, typename Found>
  bool equal(const Expected &expected, const Found &found, const std::string &what) {
    return judge(expected == found, expected, found, what);
  }
  // For what a library computes in an order of its own.
  bool close(double expected, double found, const std::string &what) {
    const double difference = expected > found ? expected - found : found - expected;
    return judge(difference <= 1e-13 * expected, expected, found, what);
  }
  bool contains(const std::string &piece, const std::string &text, const std::string &what) {
    return judge(text.find(piece) != std::string::npos, piece, text, what);
  }

  [[nodiscard]] int64_t passed() const { return passed_; }
  [[nodiscard]] int64_t failed() const { return failed_; }

 private:
  static constexpr int64_t most_printed = 3;  // of one cell on one rank

  template <typename Expected, typename Found>
  bool judge(bool right, const Expected &expected, const Found &found, const std::string &what) {
    if (right) {
      ++passed_;
      return true;
    }
    if (++failed_ > most_printed) return false;
    std::ostringstream line;
    line << "[rank " << rank_ << "] " << where_ << ", " << step_ << ": " << what << ": expected " << expected
         << ", found " << found << "\n";
    std::fwrite(line.str().data(), 1, line.str().size(), stderr);
    return false;
  }

  int rank_;
  std::string where_;
  std::string step_;
  int64_t passed_ = 0;
  int64_t failed_ = 0;
};

}  // namespace dap::matrix
