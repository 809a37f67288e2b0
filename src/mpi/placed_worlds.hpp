// SPDX-License-Identifier: BSD-3-Clause
// For tests: two worlds on some of the ranks of a parent, this process's part of them.
#pragma once

#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "array/planned_worlds.hpp"
#include "mpi/stored_world.hpp"

namespace dap::array::sample {

// A world of which this process may have a share.
struct placed_world {
  world all;
  share *mine = nullptr;  // NULL: it is in none
  std::optional<stored_array> stored;

  // `parents`: where its ranks are in the parent.
  placed_world(const plan &planned, const index_list &parents, int32_t own, uint64_t flags = 0)
      : all(world_of(planned)) {
    const auto at = std::find(parents.begin(), parents.end(), own);
    if (at == parents.end()) return;
    mine = all[static_cast<size_t>(at - parents.begin())].get();
    stored.emplace(*mine, memory_layout{}, flags);
  }

  [[nodiscard]] const DAPDistribution *distribution() const { return mine == nullptr ? nullptr : &mine->distribution; }
  [[nodiscard]] DAPArray *array() { return stored ? &stored->array : nullptr; }
};

// The ranks first, first + step, … of a parent.
inline index_list ranks_from(int64_t first, int64_t step, int64_t count) {
  index_list ranks;
  for (int64_t i = 0; i < count; ++i) ranks.push_back(first + step * i);
  return ranks;
}

inline int32_t count(const index_list &ranks) {
  return static_cast<int32_t>(ranks.size());
}

// Both worlds, what is passed for them, and what then must have come.
struct two_placed_worlds {
  placed_world source;
  placed_world target;
  DAPError error{};
  DAPPlan *plan_made = nullptr;
  DAPTransfer *transfer = nullptr;

  two_placed_worlds(const plan &from, const index_list &from_parents, const plan &to, const index_list &to_parents,
                    int32_t own)
      : source(from, from_parents, own), target(to, to_parents, own, DAP_ARRAY_WRITABLE) {}
  two_placed_worlds(const two_placed_worlds &) = delete;
  two_placed_worlds &operator=(const two_placed_worlds &) = delete;
  ~two_placed_worlds() {
    dap_mpi_transfer_destroy(transfer);
    dap_plan_release(plan_made);
  }

  int32_t make_plan(MPI_Comm parent, const DAPPlanOptions *options = nullptr) {
    return dap_mpi_plan_create_between(parent, source.distribution(), target.distribution(), options, &plan_made,
                                       &error);
  }
  int32_t bind(MPI_Comm parent, const DAPTransferOptions *options = nullptr) {
    DAPArray *from = source.array();
    DAPArray *to = target.array();
    return dap_mpi_transfer_create(parent, plan_made, 1, &from, &to, options, &transfer, &error);
  }
  int32_t run() {
    const int32_t status = dap_mpi_transfer_start(transfer, &error);
    return status == DAP_OK ? dap_mpi_transfer_wait(transfer, &error) : status;
  }

  // Elements are those of the sample, times a factor.
  void fill_source(double factor) {
    if (!source.stored) return;
    for (const stored_element &each : source.stored->elements()) write(each, factor);
  }
  void clear_target() {
    if (!target.stored) return;
    for (const stored_element &each : target.stored->elements()) std::memset(each.address, 0x7f, sizeof(double));
  }
  // What is owned has come, and no halo was written; or all that is not exterior has.
  void expect_arrived(double factor, bool fills_halo = false) const {
    if (!target.stored) return;
    for (const stored_element &each : target.stored->elements()) {
      double value = 0;
      std::memcpy(&value, each.address, sizeof value);
      double untouched = 0;
      std::memset(&untouched, 0x7f, sizeof untouched);
      const bool is_wanted = each.halo_dims == 0 || (fills_halo && each.ordinal);
      ASSERT_EQ(value, is_wanted ? factor * static_cast<double>(*each.ordinal) : untouched);
    }
  }

 private:
  static void write(const stored_element &each, double factor) {
    const double value = each.ordinal ? factor * static_cast<double>(*each.ordinal) : -1.0;
    std::memcpy(each.address, &value, sizeof value);
  }
};

}  // namespace dap::array::sample
