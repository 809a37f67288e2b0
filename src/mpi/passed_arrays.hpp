// SPDX-License-Identifier: BSD-3-Clause
// The arrays that a transfer is asked for: whether they are lawful, each by itself.
#pragma once

#include <dap/mpi.h>

#include <cstdint>

#include "transfer/introduce.hpp"
#include "transfer/planned.hpp"

namespace dap::mpi {

// What dap_mpi_transfer_create is passed.
struct transfer_arguments {
  int32_t num_arrays;
  DAPArray *const *sources;
  DAPArray *const *targets;
  const DAPTransferOptions *options;
};

// The arrays of one world.
struct passed_list {
  std::size_t number;                  // of the world
  const DAPDistribution *planned_for;  // NULL: this rank is not in it
  DAPArray *const *arrays;

  [[nodiscard]] const char *name() const noexcept { return transfer::name_of_world(number); }
  [[nodiscard]] DAPArray *at(int32_t index) const noexcept { return arrays == nullptr ? nullptr : arrays[index]; }
};

[[nodiscard]] inline passed_list sources_of(const transfer::planned &plan, const transfer_arguments &passed) noexcept {
  return {0, plan.own_source.get(), passed.sources};
}

[[nodiscard]] inline passed_list targets_of(const transfer::planned &plan, const transfer_arguments &passed) noexcept {
  return {1, plan.own_target.get(), passed.targets};
}

// Checks the arrays on this rank, those of a world that it is not in for not being there (1723). Local.
[[nodiscard]] int32_t check_arrays(const transfer::planned &plan, const transfer_arguments &passed, DAPError *error);

}  // namespace dap::mpi
