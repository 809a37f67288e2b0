// SPDX-License-Identifier: BSD-3-Clause
// Arrays, messages and pieces of more than 2^31 bytes, and of more than 2^31 elements. On two ranks, 9 GiB of memory.
#include <gtest/gtest.h>

#include <algorithm>
#include <dap/mpi.hpp>
#include <vector>

#include "mpi/large_array.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using dap::testing::large_array;
using dap::testing::memory_order;
using dap::testing::world_rank;

constexpr int64_t many_bytes = (int64_t{1} << 31) + 5;
constexpr int64_t many_words = (int64_t{1} << 28) + 3;

DAPDistribution described(std::vector<DAPDim> &dims) {
  const auto ndim = static_cast<int32_t>(dims.size());
  dap_dims_row_major(dims.data(), ndim);
  return dap_distribution_describe(dims.data(), ndim, dap_comm_from_mpi(MPI_COMM_WORLD));
}

dap::distribution blocks(std::vector<DAPDim> dims) {
  return dap::distribution::regular(described(dims));
}

dap::distribution all_on(int rank, const std::vector<int64_t> &sizes) {
  const std::vector<int64_t> bounds{0, rank == 0 ? sizes[0] : 0, sizes[0]};
  std::vector<DAPDim> dims{dap_dim_irregular(bounds.data(), 2)};
  for (size_t d = 1; d < sizes.size(); ++d) dims.push_back(dap_dim_whole(sizes[d]));
  return blocks(dims);
}

dap::distribution dealt_out(int64_t size, int64_t block_size) {
  std::vector<DAPDim> dims{dap_dim_fixed_block(size, 2, block_size)};
  dims[0].kind = DAP_KIND_CYCLIC;
  dims[0].first_block = block_size;
  DAPDistribution made = described(dims);
  const int64_t rounds = size / (2 * block_size);
  const int64_t rest = size - rounds * 2 * block_size - world_rank() * block_size;
  DAPLocalDim local{};
  local.coordinate = world_rank();
  local.start = world_rank() * block_size;
  local.num_owned = rounds * block_size + std::clamp(rest, int64_t{0}, block_size);
  made.num_parts = 1;
  made.local = &local;
  return dap::distribution::create(made);
}

// Returns what this rank moved.
template <typename T>
DAPPlanCounts move_all(const dap::distribution &from, const dap::distribution &to,
                       memory_order order_of_source = memory_order::c, memory_order order_of_target = memory_order::c) {
  large_array<T> source(from, order_of_source);
  large_array<T> target(to, order_of_target);
  source.fill();
  const dap::plan plan(*from.get(), *to.get());
  {
    dap::transfer transfer(MPI_COMM_WORLD, plan, source.shared, target.shared);
    transfer.start();
    transfer.wait();
  }
  target.expect_filled();
  return plan.count();
}

TEST(LargeTransfers, TakeMessagesOfMoreThan2To31Bytes) {
  for (const int giver : {0, 1}) {
    const DAPPlanCounts counts = move_all<int64_t>(all_on(giver, {many_words}), all_on(1 - giver, {many_words}));
    EXPECT_EQ(counts.elements_given, world_rank() == giver ? many_words : 0);
    EXPECT_EQ(counts.ranks_given, world_rank() == giver ? 1 : 0);
  }
}

TEST(LargeTransfers, TakePiecesOfMoreThan2To31Elements) {
  for (const int giver : {0, 1}) {
    const DAPPlanCounts counts = move_all<int8_t>(all_on(giver, {many_bytes}), all_on(1 - giver, {many_bytes}),
                                                  memory_order::backwards, memory_order::c);
    EXPECT_EQ(counts.elements_given, world_rank() == giver ? many_bytes : 0);
  }
}

TEST(LargeTransfers, TransposeMoreThan2To31Elements) {
  constexpr int64_t rows = 46349;
  constexpr int64_t columns = 46337;
  static_assert(rows * columns > int64_t{1} << 31);
  move_all<int8_t>(all_on(0, {rows, columns}), all_on(1, {rows, columns}), memory_order::c, memory_order::fortran);
}

TEST(LargeTransfers, KeepMoreThan2To31ElementsOnTheirRank) {
  const DAPPlanCounts counts =
      move_all<int8_t>(all_on(1, {many_bytes}), all_on(1, {many_bytes}), memory_order::c, memory_order::backwards);
  EXPECT_EQ(counts.elements_kept, world_rank() == 1 ? many_bytes : 0);
}

TEST(LargeTransfers, DealMoreThan2To31ElementsOut) {
  move_all<int8_t>(blocks({dap_dim_balanced(many_bytes, 2)}), dealt_out(many_bytes, 1));
  move_all<int8_t>(dealt_out(many_bytes, 3), all_on(0, {many_bytes}));
}

TEST(LargeTransfers, DealMoreThan2To31BytesOut) {
  move_all<int64_t>(blocks({dap_dim_balanced(many_words, 2)}), dealt_out(many_words, 3));
  move_all<int64_t>(dealt_out(many_words, 1), dealt_out(many_words, 64));
}

}  // namespace
