// SPDX-License-Identifier: BSD-3-Clause
#include "array/distribution_block.hpp"

#include <dap/distribution.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <map>
#include <memory>
#include <new>
#include <unordered_set>

#include "array/features.hpp"
#include "model/boxes.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"

namespace dap::array {
namespace {

// Blocks that are alive, so that a pointer which comes back from outside is recognised by where it points.
struct block_registry {
  std::mutex mutex;
  std::unordered_set<const DAPDistribution *> live;
};

// Never destroyed: arrays may be released during static destruction. Nor allocated: it is also asked where nothing may
// be thrown.
block_registry &registry() noexcept {
  alignas(block_registry) static std::array<std::byte, sizeof(block_registry)> memory;
  static auto *instance = new (memory.data()) block_registry;
  return *instance;
}

// Identity spaces: their addresses are what counts.
char made_from_scratch;
using form_spaces = std::array<char, num_derived_forms>;
form_spaces derived_from_ours;

// So many libraries there are not; who invents spaces without end gets a new identity for everything (unequal
// identities mean nothing).
constexpr size_t most_foreign_spaces = 1024;

std::atomic<uint64_t> last_id{0};

template <typename T>
const T *data_or_null(const std::vector<T> &values) {
  return values.empty() ? nullptr : values.data();
}

size_t bytes_of_list(const DAPLocalDim &local) {
  if (local.index_form == DAP_INDEX_INT32) return static_cast<size_t>(local.num_indices) * sizeof(int32_t);
  if (local.index_form == DAP_INDEX_INT64) return static_cast<size_t>(local.num_indices) * sizeof(int64_t);
  return static_cast<size_t>(local.num_runs) * 2 * sizeof(int64_t);
}

void copy_dims(distribution_block &block, const DAPDistribution &source) {
  const auto dims = model::dims_of(source);
  block.dims.assign(dims.begin(), dims.end());
  block.bounds.reserve(dims.size());
  for (DAPDim &dim : block.dims) {
    if (dim.kind != DAP_KIND_BLOCK || model::variant_of(dim) != model::block_variant::irregular) {
      dim.bounds = nullptr;  // never looked at, so never checked
      continue;
    }
    block.bounds.emplace_back(dim.bounds, dim.bounds + dim.grid_size + 1);
    dim.bounds = block.bounds.back().data();
  }
  block.distribution.dims = data_or_null(block.dims);
}

void copy_local(distribution_block &block, const DAPDistribution &source) {
  const auto count = static_cast<size_t>(source.num_parts) * block.dims.size();
  if (count > 0) block.local.assign(source.local, source.local + count);
  block.indices.reserve(count);
  for (DAPLocalDim &local : block.local) {
    if (local.indices == nullptr) continue;
    const auto *first = static_cast<const char *>(local.indices);
    block.indices.emplace_back(first, first + bytes_of_list(local));
    local.indices = block.indices.back().data();
  }
  block.distribution.local = data_or_null(block.local);
}

void copy_ranks(distribution_block &block, const DAPDistribution &source) {
  if (source.ranks != nullptr) block.ranks.assign(source.ranks, source.ranks + source.num_ranks);
  block.distribution.ranks = data_or_null(block.ranks);
}

void copy_boxes(distribution_block &block, const DAPDistribution &source) {
  block.distribution.extensions = nullptr;
  auto boxes = model::listed_boxes(source);
  if (!boxes) return;
  const auto count = static_cast<size_t>(boxes->num_boxes);
  block.box_bounds.assign(boxes->bounds, boxes->bounds + 2 * count * static_cast<size_t>(source.ndim));
  block.box_ranks.assign(boxes->ranks, boxes->ranks + count);
  boxes->header.next = nullptr;
  boxes->header.nbytes = sizeof *boxes;  // a later version's tail is not copied
  boxes->bounds = data_or_null(block.box_bounds);
  boxes->ranks = data_or_null(block.box_ranks);
  block.boxes.assign(1, *boxes);
  block.distribution.extensions = &block.boxes.front().header;
}

}  // namespace

distribution_block::~distribution_block() {
  for (distribution_block *made : derived) {
    if (made != nullptr) drop_reference(made);
  }
}

distribution_ref::distribution_ref(const distribution_ref &other) noexcept : block_(other.block_) {
  if (block_ != nullptr) block_->references.fetch_add(1, std::memory_order_relaxed);
}

distribution_ref::~distribution_ref() {
  if (block_ != nullptr) drop_reference(block_);
}

void drop_reference(distribution_block *block) noexcept {
  if (block->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  {
    const std::lock_guard lock(registry().mutex);
    registry().live.erase(&block->distribution);
  }
  delete block;
}

distribution_ref find_block(const DAPDistribution *distribution) noexcept {
  const std::lock_guard lock(registry().mutex);
  if (!registry().live.contains(distribution)) return {};
  // The first member's address is the block's own.
  auto *block = reinterpret_cast<distribution_block *>(const_cast<DAPDistribution *>(distribution));
  block->references.fetch_add(1, std::memory_order_relaxed);
  return distribution_ref(block);
}

distribution_ref copy_to_block(const DAPDistribution &source) {
  auto block = std::make_unique<distribution_block>();
  block->distribution = source;
  block->distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  copy_dims(*block, source);
  copy_local(*block, source);
  copy_ranks(*block, source);
  copy_boxes(*block, source);
  block->distribution.flags |= features_of(block->distribution);
  {
    const std::lock_guard lock(registry().mutex);
    registry().live.insert(&block->distribution);
  }
  return distribution_ref(block.release());
}

void identify_anew(DAPDistribution &distribution) noexcept {
  distribution.id_space = &made_from_scratch;
  distribution.id = last_id.fetch_add(1, std::memory_order_relaxed) + 1;
}

// What comes of one distribution has one identity, whenever it is made again: the number of what it was made from, in a
// space that stands for its space and the form. Spaces are static objects of libraries, so these are few. Nothing that
// is counted or forgotten decides, because processes that work on several communicators derive different ones.
void identify_derived(DAPDistribution &made, const DAPDistribution &source, derived_form form) {
  const auto place = static_cast<size_t>(form);
  if (source.id_space == &made_from_scratch) {
    made.id_space = &derived_from_ours[place];
    made.id = source.id;
    return;
  }
  static std::mutex mutex;
  static auto *spaces = new std::map<const void *, form_spaces>;  // the addresses of the values count
  const std::lock_guard lock(mutex);
  const auto known = spaces->find(source.id_space);
  if (known == spaces->end() && spaces->size() >= most_foreign_spaces) return identify_anew(made);
  auto &space = known == spaces->end() ? (*spaces)[source.id_space] : known->second;
  made.id_space = &space[place];
  made.id = source.id;
}

}  // namespace dap::array
