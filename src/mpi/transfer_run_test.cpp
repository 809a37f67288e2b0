// SPDX-License-Identifier: BSD-3-Clause
// Random pairs of arrays, the same on all ranks, in messages between processes.
#include <gtest/gtest.h>

#include <cstring>

#include "array/random_worlds.hpp"
#include "mpi/mpi_assembly.hpp"
#include "mpi/stored_world.hpp"
#include "mpi/transfer_run.hpp"
#include "testing/mpi_environment.hpp"
#include "transfer/resolve.hpp"

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
  dap::transfer::asker asking{};

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

  void resolve() {
    asking = {&source().distribution, &target().distribution, target_dims, {}, {}};
    dap::mpi::mpi_assembly all;
    DAPError error{};
    ASSERT_EQ(all.begin(MPI_COMM_WORLD, &error), DAP_OK) << error.message;
    const auto find = [](void *context, int32_t) -> dap::transfer::asker & {
      return *static_cast<dap::transfer::asker *>(context);
    };
    const int32_t status = dap::transfer::resolve(all, {find, &asking}, &error);
    ASSERT_EQ(status, DAP_OK) << error.message;
  }

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
    const dap::transfer::pairing both{source().distribution, target().distribution, target_dims,
                                      asking.known_source,   asking.known_target,   true};
    const auto giving = dap::transfer::plan_giving(both);
    const auto getting = dap::transfer::plan_getting(both);
    dap::mpi::transfer_run running(giving, getting, target_dims, {{&from.array, &to.array, item}});
    ASSERT_TRUE(running.reserve());
    DAPError error{};
    ASSERT_EQ(running.begin(MPI_COMM_WORLD, &error), DAP_OK) << error.message;
    for (int again = 0; again < 2; ++again) {
      for (const stored_element &each : to.elements()) std::memset(each.address, untouched, item);
      running.start(false);
      ASSERT_EQ(running.wait(&error), DAP_OK) << error.message;
      check(to, item, seed);
    }
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

TEST(TransferRuns, BringEveryElementToAllItsOwners) {
  for (uint64_t seed = 1; seed <= 100; ++seed) {
    world_drawer drawer(seed);
    one_transfer moved(drawer, world_size());
    moved.resolve();
    moved.run(drawer, seed);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
