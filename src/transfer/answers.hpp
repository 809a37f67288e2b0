// SPDX-License-Identifier: BSD-3-Clause
// What homes answer to lists.
//
// An answer is its form, its length, and then the coordinate that owns each run, or nobody; or, where a run has several
// owners, that of each index, or first index, count and coordinate of all that are owned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

#include "transfer/owners.hpp"
#include "transfer/sorted_runs.hpp"
#include "transfer/told_owners.hpp"
#include "world/assembly.hpp"
#include "world/home.hpp"

namespace dap::transfer {

// Appends the answer to a list.
void write_answer(const told_owners &told, const list_view &asked, world::words &reply);

// The letters of all homes, read in the order of the questions.
class answers {
 public:
  explicit answers(const world::letters &letters) noexcept : letters_(letters) {}

  // To a list of these runs. True if what is owned ascends, and nothing is owned twice.
  bool read(std::span<const placed_run> runs, const world::homes &indices, owner_map &found);

 private:
  [[nodiscard]] std::pair<int64_t, std::span<const int64_t>> next_of(int32_t home);

  const world::letters &letters_;
  std::map<int32_t, std::size_t> places_;
};

}  // namespace dap::transfer
