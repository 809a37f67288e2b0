// SPDX-License-Identifier: BSD-3-Clause
// A scenario in the protocol's own structures, for the native array.
#pragma once

#include <dap/array.h>

#include <memory>
#include <vector>

#include "scenario.hpp"

namespace dap::matrix {

struct release_distribution {
  void operator()(const DAPDistribution *distribution) const { dap_distribution_release(distribution); }
};
using distribution_pointer = std::unique_ptr<const DAPDistribution, release_distribution>;

// Throws where the scenario is none.
distribution_pointer describe(const scenario &described);

// Memory of the one part of a process, as the scenario lays it out.
struct strided_memory {
  std::vector<int64_t> shape;
  std::vector<int64_t> strides;
  int64_t first = 0;         // place of the first element
  int64_t num_elements = 0;  // in all, gaps included
};
strided_memory lay_out(const scenario &described, const DAPDistribution &distribution);

}  // namespace dap::matrix
