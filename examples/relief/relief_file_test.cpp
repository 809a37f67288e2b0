// SPDX-License-Identifier: BSD-3-Clause
// What is written in blocks is read back in other blocks, and errors are reported on all ranks.
#include "relief_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "gather.hpp"

namespace dap::relief {
namespace {

double value_at(std::int64_t row, std::int64_t column) {
  return 100.0 * static_cast<double>(row) + static_cast<double>(column);
}

std::vector<double> values_of(const block &part, double factor) {
  std::vector<double> values;
  for (std::int64_t row = 0; row < part.num_rows; ++row) {
    for (std::int64_t column = 0; column < part.num_columns; ++column) {
      values.push_back(factor * value_at(part.first_row + row, part.first_column + column));
    }
  }
  return values;
}

class ReliefFile : public testing::Test {
 protected:
  ReliefFile() {
    MPI_Comm_rank(comm, &rank);
    MPI_Comm_size(comm, &size);
    int process = static_cast<int>(getpid());
    MPI_Bcast(&process, 1, MPI_INT, 0, comm);
    path = testing::TempDir() + "relief_file_test_" + std::to_string(process) + ".nc";
  }
  ~ReliefFile() override {
    MPI_Barrier(comm);
    if (rank == 0) std::remove(path.c_str());
  }
  void write(const process_grid &grid) const {
    const block part = grid.block_of(rank);
    write_fields(comm, path, grid, part, values_of(part, 1).data(), values_of(part, -2).data());
  }

  MPI_Comm comm = MPI_COMM_WORLD;
  int rank = 0;
  int size = 0;
  std::string path;
};

TEST_F(ReliefFile, IsReadBackInTheBlocksItWasWrittenIn) {
  const process_grid grid = make_process_grid(7, 10, size);
  const block part = grid.block_of(rank);
  write(grid);

  std::vector<double> before(static_cast<std::size_t>(part.num_elements()));
  std::vector<double> after(before.size());
  read_field(comm, path, "before", part, before.data());
  read_field(comm, path, "after", part, after.data());

  EXPECT_EQ(before, values_of(part, 1));
  EXPECT_EQ(after, values_of(part, -2));
}

TEST_F(ReliefFile, IsReadInOtherBlocksThanItWasWrittenIn) {
  write(make_process_grid(7, 10, size));
  const process_grid rows{balanced_bounds(7, size), {0, 10}};
  const block part = rows.block_of(rank);

  std::vector<double> before(static_cast<std::size_t>(part.num_elements()));
  read_field(comm, path, "before", part, before.data());

  EXPECT_EQ(before, values_of(part, 1));
}

TEST_F(ReliefFile, TellsItsExtents) {
  write(make_process_grid(7, 10, size));

  const field_facts extents = inquire_field(comm, path, "after");

  EXPECT_EQ(extents.num_rows, 7);
  EXPECT_EQ(extents.num_columns, 10);
}

TEST_F(ReliefFile, ElevationsAreInMetres) {
  write(make_process_grid(7, 10, size));
  EXPECT_EQ(inquire_field(comm, path, "before").units, "m");
  EXPECT_EQ(inquire_field(comm, path, "after").units, "m");

  for (const char *metres : {"m", "meters", "METERS", "metre"}) EXPECT_NO_THROW(expect_metres(metres)) << metres;
  for (const char *others : {"", "feet", "km", "m "}) EXPECT_THROW(expect_metres(others), std::runtime_error) << others;
}

TEST_F(ReliefFile, IsRefusedWithoutTheFileTheVariableOrTwoDimensions) {
  write(make_process_grid(7, 10, size));

  EXPECT_THROW(inquire_field(comm, path + ".absent", "before"), std::runtime_error);
  EXPECT_THROW(inquire_field(comm, path, "ROSE"), std::runtime_error);
  EXPECT_THROW(inquire_field(comm, path, "lat"), std::runtime_error);
}

TEST_F(ReliefFile, BlocksAreGatheredIntoTheWholeFieldOnTheFirstRank) {
  const process_grid grid = make_process_grid(7, 10, size);

  const std::vector<double> whole = gather(comm, grid, values_of(grid.block_of(rank), 1).data());

  EXPECT_EQ(whole, rank == 0 ? values_of({0, 0, 7, 10}, 1) : std::vector<double>());
}

}  // namespace
}  // namespace dap::relief
