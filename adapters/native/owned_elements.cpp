// SPDX-License-Identifier: BSD-3-Clause
#include "owned_elements.hpp"

#include <algorithm>

#include "native.hpp"

namespace dap::native {
namespace {

void append(std::vector<owned_run> &runs, int64_t index, int64_t position, int64_t count) {
  if (!runs.empty() && runs.back().index + runs.back().count == index &&
      runs.back().position + runs.back().count == position) {
    runs.back().count += count;
  } else {
    runs.push_back({index, position, count});
  }
}

// Calls function(index, position, count) for the owned runs as they are listed, until it returns false.
template <typename Function>
void for_each_listed(const DAPDim &dim, const DAPLocalDim &local, Function &&function) {
  if (local.index_form == DAP_INDEX_RUNS) {
    const auto *pairs = static_cast<const int64_t *>(local.indices);
    for (int64_t position = 0; position < local.num_owned; position += pairs[1], pairs += 2) {
      if (!function(pairs[0] - dim.index_base, position, pairs[1])) return;
    }
    return;
  }
  const auto *narrow = static_cast<const int32_t *>(local.indices);
  const auto *wide = static_cast<const int64_t *>(local.indices);
  for (int64_t position = 0; position < local.num_owned; ++position) {
    const int64_t listed = local.index_form == DAP_INDEX_INT32 ? narrow[position] : wide[position];
    if (!function(listed - dim.index_base, position, int64_t{1})) return;
  }
}

// Length of the first block that the part owns; only the block of index 0 differs from the others.
int64_t first_length(const DAPDim &dim, const DAPLocalDim &local) noexcept {
  return local.start == 0 ? dim.first_block : dim.block_size;
}

void append_cyclic(std::vector<owned_run> &runs, const DAPDim &dim, const DAPLocalDim &local) {
  int64_t index = local.start;
  int64_t length = first_length(dim, local);
  int64_t position = 0;
  while (true) {
    const int64_t count = std::min(length, local.num_owned - position);
    append(runs, index, position, count);
    position += count;
    if (position == local.num_owned) return;
    index += length + (dim.grid_size - 1) * dim.block_size;  // less than size, because there are more to come
    length = dim.block_size;
  }
}

int64_t cyclic_position(const DAPDim &dim, const DAPLocalDim &local, int64_t index) noexcept {
  const int64_t length = first_length(dim, local);
  const int64_t offset = index - local.start;
  if (offset < length) return offset < local.num_owned ? offset : -1;
  int64_t gap = 0;
  if (__builtin_mul_overflow(dim.grid_size - 1, dim.block_size, &gap) || offset - length < gap) return -1;
  const int64_t behind = offset - length - gap;  // counted from the second block
  int64_t period = 0;
  if (__builtin_add_overflow(gap, dim.block_size, &period)) period = INT64_MAX;
  if (behind % period >= dim.block_size) return -1;
  const int64_t position = length + behind / period * dim.block_size + behind % period;
  return position < local.num_owned ? position : -1;
}

}  // namespace

std::vector<owned_run> owned_runs(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<owned_run> runs;
  if (local.num_owned == 0) return runs;
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    for_each_listed(dim, local, [&](int64_t index, int64_t position, int64_t count) {
      append(runs, index, position, count);
      return true;
    });
  } else if (dim.kind == DAP_KIND_CYCLIC) {
    append_cyclic(runs, dim, local);
  } else {
    runs.push_back({local.start, local.halo[0], local.num_owned});
  }
  return runs;
}

int64_t owned_position(const DAPDim &dim, const DAPLocalDim &local, int64_t index) noexcept {
  if (index < 0 || index >= dim.size || local.num_owned == 0) return -1;
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    int64_t found = -1;
    for_each_listed(dim, local, [&](int64_t first, int64_t position, int64_t count) {
      if (index >= first && index - first < count) found = position + (index - first);
      return found < 0;
    });
    return found;
  }
  if (index < local.start) return -1;
  if (dim.kind == DAP_KIND_CYCLIC) return cyclic_position(dim, local, index);
  return index - local.start < local.num_owned ? local.halo[0] + (index - local.start) : -1;
}

std::span<const DAPLocalDim> local_dims(const DAPDistribution &distribution, int64_t part) noexcept {
  const auto width = static_cast<size_t>(distribution.ndim) + static_cast<size_t>(distribution.num_replica_dims);
  if (width == 0) return {};
  return {distribution.local + static_cast<size_t>(part) * width, width};
}

namespace {

// Where the first stored element lies, and how far it is to the next one. The stride of an extent of 1 means nothing.
std::byte *first_stored(const DAPBuffer &buffer) noexcept {
  return static_cast<std::byte *>(buffer.data) + buffer.byte_offset;
}

int64_t byte_stride(const DAPBuffer &buffer, size_t d) noexcept {
  if (buffer.shape[d] <= 1) return 0;
  return buffer.strides[d] * static_cast<int64_t>(item_size(buffer.type_bits, buffer.type_lanes));
}

}  // namespace

std::byte *owned_element(const DAPArray &array, int64_t part, const int64_t *index) noexcept {
  const auto &distribution = *array.distribution;
  const auto &buffer = array.parts[part].buffer;
  const auto local = local_dims(distribution, part);
  int64_t offset = 0;
  for (size_t d = 0; d < static_cast<size_t>(distribution.ndim); ++d) {
    const int64_t position = owned_position(distribution.dims[d], local[d], index[d]);
    if (position < 0) return nullptr;
    offset += position * byte_stride(buffer, d);
  }
  return first_stored(buffer) + offset;
}

int64_t num_elements(std::span<const walked_dimension> dims) noexcept {
  int64_t product = 1;
  for (const auto &dim : dims) {
    int64_t owned = 0;
    for (const auto &run : dim.runs) owned += run.count;
    if (owned == 0) return 0;
    // Fits: the elements of an array can be counted. The product of the dimensions so far may not, before a 0.
    if (__builtin_mul_overflow(product, owned, &product)) product = INT64_MAX;
  }
  return product;
}

owned_elements::owned_elements(const DAPArray &array, int64_t part) : origin(nullptr) {
  const auto &distribution = *array.distribution;
  const auto &buffer = array.parts[part].buffer;
  const auto local = local_dims(distribution, part);
  for (size_t d = 0; d < static_cast<size_t>(distribution.ndim); ++d) {
    dims.push_back({owned_runs(distribution.dims[d], local[d]), 0});
  }
  if (num_elements(dims) == 0) return;
  for (size_t d = 0; d < dims.size(); ++d) dims[d].stride = byte_stride(buffer, d);
  origin = first_stored(buffer);
}

}  // namespace dap::native
