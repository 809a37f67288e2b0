// SPDX-License-Identifier: BSD-3-Clause
// The diffusion step on small globes: exact eigenmodes, the mean, wrap-around and the caller's memory.
#include "diffusion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "eigenmode.hpp"
#include "statistics.hpp"

namespace dap::relief {
namespace {

class Diffusion : public testing::Test {
 protected:
  static void SetUpTestSuite() { check_petsc(PetscInitializeNoArguments()); }
  static void TearDownTestSuite() { check_petsc(PetscFinalize()); }

  Diffusion() {
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
  }
  process_grid grid(std::int64_t rows, std::int64_t columns) const { return make_process_grid(rows, columns, size); }
  petsc_vec vector_around(const process_grid &division, std::vector<double> &memory) const {
    petsc_vec result;
    check_petsc(VecCreateMPIWithArray(comm, 1, static_cast<PetscInt>(memory.size()),
                                      static_cast<PetscInt>(division.num_rows() * division.num_columns()),
                                      memory.data(), result.out()));
    return result;
  }

  MPI_Comm comm = MPI_COMM_WORLD;
  int rank = 0;
  int size = 0;
};

/** One at (row, column), zero elsewhere. */
std::vector<double> spike(const block &part, std::int64_t row, std::int64_t column) {
  std::vector<double> values(static_cast<std::size_t>(part.num_elements()), 0.0);
  const std::int64_t local_row = row - part.first_row;
  const std::int64_t local_column = column - part.first_column;
  if (local_row >= 0 && local_row < part.num_rows && local_column >= 0 && local_column < part.num_columns) {
    values[static_cast<std::size_t>(local_row * part.num_columns + local_column)] = 1.0;
  }
  return values;
}

/** Sum over the ranks of the value at (row, column), which one of them has. */
double value_at(MPI_Comm comm, const block &part, const std::vector<double> &values, std::int64_t row,
                std::int64_t column) {
  const std::vector<double> mask = spike(part, row, column);
  double sum = 0;
  for (std::size_t i = 0; i < mask.size(); ++i) sum += mask[i] * values[i];
  MPI_Allreduce(MPI_IN_PLACE, &sum, 1, MPI_DOUBLE, MPI_SUM, comm);
  return sum;
}

TEST_F(Diffusion, DampsEigenmodesByTheExactFactor) {
  const process_grid division = grid(13, 20);
  for (const eigenmode mode : {eigenmode{0, 0}, eigenmode{1, 0}, eigenmode{0, 3}, eigenmode{4, 7}, eigenmode{12, 10}}) {
    diffusion step(comm, division, 2.5, 1e-12);

    const eigenmode_report report = eigenmode_check(step, mode);

    EXPECT_LT(report.error, 1e-9) << "mode " << mode.down << ", " << mode.across;
  }
}

TEST_F(Diffusion, KeepsTheMean) {
  const process_grid division = grid(11, 14);
  const block part = division.block_of(rank);
  std::vector<double> before = spike(part, 10, 13);
  std::vector<double> after(before.size());
  const petsc_vec b = vector_around(division, before);
  const petsc_vec u = vector_around(division, after);
  diffusion step(comm, division, 200, 1e-12);

  step.solve(b.get(), u.get());

  const double mean_before = measure(comm, before.data(), part.num_elements()).mean;
  EXPECT_NEAR(measure(comm, after.data(), part.num_elements()).mean, mean_before, 1e-12);
}

TEST_F(Diffusion, SpreadsAcrossZeroLongitudeAsItDoesElsewhereButNotOverThePoles) {
  const process_grid division = grid(9, 12);
  const block part = division.block_of(rank);
  std::vector<double> before = spike(part, 0, 0);
  std::vector<double> after(before.size());
  const petsc_vec b = vector_around(division, before);
  const petsc_vec u = vector_around(division, after);
  diffusion step(comm, division, 1.0, 1e-13);

  step.solve(b.get(), u.get());

  const double west = value_at(comm, part, after, 0, 11);
  EXPECT_GT(west, 0.01);
  EXPECT_NEAR(west, value_at(comm, part, after, 0, 1), 1e-12);
  EXPECT_LT(value_at(comm, part, after, 8, 6), west / 100);
}

TEST_F(Diffusion, LeavesTheSolutionInTheCallersMemory) {
  const process_grid division = grid(8, 8);
  const block part = division.block_of(rank);
  std::vector<double> before(static_cast<std::size_t>(part.num_elements()), 3.0);
  std::vector<double> after(before.size(), -1.0);
  const petsc_vec b = vector_around(division, before);
  const petsc_vec u = vector_around(division, after);
  diffusion step(comm, division, 7.0, 1e-12);

  const solve_report report = step.solve(b.get(), u.get());

  EXPECT_LE(report.relative_residual, 1e-11);
  for (const double value : after) EXPECT_NEAR(value, 3.0, 1e-10);
}

TEST_F(Diffusion, RefusesToSolveIntoItsRightHandSide) {
  const process_grid division = grid(8, 8);
  std::vector<double> memory(static_cast<std::size_t>(division.block_of(rank).num_elements()), 1.0);
  const petsc_vec b = vector_around(division, memory);
  diffusion step(comm, division, 1.0);

  EXPECT_THROW(step.solve(b.get(), b.get()), std::invalid_argument);
}

}  // namespace
}  // namespace dap::relief
