// SPDX-License-Identifier: BSD-3-Clause
// π by Monte Carlo: each process draws its share of a distributed array of points, and counts those in the circle.
#include <dap/native.hpp>
#include <iostream>

// A random number in [0, 1) that depends on nothing but `counter` (the mixer of SplitMix64), so that element i is the
// same whoever owns it.
static double drawn(uint64_t counter) {
  uint64_t x = (counter + 1) * UINT64_C(0x9e3779b97f4a7c15);
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return static_cast<double>((x ^ (x >> 31)) >> 11) / static_cast<double>(UINT64_C(1) << 53);
}

static dap::native_array random_points(int64_t count, MPI_Comm comm) {
  int num_ranks = 1;
  MPI_Comm_size(comm, &num_ranks);
  DAPDim dims[2] = {dap_dim_balanced(count, num_ranks), dap_dim_whole(2)};  // [count, 2]: x and y of each point
  dap_dims_row_major(dims, 2);
  const auto divided = dap::distribution::regular(dap_distribution_describe(dims, 2, dap_comm_from_mpi(comm)));
  auto points = dap::native_array::create<double>(divided);
  points.fill<double>([](const int64_t *index) { return drawn(static_cast<uint64_t>(2 * index[0] + index[1])); });
  return points;
}

static int64_t in_the_circle(const dap::native_array &points) {
  int64_t hits = 0;
  double x = 0;
  points.visit<double>([&](const int64_t *index, double coordinate) {  // in C order: y comes right after its x
    if (index[1] == 0) {
      x = coordinate;
    } else if (x * x + coordinate * coordinate < 1) {
      ++hits;
    }
  });
  return hits;
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  int status = 0, rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  try {
    const int64_t count = 1000000;
    int64_t hits = in_the_circle(random_points(count, MPI_COMM_WORLD)), all_hits = 0;
    MPI_Allreduce(&hits, &all_hits, 1, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 0) {
      std::cout << all_hits << " of " << count << " points are in the circle: pi is about "
                << 4.0 * static_cast<double>(all_hits) / static_cast<double>(count) << "\n";
    }
  } catch (const std::exception &failure) {
    std::cerr << failure.what() << "\n";
    status = 1;
    MPI_Abort(MPI_COMM_WORLD, status);
  }
  MPI_Finalize();
  return status;
}
