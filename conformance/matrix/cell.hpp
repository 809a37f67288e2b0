// SPDX-License-Identifier: BSD-3-Clause
// One cell of the matrix: one library exports an array, another one uses it, and both look.
#pragma once

#include <dap/array.h>

#include <map>
#include <memory>
#include <string>

#include "cases.hpp"
#include "peer.hpp"
#include "planted.hpp"
#include "tally.hpp"

namespace dap::matrix {

struct side {
  library which;
  peer *speaks;
};

class cell {
 public:
  cell(const test_case &row, side producer, side consumer, plant planted, tally &checks);

  // Collective over the communicator of the case; only for processes in it.
  void run();
  // The sentence with which the array was refused; empty if it was taken.
  [[nodiscard]] const std::string &refused() const { return refused_; }

 private:
  void produce();
  void check_owners();
  bool hand_over();
  void check_refusal(const refusal &expected, int32_t status, const DAPError &error, DAPArray &array);
  void consumer_reads_and_writes();
  void producer_writes_again();
  void third_party_writes();
  void lend_to(object &third);
  void consumer_outlives_producer();

  void validate(DAPArray &array);
  int32_t import_flattened(DAPArray &array, std::unique_ptr<object> &out, DAPError &error);
  void check_alike(int32_t status, const DAPError &error);
  void check_busy();
  void open(object &used, uint32_t mode);
  void end(object &used, uint32_t mode);
  void write(object &used, const numbering &numbers);
  void read(object &used, const numbering &numbers, const std::string &who);
  void read_ghosts(object &used);
  void check_norm(object &used, const std::string &who);
  // What was written last, as a library that imported sees it, within an opening of its own.
  void read_opened(object &used, const std::string &who);

  const test_case &row_;
  side producer_;
  side consumer_;
  plant planted_;
  tally &checks_;
  numbering plain_;     // of the producer
  numbering received_;  // of those that import
  std::unique_ptr<object> made_;
  std::unique_ptr<object> imported_;
  std::map<int64_t, const void *> addresses_;  // by ordinal: what this process owns, where the producer says it is
  std::string refused_;
  int round_ = 0;  // number of writes so far, by whomever
};

}  // namespace dap::matrix
