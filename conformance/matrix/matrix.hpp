// SPDX-License-Identifier: BSD-3-Clause
// All producers against all consumers, over all cases.
#pragma once

#include <mpi.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cases.hpp"
#include "peer.hpp"
#include "planted.hpp"

namespace dap::testing {
class watchdog;
}

namespace dap::matrix {

constexpr int num_pairs = num_libraries * num_libraries;

// What all processes found together; `refused` and `not_made` are notes, alike on all.
struct cell_result {
  int64_t passed = 0;
  int64_t failed = 0;
  std::string refused;
  std::string not_made;
};
using row_result = std::array<cell_result, num_pairs>;  // producer * num_libraries + consumer

using peers = std::array<std::unique_ptr<peer>, num_libraries>;

// Collective over all processes. `world` is for the matrix's own messages.
std::vector<row_result> run_all(MPI_Comm world, const std::vector<test_case> &cases, const peers &speakers,
                                plant planted, testing::watchdog &dog);

// The table, its notes and the totals.
std::string render(const std::vector<test_case> &cases, const std::vector<row_result> &results, const peers &speakers,
                   int num_ranks);

}  // namespace dap::matrix
