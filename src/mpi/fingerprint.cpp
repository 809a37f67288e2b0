// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/fingerprint.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "model/dimension.hpp"
#include "model/grid.hpp"

namespace dap::mpi {
namespace {

// In the order in which differences are told: what decides about the rest comes first.
enum aspect : size_t {
  arguments_aspect,
  type_aspect,
  ndim_aspect,
  ranks_aspect,
  flags_aspect,
  boxes_aspect,
  first_dim
};

constexpr std::array<const char *, first_dim> words{
    "the other arguments", "the element type", "the number of dimensions",
    "the grid of ranks",   "the flags",        "the list of boxes"};

static_assert(fingerprint::num_aspects == first_dim + 64, "rule 701 allows 64 dimensions");

// Differences are mistakes, not attacks: a multiplication that stirs all bits will do.
class mixer {
 public:
  template <typename... Values>
  explicit mixer(Values... values) noexcept {
    (add(static_cast<uint64_t>(values)), ...);
  }

  void add(uint64_t value) noexcept {
    state_ = (state_ ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    state_ ^= state_ >> 29;
  }
  void add_all(const int64_t *values, int64_t count) noexcept {
    for (int64_t i = 0; i < count; ++i) add(static_cast<uint64_t>(values[i]));
  }
  [[nodiscard]] uint64_t value() const noexcept { return state_; }

 private:
  uint64_t state_ = UINT64_C(0x2545f4914f6cdd1d);
};

uint64_t of_block(const DAPDim &dim) noexcept {
  const auto variant = model::variant_of(dim);
  mixer mixed(dim.size, dim.index_base, dim.flags, dim.boundary[0], dim.boundary[1], static_cast<int>(variant));
  if (variant == model::block_variant::irregular) mixed.add_all(dim.bounds, dim.grid_size + 1);
  if (variant == model::block_variant::fixed) mixed.add(static_cast<uint64_t>(dim.block_size));
  return mixed.value();
}

uint64_t of_dim(const DAPDim &dim) noexcept {
  mixer mixed(dim.kind, dim.grid_size, dim.rank_stride);
  if (dim.kind == DAP_KIND_REPLICA) return mixed.value();
  if (dim.kind == DAP_KIND_BLOCK) {
    mixed.add(of_block(dim));
    return mixed.value();
  }
  mixed.add(mixer(dim.size, dim.index_base, dim.flags, dim.boundary[0], dim.boundary[1]).value());
  if (dim.kind == DAP_KIND_CYCLIC) {
    mixed.add(mixer(dim.block_size, dim.first_coordinate, dim.first_block).value());
  }
  return mixed.value();
}

uint64_t of_ranks(const DAPDistribution &distribution) noexcept {
  mixer mixed(distribution.comm.size, distribution.rank_offset, distribution.points_per_rank, distribution.num_ranks);
  mixed.add_all(distribution.ranks, distribution.num_ranks);
  return mixed.value();
}

uint64_t of_boxes(const DAPDistribution &distribution) noexcept {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    if (link->type != DAP_EXTENSION_BOXES || link->nbytes < sizeof(DAPBoxes)) continue;
    DAPBoxes boxes{};
    std::memcpy(&boxes, link, sizeof boxes);
    mixer mixed(boxes.num_boxes);
    mixed.add_all(boxes.bounds, 2 * boxes.num_boxes * distribution.ndim);
    mixed.add_all(boxes.ranks, boxes.num_boxes);
    return mixed.value();
  }
  return 0;
}

}  // namespace

fingerprint::fingerprint(const DAPArray *array, uint64_t arguments) noexcept {
  aspects_[arguments_aspect] = mixer(arguments, array == nullptr ? 0 : 1).value();
  if (array == nullptr) return;
  const DAPDistribution &distribution = *array->distribution;
  aspects_[type_aspect] = mixer(array->type_code, array->type_bits, array->type_lanes).value();
  aspects_[ndim_aspect] = mixer(distribution.ndim, distribution.num_replica_dims).value();
  aspects_[ranks_aspect] = of_ranks(distribution);
  aspects_[flags_aspect] = mixer(array->flags, distribution.flags).value();
  aspects_[boxes_aspect] = of_boxes(distribution);
  const auto dims = model::dims_of(distribution);
  std::transform(dims.begin(), dims.end(), aspects_.begin() + first_dim, of_dim);
}

uint64_t fingerprint::sum() const noexcept {
  mixer mixed;
  for (const uint64_t each : aspects_) mixed.add(each);
  return mixed.value();
}

size_t fingerprint::first_difference(const fingerprint &other) const noexcept {
  const auto found = std::mismatch(aspects_.begin(), aspects_.end(), other.aspects_.begin()).first;
  return static_cast<size_t>(std::distance(aspects_.begin(), found));
}

const char *fingerprint::name_of(size_t aspect) noexcept {
  return aspect < first_dim ? words[aspect] : "kind, size, grid, bounds or flags";
}

int32_t fingerprint::dim_of(size_t aspect) noexcept {
  return aspect < first_dim ? -1 : static_cast<int32_t>(aspect - first_dim);
}

}  // namespace dap::mpi
