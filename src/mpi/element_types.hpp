// SPDX-License-Identifier: BSD-3-Clause
// Of what type the elements of a transfer are, also where only others have the arrays.
#pragma once

#include <cstdint>
#include <vector>

#include "mpi/mpi_assembly.hpp"
#include "mpi/passed_arrays.hpp"

namespace dap::mpi {

// [num_arrays] each.
struct element_types {
  std::vector<DAPType> source;
  std::vector<DAPType> target;
};

// Of arrays that are here on this rank. Local.
[[nodiscard]] element_types types_here(const transfer_arguments &passed);

// Of arrays of two worlds, as rank 0 of each has them; all others of the world must have the same, and all ranks as
// many (1302). Collective.
[[nodiscard]] int32_t learn_types(mpi_assembly &all, const transfer::planned &plan, const transfer_arguments &passed,
                                  element_types &types, DAPError *error);

}  // namespace dap::mpi
