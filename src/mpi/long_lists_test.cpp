// SPDX-License-Identifier: BSD-3-Clause
// Lists of thousands of indices in every form, to and from all kinds of one dimension: every element tells by its value
// which index it is.
#include <dap/distribution.h>
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "testing/mpi_environment.hpp"

namespace {

using dap::testing::world_rank;
using dap::testing::world_size;

constexpr int64_t base = -1000;

// Lists have as many indices, or runs of up to nine.
enum class form { block, cyclic, shorts, longs, sorted, runs };
constexpr form forms[] = {form::block, form::cyclic, form::shorts, form::longs, form::sorted, form::runs};

// In no order; the same on all ranks. Hands of different length, and the last one is empty.
std::vector<int64_t> dealt(int64_t size, uint64_t seed, int64_t coordinate) {
  std::vector<int64_t> all(static_cast<size_t>(size));
  std::iota(all.begin(), all.end(), base);
  std::shuffle(all.begin(), all.end(), std::mt19937_64(seed));
  const int64_t hands = std::max(world_size() - 1, 1);
  const auto border = [&](int64_t hand) {
    return all.begin() + size * std::min(hand * hand, hands * hands) / (hands * hands);
  };
  return {border(coordinate), border(coordinate + 1)};
}

// One rank's part: its indices in the order of storage, and a value for each.
struct line {
  DAPDim dim{};
  DAPLocalDim local{};
  DAPDistribution distribution{};
  std::vector<int64_t> indices;
  std::vector<int32_t> shorts;
  std::vector<int64_t> pairs;
  std::vector<double> values;
  int64_t shape = 0;
  int64_t stride = 1;
  DAPPart part{};
  DAPArray array{};

  line(form of, int64_t size, uint64_t seed) {
    local.coordinate = world_rank();
    divide(of, size, seed);
    dim.rank_stride = 1;
    dim.index_base = base;
    local.num_owned = static_cast<int64_t>(indices.size());
    describe();
  }
  line(const line &) = delete;
  line &operator=(const line &) = delete;

 private:
  void divide(form of, int64_t size, uint64_t seed) {
    const int32_t ranks = world_size();
    if (of == form::block) {
      dim = dap_dim_fixed_block(size, ranks, (size + ranks - 1) / ranks);
      const int64_t each = (size + ranks - 1) / ranks;
      local.start = std::min(size, each * world_rank());
      for (int64_t i = local.start; i < std::min(size, local.start + each); ++i) indices.push_back(base + i);
    } else if (of == form::cyclic) {
      dim.kind = DAP_KIND_CYCLIC;
      dim.size = size;
      dim.grid_size = ranks;
      dim.block_size = dim.first_block = 3;
      distribution.flags = DAP_FEATURE_CYCLIC;
      for (int64_t i = 0; i < size; ++i) {
        if (i / 3 % ranks == world_rank()) indices.push_back(base + i);
      }
      local.start = indices.empty() ? 0 : indices.front() - base;
    } else {
      dim = dap_dim_unstructured(size, ranks, 0);
      distribution.flags = DAP_FEATURE_UNSTRUCTURED;
      of == form::runs ? deal_runs(size, seed) : deal(of, size, seed);
      local.num_indices = static_cast<int64_t>(indices.size());
    }
  }

  void deal(form of, int64_t size, uint64_t seed) {
    indices = dealt(size, seed, world_rank());
    if (of == form::sorted) std::sort(indices.begin(), indices.end());
    if (indices.empty()) return;
    shorts.assign(indices.begin(), indices.end());
    local.index_form = of == form::shorts ? DAP_INDEX_INT32 : DAP_INDEX_INT64;
    local.indices = of == form::shorts ? static_cast<const void *>(shorts.data()) : indices.data();
  }

  // Pieces of nine indices are dealt.
  void deal_runs(int64_t size, uint64_t seed) {
    constexpr int64_t length = 9;
    for (const int64_t piece : dealt((size + length - 1) / length, seed, world_rank())) {
      const int64_t first = (piece - base) * length;
      const int64_t count = std::min(length, size - first);
      pairs.insert(pairs.end(), {base + first, count});
      for (int64_t i = 0; i < count; ++i) indices.push_back(base + first + i);
    }
    if (pairs.empty()) return;
    local.index_form = DAP_INDEX_RUNS;
    local.num_runs = static_cast<int64_t>(pairs.size() / 2);
    local.indices = pairs.data();
  }

  void describe() {
    static const char identities = 0;
    static uint64_t last_id = 0;
    distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    distribution.id_space = &identities;
    distribution.id = ++last_id;
    distribution.ndim = 1;
    distribution.dims = &dim;
    distribution.points_per_rank = 1;
    distribution.comm = dap_comm_from_mpi(MPI_COMM_WORLD);
    distribution.num_parts = 1;
    distribution.local = &local;
    values.assign(indices.begin(), indices.end());
    shape = static_cast<int64_t>(values.size());
    part.buffer = {values.data(), DAP_DEVICE_CPU, 0, 1, DAP_TYPE_FLOAT, 64, 1, &shape, &stride, 0};
    array.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    array.release = [](DAPArray *self) { self->release = nullptr; };
    array.flags = distribution.flags | DAP_ARRAY_WRITABLE;
    array.distribution = &distribution;
    array.parts = &part;
    array.type_code = DAP_TYPE_FLOAT;
    array.type_bits = 64;
    array.type_lanes = 1;
  }
};

void expect_moved(int64_t size, form from, form to) {
  SCOPED_TRACE(std::to_string(size) + " indices, from form " + std::to_string(static_cast<int>(from)) + " to " +
               std::to_string(static_cast<int>(to)));
  line source(from, size, 1);
  line target(to, size, 2);
  std::fill(target.values.begin(), target.values.end(), 0.5);
  DAPError error{};
  ASSERT_EQ(dap_mpi_redistribute(MPI_COMM_WORLD, &source.array, &target.array, nullptr, nullptr, &error), DAP_OK)
      << error.message;
  EXPECT_TRUE(std::equal(target.indices.begin(), target.indices.end(), target.values.begin()));
}

// Sizes on both sides of what one process sorts by comparing, and of what homes count with 8 bits.
TEST(LongLists, GoAnywhere) {
  for (const int64_t size : {1, 300, 5003}) {
    for (const form from : forms) {
      for (const form to : forms) expect_moved(size, from, to);
    }
  }
}

// More than homes count with 16 bits.
TEST(LongLists, GoInWiderWords) {
  const int64_t size = int64_t{66001} * world_size();
  expect_moved(size, form::block, form::shorts);
  expect_moved(size, form::longs, form::runs);
}

}  // namespace
