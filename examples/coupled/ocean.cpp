// SPDX-License-Identifier: BSD-3-Clause
// The ocean: blocks of the grid, over a grid of its processes. In every step it gives its temperature to the
// atmosphere, gets the heat that this takes, and cools.
#include <cmath>
#include <dap/native.hpp>

#include "coupling.hpp"

static dap::distribution blocks(MPI_Comm comm) {
  int size = 1, grid[2] = {0, 0};
  MPI_Comm_size(comm, &size);
  MPI_Dims_create(size, 2, grid);
  DAPDim dims[2] = {dap_dim_balanced(num_rows, grid[0]), dap_dim_balanced(num_columns, grid[1])};
  dap_dims_row_major(dims, 2);
  return dap::distribution::regular(dap_distribution_describe(dims, 2, dap_comm_from_mpi(comm)));
}

static void cool(dap::native_array &temperature, const dap::native_array &heat) {
  const dap::native_opening opened(temperature, DAP_ACCESS_WRITE);
  heat.visit<double>([&](const int64_t *index, double lost) {
    const std::vector<int64_t> at{index[0], index[1]};
    temperature.set(at, temperature.get<double>(at) - lost);
  });
}

// The sum over all processes. `wrong`: how many of all values are not what they must be after some steps.
static double check(const dap::native_array &temperature, int steps, MPI_Comm comm, int64_t &wrong) {
  double sum = 0;
  wrong = 0;
  temperature.visit<double>([&](const int64_t *index, double value) {
    sum += value;
    if (value != initial_temperature(index) * std::pow(1 - taken, steps)) ++wrong;
  });
  MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM, comm);
  MPI_Allreduce(MPI_IN_PLACE, &wrong, 1, MPI_INT64_T, MPI_SUM, comm);
  return sum;
}

static void ocean() {
  const coupling with(0);
  const dap::distribution divided = blocks(with.own);
  auto temperature = dap::native_array::create<double>(divided), heat = dap::native_array::create<double>(divided);
  temperature.fill<double>(initial_temperature);
  dap::array shared_temperature = temperature.share(), shared_heat = heat.share();

  // The atmosphere makes the same two plans and transfers, with its own ends of them.
  const dap::plan up = dap::mpi_plan_between(with.both, divided.get(), nullptr);
  const dap::plan down = dap::mpi_plan_between(with.both, nullptr, divided.get());
  dap::transfer give(with.both, up, shared_temperature.get(), nullptr);
  dap::transfer get(with.both, down, nullptr, shared_heat.get());

  int rank = 0;
  MPI_Comm_rank(with.own, &rank);
  for (int step = 1; step <= num_steps; ++step) {
    give.start();
    give.wait();
    get.start();
    get.wait();
    cool(temperature, heat);
    int64_t wrong = 0;
    const double sum = check(temperature, step, with.own, wrong);
    if (rank == 0) {
      std::cout << "step " << step << ": the ocean has " << sum << ", and " << wrong << " of " << num_rows * num_columns
                << " values are wrong\n";
    }
  }
}

int main(int argc, char **argv) {
  std::cout.precision(12);
  return run(argc, argv, ocean);
}
