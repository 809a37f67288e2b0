// SPDX-License-Identifier: BSD-3-Clause
// What both programs have to know of each other: the grid, how often they meet, and how to find one another.
#pragma once

#include <mpi.h>

#include <climits>
#include <cstdint>
#include <exception>
#include <iostream>

constexpr int64_t num_rows = 30, num_columns = 40;
constexpr int num_steps = 3;
constexpr double taken = 0.25;  // what the atmosphere takes of the ocean's temperature in a step

inline double initial_temperature(const int64_t *index) {
  return static_cast<double>(index[0] * num_columns + index[1]);
}

// A program's own processes, and the intercommunicator to those of the other program.
struct coupling {
  MPI_Comm own = MPI_COMM_NULL;
  MPI_Comm both = MPI_COMM_NULL;

  // `model`: 0 or 1. The lowest process of each program speaks for it.
  explicit coupling(int model) {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    int leaders[2] = {INT_MAX, INT_MAX};
    leaders[model] = rank;
    MPI_Allreduce(MPI_IN_PLACE, leaders, 2, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    MPI_Comm_split(MPI_COMM_WORLD, model, rank, &own);
    MPI_Intercomm_create(own, 0, MPI_COMM_WORLD, leaders[1 - model], 0, &both);
  }
  coupling(const coupling &) = delete;
  coupling &operator=(const coupling &) = delete;
  ~coupling() {
    MPI_Comm_free(&both);
    MPI_Comm_free(&own);
  }
};

// Runs a model between MPI_Init and MPI_Finalize.
template <typename Model>
int run(int argc, char **argv, Model model) {
  MPI_Init(&argc, &argv);
  try {
    model();
  } catch (const std::exception &failure) {
    std::cerr << failure.what() << "\n";
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return 0;
}
