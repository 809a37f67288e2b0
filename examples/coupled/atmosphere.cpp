// SPDX-License-Identifier: BSD-3-Clause
// The atmosphere: blocks of the grid that are dealt in turn to processes of its own, as ScaLAPACK's are. In every step
// it gets the ocean's temperature, and gives back the heat that it takes.
#include <dap/native.hpp>

#include "coupling.hpp"

static DAPDim dealt(int64_t size, int64_t grid_size, int64_t block_size) {
  DAPDim dim = dap_dim_fixed_block(size, grid_size, block_size);
  dim.kind = DAP_KIND_CYCLIC;
  dim.first_block = block_size;
  return dim;
}

// What a coordinate gets along a dimension.
static DAPLocalDim share_of(const DAPDim &dim, int64_t coordinate) {
  DAPLocalDim mine{};
  mine.coordinate = coordinate;
  mine.start = coordinate * dim.block_size;
  for (int64_t index = 0; index < dim.size; ++index) {
    if (index / dim.block_size % dim.grid_size == coordinate) ++mine.num_owned;
  }
  return mine;
}

static dap::distribution dealt_blocks(MPI_Comm comm) {
  int size = 1, rank = 0, grid[2] = {0, 0};
  MPI_Comm_size(comm, &size);
  MPI_Comm_rank(comm, &rank);
  MPI_Dims_create(size, 2, grid);
  DAPDim dims[2] = {dealt(num_rows, grid[0], 4), dealt(num_columns, grid[1], 3)};
  dap_dims_row_major(dims, 2);
  const DAPLocalDim mine[2] = {share_of(dims[0], rank / grid[1]), share_of(dims[1], rank % grid[1])};
  DAPDistribution description = dap_distribution_describe(dims, 2, dap_comm_from_mpi(comm));
  description.num_parts = 1;
  description.local = mine;
  return dap::distribution::create(description);
}

static void atmosphere() {
  const coupling with(1);
  const dap::distribution divided = dealt_blocks(with.own);
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
