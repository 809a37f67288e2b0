// SPDX-License-Identifier: BSD-3-Clause
// Hands an array from one library to another and measures what that costs: no figure here is assumed.
#ifndef DAP_RELIEF_HANDOFF_HPP
#define DAP_RELIEF_HANDOFF_HPP

#include <mpi.h>
#include <dap/dap.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "library_side.hpp"

namespace dap::relief {

/** One handoff, of the whole communicator: times of the slowest rank, bytes of all ranks together. */
struct handoff {
  std::string what;
  double translate_seconds = 0;      // first import: the consumer makes its own distribution of ours
  std::uint64_t metadata_bytes = 0;  // allocated during it, element-sized allocations left out
  double hand_over_ns = 0;           // export and release, median over many
  std::uint64_t bytes_shared = 0;    // elements at the same address on both sides
  std::uint64_t bytes_copied = 0;    // parts whose address differs, and allocations that could hold one
  bool pointers_equal = false;
  bool sentinels_returned = false;  // written by the consumer, read by the producer, on every rank
};

/** What both ends do; every function is called by all ranks. */
struct handoff_steps {
  std::string what;
  std::function<dap::array()> give;        // the producer exports
  std::function<void(dap::array)> take;    // the consumer imports, and keeps what it made
  std::function<library_side()> producer;  // asked after `take`
  std::function<library_side()> consumer;
};

/** Collects handoffs and judges them. Collective over `comm`, where every rank holds `part_bytes` of elements. */
class handoff_log {
 public:
  handoff_log(MPI_Comm comm, std::uint64_t part_bytes);

  /** Gives, takes, compares addresses, sends a sentinel back, and measures the giving. */
  void run(const handoff_steps &steps);

  /** Every handoff copied nothing, and every sentinel came back. */
  [[nodiscard]] bool good() const;
  [[nodiscard]] std::string table() const;

 private:
  MPI_Comm comm_;
  std::uint64_t part_bytes_;
  std::vector<handoff> handoffs_;
};

}  // namespace dap::relief

#endif
