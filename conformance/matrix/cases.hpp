// SPDX-License-Identifier: BSD-3-Clause
// The rows of the matrix: arrays, who cannot make them, and who must refuse them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "peer.hpp"
#include "scenario.hpp"

namespace dap::matrix {

// A consumer, or the flattening before it, must say no: with this rule, and this in its message.
struct refusal {
  library consumer;
  int32_t rule;
  std::string text;
  std::optional<library> producer = {};  // only of what this one exports
};

struct test_case {
  std::string name;
  scenario described;
  petsc_door made_as = petsc_door::vec;
  petsc_door imported_as = petsc_door::vec;
  int32_t flatten = 0;  // DAP_FLATTEN_...; 0: handed over as it is
  bool writable = true;
  bool owners_are_found = false;                     // where the producer's library has to be asked, it was
  std::array<bool, num_libraries> owners_unknown{};  // to the producer: exported as incomplete and overlapping
  std::vector<refusal> refusals;
  std::array<std::string, num_libraries> not_made_by;  // why; empty: it makes it

  [[nodiscard]] const refusal *expected_refusal(library producer, library consumer) const {
    for (const refusal &each : refusals) {
      if (each.consumer == consumer && each.producer.value_or(producer) == producer) return &each;
    }
    return nullptr;
  }
};

struct communicators {
  MPI_Comm world;
  MPI_Comm half;      // every other process; MPI_COMM_NULL on the others
  MPI_Comm reversed;  // all, the last one first
};

std::vector<test_case> all_cases(const communicators &comms);

}  // namespace dap::matrix
