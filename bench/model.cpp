// SPDX-License-Identifier: BSD-3-Clause
// model [FOLDER]: owners and positions of a batch of indices, beside the divisions that one writes by hand.
#include "model/batch.hpp"

#include <array>
#include <cstdio>
#include <exception>
#include <random>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "rounds.hpp"

namespace dap::bench {
namespace {

constexpr int rounds = 101;
constexpr int repeats = 50;

struct batch {
  std::array<int64_t, 4096> indices;
  std::array<int64_t, 4096> owners;
  std::array<int64_t, 4096> positions;
};

batch random_batch(int64_t size) {
  std::mt19937_64 random(1);
  batch made{};
  for (int64_t &index : made.indices) index = static_cast<int64_t>(random() % static_cast<uint64_t>(size));
  return made;
}

// What is known when the program runs, not when it is compiled.
int64_t at_run_time(int64_t number) {
  static volatile int64_t known_later;
  known_later = number;
  return known_later;
}

DAPDim dim_of_kind(uint32_t kind, int64_t size) {
  DAPDim dim{};
  dim.kind = kind;
  dim.size = at_run_time(size);
  dim.grid_size = at_run_time(6);
  return dim;
}

void divide_block(const DAPDim &dim, batch &of) {
  const int64_t block_size = dim.block_size;
  for (size_t i = 0; i < of.indices.size(); ++i) {
    of.owners[i] = of.indices[i] / block_size;
    of.positions[i] = of.indices[i] % block_size;
  }
}

void divide_cyclic(const DAPDim &dim, batch &of) {
  const int64_t block_size = dim.block_size;
  const int64_t grid_size = dim.grid_size;
  for (size_t i = 0; i < of.indices.size(); ++i) {
    const int64_t block = of.indices[i] / block_size;
    of.owners[i] = block % grid_size;
    of.positions[i] = block / grid_size * block_size + of.indices[i] % block_size;
  }
}

void one_by_one_block(const DAPDim &dim, batch &of) {
  for (size_t i = 0; i < of.indices.size(); ++i) {
    of.owners[i] = model::owner(dim, of.indices[i]).value_or(-1);
    of.positions[i] = of.indices[i] - model::owned_range(dim, of.owners[i]).start;
  }
}

void one_by_one_cyclic(const DAPDim &dim, batch &of) {
  for (size_t i = 0; i < of.indices.size(); ++i) {
    of.owners[i] = model::owner(dim, of.indices[i]).value_or(-1);
    of.positions[i] = model::cyclic::position_of(dim, of.indices[i]);
  }
}

void locate(const DAPDim &dim, batch &of) {
  model::locate(dim, of.indices, of.owners, of.positions);
}

using method = void (*)(const DAPDim &, batch &);

contender row_of(const char *name, method run, const DAPDim &dim, batch &of) {
  return {name,
          [=, &dim, &of](int n) {
            for (int i = 0; i < n; ++i) run(dim, of);
          },
          repeats};
}

void measure_blocks(const std::string &folder) {
  DAPDim fixed = dim_of_kind(DAP_KIND_BLOCK, 6 * 48);
  fixed.block_size = at_run_time(48);
  DAPDim balanced = dim_of_kind(DAP_KIND_BLOCK, 6 * 48 - 2);
  balanced.flags = DAP_DIM_BALANCED;
  const std::array<int64_t, 7> bounds{0, 48, 96, 144, 192, 240, 288};
  DAPDim irregular = dim_of_kind(DAP_KIND_BLOCK, 6 * 48);
  irregular.bounds = bounds.data();
  DAPDim huge = dim_of_kind(DAP_KIND_BLOCK, int64_t{1} << 62);
  huge.flags = DAP_DIM_BALANCED;
  batch of = random_batch(balanced.size);
  batch of_huge = random_batch(huge.size);

  report("model_block", "4096 owners and positions, blocks of 48 over 6 coordinates",
         compare({row_of("plain 64-bit division", divide_block, fixed, of),
                  row_of("one by one: owner(), owned_range()", one_by_one_block, fixed, of),
                  row_of("batch, fixed size", locate, fixed, of), row_of("batch, balanced", locate, balanced, of),
                  row_of("batch, balanced, 2^62 indices", locate, huge, of_huge),
                  row_of("batch, irregular", locate, irregular, of)},
                 0, rounds),
         0, folder);
}

void measure_cyclic(const std::string &folder) {
  DAPDim dim = dim_of_kind(DAP_KIND_CYCLIC, int64_t{1} << 62);
  dim.block_size = at_run_time(48);
  dim.first_block = dim.block_size;
  batch of = random_batch(dim.size);

  report("model_cyclic", "4096 owners and positions, 2^62 indices in cyclic blocks of 48 over 6 coordinates",
         compare({row_of("plain 64-bit divisions", divide_cyclic, dim, of),
                  row_of("one by one: owner(), position_of()", one_by_one_cyclic, dim, of),
                  row_of("batch", locate, dim, of)},
                 0, rounds),
         0, folder);
}

}  // namespace
}  // namespace dap::bench

int main(int argc, char **argv) {
  try {
    const std::string folder = argc > 1 ? argv[1] : "build/bench";
    dap::bench::measure_blocks(folder);
    dap::bench::measure_cyclic(folder);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "model: %s\n", error.what());
    return 1;
  }
  return 0;
}
