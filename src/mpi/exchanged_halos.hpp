// SPDX-License-Identifier: BSD-3-Clause
// For tests: exchanges of halos between processes, and what has to come of them, element by element.
#pragma once

#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <cstring>

#include "array/planned_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace dap::mpi::testing {

using namespace array::sample;

// What all ranks together know of the elements, by the replica and the ordinal.
class elements_of_all {
 public:
  elements_of_all(share &mine, const stored_array &array) : mine_(mine) {
    for (const DAPDim &dim : mine.dims) (dim.kind == DAP_KIND_REPLICA ? replicas_ : count_) *= place_of(dim);
    sums_.assign(static_cast<size_t>(count_ * replicas_), 0);
    owners_ = sum(array, [](const stored_element &each) { return each.halo_dims == 0 ? 1 : 0; });
  }

  [[nodiscard]] bool is_owned(const stored_element &each) const { return each.ordinal && owners_[key(each)] > 0; }
  [[nodiscard]] bool is_wanted(const stored_element &each, bool corners) const {
    return each.halo_dims > 0 && (each.halo_dims == 1 || corners) && is_owned(each);
  }
  // Of what value(element) is at every stored position of all ranks that is not exterior.
  template <typename Value>
  [[nodiscard]] std::vector<int64_t> sum(const stored_array &array, Value &&value) const {
    std::vector<int64_t> sums(sums_.size(), 0);
    for (const stored_element &each : array.elements()) {
      if (each.ordinal) sums[key(each)] += value(each);
    }
    MPI_Allreduce(MPI_IN_PLACE, sums.data(), static_cast<int>(sums.size()), MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
    return sums;
  }
  [[nodiscard]] size_t key(const stored_element &each) const {
    int64_t replica = 0;
    for (size_t d = static_cast<size_t>(mine_.distribution.ndim); d < mine_.dims.size(); ++d) {
      replica = replica * mine_.dims[d].grid_size + mine_.at(each.part, d).coordinate;
    }
    return static_cast<size_t>(replica * count_ + *each.ordinal);
  }

 private:
  static int64_t place_of(const DAPDim &dim) { return dim.kind == DAP_KIND_REPLICA ? dim.grid_size : dim.size; }

  share &mine_;
  int64_t count_ = 1;
  int64_t replicas_ = 1;
  std::vector<int64_t> sums_;
  std::vector<int64_t> owners_;
};

// Plans, binds an array to itself, and runs it so many times; the status of what failed first.
inline int32_t exchange(share &mine, DAPArray &array, const DAPHaloOptions *halos, const DAPTransferOptions *options,
                        int times, DAPError &error) {
  DAPPlan *plan = nullptr;
  int32_t status = dap_mpi_halo_plan_create(MPI_COMM_WORLD, &mine.distribution, halos, &plan, &error);
  if (status != DAP_OK) return status;
  DAPArray *both = &array;
  DAPTransfer *transfer = nullptr;
  status = dap_mpi_transfer_create(MPI_COMM_WORLD, plan, 1, &both, &both, options, &transfer, &error);
  dap_plan_release(plan);
  for (; status == DAP_OK && times > 0; --times) {
    status = dap_mpi_transfer_start(transfer, &error);
    if (status == DAP_OK) status = dap_mpi_transfer_wait(transfer, &error);
  }
  dap_mpi_transfer_destroy(transfer);
  return status;
}

constexpr char spoilt = 0x7f;  // in no byte of an element

// Halos are spoilt, and filled again twice; all else stays.
inline void expect_filled(share &mine, const memory_layout &layout, bool corners) {
  stored_array array(mine, layout, DAP_ARRAY_WRITABLE);
  const size_t item = (layout.type.bits * layout.type.lanes + 7U) / 8U;
  const elements_of_all all(mine, array);
  std::vector<std::vector<char>> expected;
  for (const stored_element &each : array.elements()) {
    expected.emplace_back(each.address, each.address + item);
    if (each.halo_dims == 0) continue;
    std::memset(each.address, spoilt, item);
    if (!all.is_wanted(each, corners)) expected.back().assign(item, spoilt);
  }
  const DAPHaloOptions halos{corners ? DAP_HALO_CORNERS : 0, {}};
  DAPError error{};
  ASSERT_EQ(exchange(mine, array.array, &halos, nullptr, 2, error), DAP_OK) << error.message;
  size_t number = 0;
  for (const stored_element &each : array.elements()) {
    ASSERT_EQ(std::memcmp(each.address, expected[number++].data(), item), 0)
        << "part " << each.part << ", halo along " << each.halo_dims << ", element " << each.ordinal.value_or(-1);
  }
}

// Halos are added to their owners, with a factor; what several own is refused.
inline void expect_added(share &mine, bool is_fortran, bool corners) {
  stored_array array(mine, {{DAP_TYPE_INT, 64, 1}, is_fortran}, DAP_ARRAY_WRITABLE);
  const elements_of_all all(mine, array);
  int64_t next = 1;
  std::vector<int64_t> before;
  for (const stored_element &each : array.elements()) {
    before.push_back(1000 * mine.distribution.comm.rank + next++);
    std::memcpy(each.address, &before.back(), sizeof(int64_t));
  }
  const std::vector<int64_t> sums = all.sum(array, [&](const stored_element &each) {
    int64_t value = 0;
    std::memcpy(&value, each.address, sizeof value);
    return all.is_wanted(each, corners) ? 3 * value : 0;
  });
  const DAPHaloOptions halos{DAP_HALO_REVERSE | (corners ? DAP_HALO_CORNERS : 0), {}};
  const DAPTransferOptions options{{3, 0}, {1, 0}, 0, 0, {}};
  DAPError error{};
  const int32_t status = exchange(mine, array.array, &halos, &options, 1, error);
  const bool overlaps = (mine.distribution.flags & DAP_FEATURE_OVERLAPPING) != 0;
  ASSERT_EQ(status, overlaps ? DAP_ERROR_UNSUPPORTED : DAP_OK) << error.message;
  size_t number = 0;
  for (const stored_element &each : array.elements()) {
    int64_t value = 0;
    std::memcpy(&value, each.address, sizeof value);
    const bool gains = !overlaps && each.halo_dims == 0;
    ASSERT_EQ(value, before[number++] + (gains ? sums[all.key(each)] : 0)) << "part " << each.part;
  }
}

}  // namespace dap::mpi::testing
