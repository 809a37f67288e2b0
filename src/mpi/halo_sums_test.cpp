// SPDX-License-Identifier: BSD-3-Clause
// Sums of floating-point numbers depend on their order: what halos are added to comes out alike, bit for bit, whoever
// is late.
#include <chrono>
#include <cmath>
#include <cstring>
#include <random>
#include <thread>

#include "array/planned_worlds.hpp"
#include "mpi/bound_plan.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

// Everybody has a halo of all elements, so that each owner gets something from all ranks.
plan shared_line(int32_t ranks) {
  planned_dim line = known(dap_dim_balanced(4 * ranks, ranks));
  line.dim.flags |= DAP_DIM_HALO_LIST;
  line.halos.assign(static_cast<size_t>(ranks), every(0, 1, 4 * ranks));
  return rows_of(ranks, line);
}

// Of either sign, and so far apart that hardly any sum is exact.
void write_numbers(const stored_array &array) {
  std::mt19937_64 random(static_cast<uint64_t>(world_rank()));
  std::uniform_real_distribution<double> mantissas(-1, 1);
  std::uniform_int_distribution<int> exponents(-60, 60);
  for (const stored_element &each : array.elements()) {
    const double mantissa = mantissas(random);
    const double value = std::ldexp(mantissa, exponents(random));
    std::memcpy(each.address, &value, sizeof value);
  }
}

std::vector<uint64_t> bits_of(const stored_array &array) {
  std::vector<uint64_t> bits;
  for (const stored_element &each : array.elements()) std::memcpy(&bits.emplace_back(), each.address, sizeof(uint64_t));
  return bits;
}

// One rank after the other is late, then everybody by chance.
void delay(int round) {
  std::mt19937_64 random(static_cast<uint64_t>(round * world_size() + world_rank()));
  const int chance = std::uniform_int_distribution<int>(0, 2)(random);
  const int milliseconds = round >= world_size() ? chance : (world_rank() == round ? 2 : 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

TEST(HaloSums, AreAlikeBitForBit) {
  const world all = world_of(shared_line(world_size()));
  share &mine = *all[static_cast<size_t>(world_rank())];
  stored_array array(mine, {}, DAP_ARRAY_WRITABLE);
  const DAPHaloOptions halos{DAP_HALO_REVERSE, {}};
  const DAPTransferOptions adds{{1, 0}, {1, 0}, 0, 0, {}};
  DAPPlan *plan = nullptr;
  DAPError error{};
  ASSERT_EQ(dap_mpi_halo_plan_create(MPI_COMM_WORLD, &mine.distribution, &halos, &plan, &error), DAP_OK)
      << error.message;
  dap::mpi::testing::bound_plan adding(plan, array.array, array.array, &adds);
  write_numbers(array);
  adding.run();
  const std::vector<uint64_t> first = bits_of(array);
  int others = 0;
  for (int round = 0; round < 30; ++round) {
    write_numbers(array);
    MPI_Barrier(MPI_COMM_WORLD);
    delay(round);
    adding.run();
    if (bits_of(array) != first) ++others;
  }
  EXPECT_EQ(others, 0);
}

}  // namespace
