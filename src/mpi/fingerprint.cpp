// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/fingerprint.hpp"

#include <algorithm>
#include <iterator>

#include "world/globals.hpp"
#include "world/mix.hpp"

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

size_t aspect_of(const world::member &member) noexcept {
  switch (member.about) {
    case world::topic::type:
      return type_aspect;
    case world::topic::ndim:
      return ndim_aspect;
    case world::topic::ranks:
      return ranks_aspect;
    case world::topic::flags:
      return flags_aspect;
    case world::topic::boxes:
      return boxes_aspect;
    case world::topic::dimension:
      break;
  }
  return first_dim + static_cast<size_t>(member.dim);
}

}  // namespace

fingerprint::fingerprint(const DAPArray *array, uint64_t arguments) noexcept {
  world::mix(aspects_[arguments_aspect], arguments);
  world::mix(aspects_[arguments_aspect], array == nullptr ? 0 : 1);
  if (array == nullptr) return;
  world::for_each_global(*array, [this](const world::member &member, int64_t value) {
    world::mix(aspects_[aspect_of(member)], static_cast<uint64_t>(value));
  });
}

uint64_t fingerprint::sum() const noexcept {
  uint64_t mixed = 0;
  for (const uint64_t each : aspects_) world::mix(mixed, each);
  return mixed;
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
