// SPDX-License-Identifier: BSD-3-Clause
// Random pairs of arrays of elements of any type, the same on all ranks, in messages between processes.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <cstring>

#include "array/random_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

constexpr char untouched = 0x7f;

memory_layout draw_layout(world_drawer &drawer, DAPType type) {
  return {type, drawer.toss(), drawer.toss()};
}

DAPType draw_type(world_drawer &drawer) {
  static const DAPType types[] = {{DAP_TYPE_FLOAT, 64, 1},    {DAP_TYPE_INT, 8, 1},    {DAP_TYPE_UINT, 16, 1},
                                  {DAP_TYPE_COMPLEX, 128, 1}, {DAP_TYPE_FLOAT, 32, 3}, {DAP_TYPE_INT, 8, 5}};
  return types[drawer.draw(0, 5)];
}

// What all that own an element have in its bytes, by its ordinal in the source.
char byte_of(int64_t ordinal, size_t k) {
  return static_cast<char>((ordinal * 31 + static_cast<int64_t>(k) * 7 + 1) & 0x7f);
}

// One transfer between two worlds, this rank's part of it.
struct one_transfer {
  world sources;
  world targets;
  std::vector<int32_t> target_dims;
  DAPType type;

  one_transfer(world_drawer &drawer, int32_t num_ranks) {
    const index_list sizes = drawer.shape();
    index_list turned(sizes.size());
    for (const int64_t d : drawer.order(static_cast<int64_t>(sizes.size()))) {
      turned[static_cast<size_t>(d)] = sizes[target_dims.size()];
      target_dims.push_back(static_cast<int32_t>(d));
    }
    sources = world_of(drawer.valid(num_ranks, sizes));
    targets = world_of(drawer.valid(num_ranks, turned));
    type = draw_type(drawer);
  }

  [[nodiscard]] share &source() const { return *sources[static_cast<size_t>(world_rank())]; }
  [[nodiscard]] share &target() const { return *targets[static_cast<size_t>(world_rank())]; }

  // The ordinal in the source of an element that is stored in the target.
  [[nodiscard]] int64_t source_ordinal(int64_t ordinal) const {
    std::vector<int64_t> index(target_dims.size());
    for (size_t d = index.size(); d-- > 0;) {
      const int64_t size = target().dims[d].size;
      index[d] = ordinal % size;
      ordinal /= size;
    }
    int64_t turned = 0;
    for (size_t axis = 0; axis < index.size(); ++axis) {
      turned = turned * source().dims[axis].size + index[static_cast<size_t>(target_dims[axis])];
    }
    return turned;
  }

  // Twice, with other values in between.
  void run(world_drawer &drawer, uint64_t seed) {
    stored_array from(source(), draw_layout(drawer, type));
    stored_array to(target(), draw_layout(drawer, type), DAP_ARRAY_WRITABLE);
    const size_t item = (type.bits * type.lanes + 7U) / 8U;
    DAPArray *source_array = &from.array;
    DAPArray *target_array = &to.array;
    DAPError error{};
    const DAPPlanOptions options{target_dims.data(), 0, {}};
    DAPPlan *plan = nullptr;
    ASSERT_EQ(
        dap_mpi_plan_create(MPI_COMM_WORLD, &source().distribution, &target().distribution, &options, &plan, &error),
        DAP_OK)
        << error.message;
    DAPTransfer *transfer = nullptr;
    ASSERT_EQ(
        dap_mpi_transfer_create(MPI_COMM_WORLD, plan, 1, &source_array, &target_array, nullptr, &transfer, &error),
        DAP_OK)
        << error.message;
    dap_plan_release(plan);
    for (int again = 0; again < 2; ++again) {
      for (const stored_element &each : to.elements()) std::memset(each.address, untouched, item);
      ASSERT_EQ(dap_mpi_transfer_start(transfer, &error), DAP_OK) << error.message;
      ASSERT_EQ(dap_mpi_transfer_wait(transfer, &error), DAP_OK) << error.message;
      check(to, item, seed);
    }
    dap_mpi_transfer_destroy(transfer);
  }

  void check(const stored_array &to, size_t item, uint64_t seed) const {
    for (const stored_element &each : to.elements()) {
      for (size_t k = 0; k < item; ++k) {
        const bool arrives = each.halo_dims == 0;
        const char expected = arrives ? byte_of(source_ordinal(*each.ordinal), k) : untouched;
        ASSERT_EQ(each.address[k], expected) << "seed " << seed << ", rank " << world_rank() << ", byte " << k;
      }
    }
  }
};

TEST(TransferTypes, ArriveByteByByte) {
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    world_drawer drawer(seed);
    one_transfer moved(drawer, world_size());
    moved.run(drawer, seed);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
