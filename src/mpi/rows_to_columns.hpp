// SPDX-License-Identifier: BSD-3-Clause
// For tests: a transfer from rows to columns on all ranks, and what is passed to its calls, to be bent.
#pragma once

#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "array/planned_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace dap::mpi::testing {

using namespace array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

inline plan rows_by_columns(int32_t ranks, bool by_rows) {
  plan made = rows_of(ranks, known(dap_dim_balanced(2 * ranks + 1, by_rows ? ranks : 1)));
  made.dims.push_back(known(dap_dim_balanced(ranks + 2, by_rows ? 1 : ranks)));
  return made;
}

inline plan dealt_list(int32_t ranks, int64_t for_each = 3) {
  return rows_of(ranks, listed(for_each * ranks, dealt(for_each * ranks, ranks)));
}

struct rows_to_columns {
  static constexpr char untouched = 0x7f;

  world sources = world_of(rows_by_columns(world_size(), true));
  world targets = world_of(rows_by_columns(world_size(), false));
  world others = world_of(dealt_list(world_size()));
  world longer_ones = world_of(dealt_list(world_size(), 500));
  world ranged_ones = world_of(rows_of(world_size(), known(dap_dim_balanced(3 * world_size(), world_size()))));
  share &other = *others[static_cast<size_t>(world_rank())];
  share &longer = *longer_ones[static_cast<size_t>(world_rank())];
  share &ranged = *ranged_ones[static_cast<size_t>(world_rank())];
  share &source = *sources[static_cast<size_t>(world_rank())];
  share &target = *targets[static_cast<size_t>(world_rank())];
  stored_array from{source};
  stored_array to{target, {}, DAP_ARRAY_WRITABLE};
  std::vector<int32_t> dims{0, 1};
  DAPPlanOptions plan_options{dims.data(), 0, {}};
  DAPTransferOptions options{{1, 0}, {0, 0}, 0, 0, {}};
  const DAPDistribution *planned_source = &source.distribution;
  const DAPDistribution *planned_target = &target.distribution;
  DAPPlan *plan = nullptr;
  DAPPlan **plan_out = &plan;
  std::vector<DAPArray *> arrays_from{&from.array};
  std::vector<DAPArray *> arrays_to{&to.array};
  int32_t num_arrays = 1;
  DAPTransfer *transfer = nullptr;

  rows_to_columns() { cover(); }
  rows_to_columns(const rows_to_columns &) = delete;
  rows_to_columns &operator=(const rows_to_columns &) = delete;
  ~rows_to_columns() {
    dap_mpi_transfer_destroy(transfer);
    dap_plan_release(plan);
  }

  void cover() {
    covered = to.elements();
    for (const stored_element &each : covered) std::memset(each.address, untouched, 8);
  }

  // Another kind of type, of the same width or twice as wide, for the target; there are so many bytes.
  void retype(uint8_t code) {
    to.array.type_code = code;
    to.array.type_bits = code == DAP_TYPE_COMPLEX ? 128 : 64;
    for (int64_t part = 0; part < target.distribution.num_parts; ++part) {
      DAPBuffer &buffer = to.part(static_cast<size_t>(part)).buffer;
      buffer.type_code = to.array.type_code;
      buffer.type_bits = to.array.type_bits;
      wide.resize(1000);
      buffer.data = wide.data();
    }
  }
  void move_to_device() {
    from.part(0).buffer.device_type = DAP_DEVICE_CUDA;
    from.array.flags |= DAP_FEATURE_DEVICE;
  }
  // The target's rows lie in one place.
  void fold() { to.part(0).buffer.strides[0] = 0; }
  // A second pair whose target lies where the first one's does.
  void lay_over() { to.part(0).buffer.data = from.part(0).buffer.data; }

  std::vector<stored_element> covered;
  std::vector<double> wide;

  int32_t make_plan(DAPError *error) {
    return dap_mpi_plan_create(MPI_COMM_WORLD, planned_source, planned_target, &plan_options, plan_out, error);
  }
  int32_t bind(DAPError *error) {
    return dap_mpi_transfer_create(MPI_COMM_WORLD, plan, num_arrays, arrays_from.data(), arrays_to.data(), &options,
                                   &transfer, error);
  }
  void expect_untouched() const {
    for (const stored_element &each : covered) ASSERT_EQ(each.address[0], untouched);
  }
};

}  // namespace dap::mpi::testing
