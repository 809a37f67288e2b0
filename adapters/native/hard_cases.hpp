// SPDX-License-Identifier: BSD-3-Clause
// Distributions that a careless array gets wrong, each for whatever number of processes there is.
#pragma once

#include <string>
#include <vector>

#include "native_testing.hpp"

namespace dap::testing {

struct hard_case {
  std::string name;
  distribution_owner (*make)(DAPComm comm);
  int64_t (*copies)(DAPComm comm);  // how many times each element is owned: replicas; NULL: once
};

const std::vector<hard_case> &hard_cases();

}  // namespace dap::testing
