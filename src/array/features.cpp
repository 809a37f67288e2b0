// SPDX-License-Identifier: BSD-3-Clause
#include "array/features.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "model/dimension.hpp"
#include "model/grid.hpp"

namespace dap::array {
namespace {

uint64_t kind_feature(uint32_t kind) noexcept {
  switch (kind) {
    case DAP_KIND_CYCLIC:
      return DAP_FEATURE_CYCLIC;
    case DAP_KIND_UNSTRUCTURED:
      return DAP_FEATURE_UNSTRUCTURED;
    case DAP_KIND_BOX:
      return DAP_FEATURE_BOXES;
    case DAP_KIND_REPLICA:
      return DAP_FEATURE_REPLICAS;
    default:
      return 0;
  }
}

struct flag_feature {
  uint32_t flag;
  uint64_t feature;
};

constexpr std::array<flag_feature, 6> flag_features{{{DAP_DIM_UNKNOWN_BOUNDS, DAP_FEATURE_UNKNOWN_BOUNDS},
                                                     {DAP_DIM_HALO, DAP_FEATURE_HALO},
                                                     {DAP_DIM_HALO_LIST, DAP_FEATURE_HALO_LIST},
                                                     {DAP_DIM_RENUMBERED, DAP_FEATURE_RENUMBERED},
                                                     {DAP_DIM_INCOMPLETE, DAP_FEATURE_INCOMPLETE},
                                                     {DAP_DIM_OVERLAPPING, DAP_FEATURE_OVERLAPPING}}};

}  // namespace

uint64_t features_of(const DAPExtension *chain) noexcept {
  for (const DAPExtension *link = chain; link != nullptr; link = link->next) {
    if ((link->flags & DAP_EXTENSION_REQUIRED) != 0) return DAP_FEATURE_EXTENSION;
  }
  return 0;
}

uint64_t features_of(const DAPDistribution &distribution) noexcept {
  uint64_t features = features_of(distribution.extensions);
  for (const DAPDim &dim : model::dims_of(distribution)) {
    features |= kind_feature(dim.kind);
    for (const auto &[flag, feature] : flag_features) {
      if ((dim.flags & flag) != 0) features |= feature;
    }
  }
  if (distribution.ranks != nullptr) features |= DAP_FEATURE_RANK_TABLE;
  if (distribution.num_parts > 1 || distribution.points_per_rank > 1) features |= DAP_FEATURE_PARTS;
  return features;
}

uint64_t features_of_sharing(const DAPDistribution &distribution) {
  std::vector<std::pair<uint64_t, uint64_t>> digits;  // weight and largest value
  for (const DAPDim &dim : model::dims_of(distribution)) {
    if (dim.grid_size == 1) continue;
    const auto stride = static_cast<uint64_t>(dim.rank_stride);
    digits.emplace_back(dim.rank_stride < 0 ? 0 - stride : stride, static_cast<uint64_t>(dim.grid_size) - 1);
  }
  std::sort(digits.begin(), digits.end());
  uint64_t reach = 0;  // of the lower digits; the distance of point numbers was checked to fit
  for (const auto &[weight, largest] : digits) {
    if (weight <= reach) return DAP_FEATURE_PARTS;
    reach += weight * largest;
  }
  if (distribution.ranks == nullptr) return 0;
  std::vector<int64_t> table(distribution.ranks, distribution.ranks + distribution.num_ranks);
  std::sort(table.begin(), table.end());
  return std::adjacent_find(table.begin(), table.end()) == table.end() ? 0 : DAP_FEATURE_PARTS;
}

}  // namespace dap::array
