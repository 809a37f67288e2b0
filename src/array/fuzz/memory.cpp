// SPDX-License-Identifier: BSD-3-Clause
#include "array/fuzz/memory.hpp"

#include <algorithm>
#include <cstring>

namespace dap::array::fuzz {
namespace {

constexpr int64_t most_dims = 64;
constexpr int64_t most_parts = 64;
constexpr int64_t most_entries = 1024;
constexpr uint64_t most_bytes_of_a_link = 64;

// So many entries a pointer leads to.
size_t allotted(int64_t count) noexcept {
  return count > 0 && count <= most_entries ? static_cast<size_t>(count) : 0;
}

// A count that is small enough to be kept. From `uncountable` on, a rule forbids it, and nothing may be read.
int64_t kept(int64_t count, int64_t most, int64_t uncountable) noexcept {
  return count <= most || count > uncountable ? count : count % (most + 1);
}

size_t counted_dims(const DAPDistribution &distribution) noexcept {
  const int64_t ndim = distribution.ndim;
  const int64_t replicas = distribution.num_replica_dims;
  return ndim < 0 || replicas < 0 || ndim + replicas > most_dims ? 0 : static_cast<size_t>(ndim + replicas);
}

}  // namespace

template <typename T>
T *laid_out::place(const std::vector<T> &values, size_t count, T filler) {
  blocks_.push_back(std::make_unique<std::byte[]>(count * sizeof(T)));
  T *first = reinterpret_cast<T *>(blocks_.back().get());
  for (size_t i = 0; i < count; ++i) first[i] = i < values.size() ? values[i] : filler;
  return first;
}

const int64_t *laid_out::place_numbers(const std::vector<int64_t> &values, int64_t count) {
  return place<int64_t>(values, allotted(count), 0);
}

const void *laid_out::place_list(const described_local &described, DAPLocalDim &local) {
  if (local.indices == nullptr) return nullptr;
  if (local.index_form == DAP_INDEX_RUNS) {
    local.num_runs = kept(local.num_runs, most_entries / 2, INT64_MAX);
    return place_numbers(described.list, local.num_runs > 0 ? 2 * local.num_runs : 0);
  }
  if (local.index_form == DAP_INDEX_NONE || local.index_form > DAP_INDEX_RUNS) return place_numbers({}, 0);
  local.num_indices = kept(local.num_indices, most_entries, INT64_MAX);
  if (local.index_form == DAP_INDEX_INT64) return place_numbers(described.list, local.num_indices);
  std::vector<int32_t> narrow;
  for (const int64_t index : described.list) narrow.push_back(static_cast<int32_t>(index));
  return place<int32_t>(narrow, allotted(local.num_indices), 0);
}

const DAPDim *laid_out::place_dims(const description &described) {
  if (distribution_.dims == nullptr) return nullptr;
  std::vector<DAPDim> dims;
  for (const described_dim &each : described.dims) {
    DAPDim &dim = dims.emplace_back(each.dim);
    if (dim.bounds == nullptr) continue;
    dim.grid_size = kept(dim.grid_size, most_entries - 1, INT64_MAX - 1);
    std::vector<int64_t> bounds = each.bounds;
    const bool countable = dim.grid_size >= 0 && dim.grid_size < most_entries;
    if (countable) bounds.resize(static_cast<size_t>(dim.grid_size) + 1, dim.size);
    dim.bounds = place_numbers(bounds, countable ? dim.grid_size + 1 : 0);
  }
  return place<DAPDim>(dims, num_dims_, dims.empty() ? DAPDim{} : dims.front());
}

const DAPLocalDim *laid_out::place_rows(const description &described) {
  if (distribution_.local == nullptr) return nullptr;
  std::vector<DAPLocalDim> rows;
  for (const described_part &part : described.parts) {
    for (size_t d = 0; d < num_dims_; ++d) {
      DAPLocalDim &local = rows.emplace_back();
      if (d >= part.row.size()) continue;
      local = part.row[d].local;
      local.indices = place_list(part.row[d], local);
    }
  }
  const bool countable = distribution_.num_parts > 0 && distribution_.num_parts <= most_parts;
  return place<DAPLocalDim>(rows, countable ? static_cast<size_t>(distribution_.num_parts) * num_dims_ : 0, {});
}

const DAPPart *laid_out::place_parts(const description &described) {
  if (array_.parts == nullptr) return nullptr;
  std::vector<DAPPart> parts;
  for (const described_part &each : described.parts) {
    DAPPart &part = parts.emplace_back(each.part);
    DAPBuffer &buffer = part.buffer;
    const int64_t ndim = buffer.ndim <= most_dims ? buffer.ndim : 0;
    if (buffer.shape != nullptr) buffer.shape = place<int64_t>(each.shape, allotted(ndim), 0);
    if (buffer.strides != nullptr) buffer.strides = place<int64_t>(each.strides, allotted(ndim), 0);
    part.extensions = place_chain(each.extensions);
  }
  const bool countable = distribution_.num_parts > 0 && distribution_.num_parts <= most_parts;
  return place<DAPPart>(parts, countable ? static_cast<size_t>(distribution_.num_parts) : 0, {});
}

DAPBoxes laid_out::boxes_of(const described_link &described) {
  DAPBoxes boxes = described.boxes;
  const int64_t ndim = num_dims_ > 0 ? distribution_.ndim : 0;
  const int64_t most = most_entries / (2 * std::max<int64_t>(ndim, 1));
  boxes.num_boxes = kept(boxes.num_boxes, most, INT64_MAX / (16 * std::max<int64_t>(ndim, 1)));
  const int64_t count = boxes.num_boxes > 0 && boxes.num_boxes <= most ? boxes.num_boxes : 0;
  if (boxes.bounds != nullptr) boxes.bounds = place_numbers(described.bounds, 2 * ndim * count);
  if (boxes.ranks != nullptr) boxes.ranks = place_numbers(described.ranks, count);
  return boxes;
}

// As large as it says itself; but the header can always be read, and nobody knows of more than some bytes.
DAPExtension *laid_out::place_link(const described_link &described) {
  const uint64_t size = std::clamp<uint64_t>(described.header.nbytes, sizeof(DAPExtension), most_bytes_of_a_link);
  blocks_.push_back(std::make_unique<std::byte[]>(size));
  std::byte *bytes = blocks_.back().get();
  if (described.header.type == DAP_EXTENSION_BOXES) {
    const DAPBoxes boxes = boxes_of(described);
    std::memcpy(bytes, &boxes, std::min<size_t>(size, sizeof boxes));
  }
  if (described.header.type == DAP_EXTENSION_NAME) {
    DAPName name = described.name;
    const char *text = described.text.c_str();
    if (name.name != nullptr)
      name.name = place<char>({text, text + described.text.size()}, described.text.size() + 1, 0);
    std::memcpy(bytes, &name, std::min<size_t>(size, sizeof name));
  }
  std::memcpy(bytes, &described.header, sizeof described.header);
  return reinterpret_cast<DAPExtension *>(bytes);
}

const DAPExtension *laid_out::place_chain(const described_chain &chain) {
  DAPExtension *first = nullptr;
  DAPExtension *last = nullptr;
  for (const described_link &each : chain.links) {
    DAPExtension *link = place_link(each);
    link->next = nullptr;
    if (first == nullptr) first = link;
    if (last != nullptr) last->next = link;
    last = link;
  }
  if (chain.is_circle && last != nullptr) last->next = first;
  return first;
}

laid_out::laid_out(const description &described)
    : array_(described.array), distribution_(described.distribution), num_dims_(counted_dims(distribution_)) {
  distribution_.num_ranks = kept(distribution_.num_ranks, most_entries, INT64_MAX);
  const auto columns = std::max<int64_t>(static_cast<int64_t>(num_dims_), 1);
  distribution_.num_parts = kept(distribution_.num_parts, most_parts, INT64_MAX / columns);
  distribution_.dims = place_dims(described);
  distribution_.local = place_rows(described);
  if (distribution_.ranks != nullptr) distribution_.ranks = place_numbers(described.table, distribution_.num_ranks);
  distribution_.extensions = place_chain(described.of_distribution);
  array_.parts = place_parts(described);
  array_.extensions = place_chain(described.of_array);
  if (array_.generation != nullptr) {
    array_.generation = place<uint64_t>({0, UINT64_MAX}, 2, 0);
  }
  if (array_.distribution != nullptr) array_.distribution = place<DAPDistribution>({distribution_}, 1, {});
}

}  // namespace dap::array::fuzz
