// SPDX-License-Identifier: BSD-3-Clause
// The atmosphere: whole rows of the grid, over processes of its own. In every step it gets the ocean's temperature, and
// gives back the heat that it takes.
#include <dap/native.hpp>

#include "coupling.hpp"

static dap::distribution rows(MPI_Comm comm) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  DAPDim dims[2] = {dap_dim_balanced(num_rows, size), dap_dim_whole(num_columns)};
  dap_dims_row_major(dims, 2);
  return dap::distribution::regular(dap_distribution_describe(dims, 2, dap_comm_from_mpi(comm)));
}

static void atmosphere() {
  const coupling with(1);
  const dap::distribution divided = rows(with.own);
  auto surface = dap::native_array::create<double>(divided), heat = dap::native_array::create<double>(divided);
  dap::array shared_surface = surface.share(), shared_heat = heat.share();

  const dap::plan up = dap::mpi_plan_between(with.both, nullptr, divided.get());
  const dap::plan down = dap::mpi_plan_between(with.both, divided.get(), nullptr);
  dap::transfer get(with.both, up, nullptr, shared_surface.get());
  dap::transfer give(with.both, down, shared_heat.get(), nullptr);

  for (int step = 1; step <= num_steps; ++step) {
    get.start();
    get.wait();
    heat.fill<double>([&](const int64_t *index) { return taken * surface.get<double>({index[0], index[1]}); });
    give.start();
    give.wait();
  }
}

int main(int argc, char **argv) {
  return run(argc, argv, atmosphere);
}
