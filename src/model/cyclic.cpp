// SPDX-License-Identifier: BSD-3-Clause
// Cyclic dimensions: blocks 0, 1, 2, … of the index space, dealt out to the coordinates in turn.
#include "model/cyclic.hpp"

#include <algorithm>

namespace dap::model::cyclic {

int64_t num_blocks(const DAPDim &dim) noexcept {
  if (dim.size < 1) return 0;
  if (dim.size <= dim.first_block) return 1;
  return 2 + (dim.size - dim.first_block - 1) / dim.block_size;
}

range block_range(const DAPDim &dim, int64_t block) noexcept {
  if (block == 0) return {0, std::min(dim.first_block, dim.size)};
  const int64_t start = dim.first_block + (block - 1) * dim.block_size;
  return {start, start + std::min(dim.block_size, dim.size - start)};
}

int64_t block_of(const DAPDim &dim, int64_t index) noexcept {
  if (index < dim.first_block) return 0;
  return 1 + (index - dim.first_block) / dim.block_size;
}

int64_t turn_of(const DAPDim &dim, int64_t coordinate) noexcept {
  const int64_t turn = coordinate - dim.first_coordinate;
  return turn < 0 ? turn + dim.grid_size : turn;
}

int64_t num_owned(const DAPDim &dim, int64_t coordinate) noexcept {
  const int64_t blocks = num_blocks(dim);
  const int64_t turn = turn_of(dim, coordinate);
  if (turn >= blocks) return 0;
  const int64_t rounds = (blocks - 1 - turn) / dim.grid_size;  // After the first.
  const int64_t first = block_range(dim, turn).count();
  if (rounds == 0) return first;
  // Only the first and the last of a coordinate's blocks can be cut.
  return first + (rounds - 1) * dim.block_size + block_range(dim, turn + rounds * dim.grid_size).count();
}

int64_t owner(const DAPDim &dim, int64_t index) noexcept {
  const int64_t turn = block_of(dim, index) % dim.grid_size;
  const int64_t until_zero = dim.grid_size - dim.first_coordinate;  // Turns before the coordinates begin again at 0.
  return turn < until_zero ? turn + dim.first_coordinate : turn - until_zero;
}

int64_t index_at(const DAPDim &dim, int64_t coordinate, int64_t position) noexcept {
  const int64_t turn = turn_of(dim, coordinate);
  const int64_t first = block_range(dim, turn).count();
  if (position < first) return block_range(dim, turn).start + position;
  const int64_t behind_first = position - first;
  const int64_t round = 1 + behind_first / dim.block_size;
  return block_range(dim, turn + round * dim.grid_size).start + behind_first % dim.block_size;
}

int64_t position_of(const DAPDim &dim, int64_t index) noexcept {
  const int64_t block = block_of(dim, index);
  const int64_t offset = index - block_range(dim, block).start;
  const int64_t round = block / dim.grid_size;
  if (round == 0) return offset;
  return block_range(dim, block % dim.grid_size).count() + (round - 1) * dim.block_size + offset;
}

}  // namespace dap::model::cyclic
