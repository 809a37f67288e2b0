// SPDX-License-Identifier: BSD-3-Clause
// From the bytes of an input to a description: the frame, the extensions, and the features that all of it uses.
#include "array/fuzz/decode.hpp"

#include <algorithm>
#include <array>

#include "array/fuzz/mutate.hpp"

namespace dap::array::fuzz {
namespace {

struct used_feature {
  uint32_t flag;
  uint64_t feature;
};

constexpr std::array<used_feature, 6> of_flags{{{DAP_DIM_UNKNOWN_BOUNDS, DAP_FEATURE_UNKNOWN_BOUNDS},
                                                {DAP_DIM_HALO, DAP_FEATURE_HALO},
                                                {DAP_DIM_HALO_LIST, DAP_FEATURE_HALO_LIST},
                                                {DAP_DIM_RENUMBERED, DAP_FEATURE_RENUMBERED},
                                                {DAP_DIM_INCOMPLETE, DAP_FEATURE_INCOMPLETE},
                                                {DAP_DIM_OVERLAPPING, DAP_FEATURE_OVERLAPPING}}};
constexpr std::array<uint64_t, 6> of_kinds{
    0, 0, DAP_FEATURE_CYCLIC, DAP_FEATURE_UNSTRUCTURED, DAP_FEATURE_BOXES, DAP_FEATURE_REPLICAS};

uint64_t features_of(const description &described) {
  uint64_t features = described.table.empty() ? 0 : DAP_FEATURE_RANK_TABLE;
  for (const auto &[dim, bounds] : described.dims) {
    features |= of_kinds[dim.kind];
    for (const used_feature &each : of_flags) {
      if ((dim.flags & each.flag) != 0) features |= each.feature;
    }
  }
  const bool several = described.parts.size() > 1 || described.distribution.points_per_rank > 1;
  return several ? features | DAP_FEATURE_PARTS : features;
}

void release_nothing(DAPArray *array) {
  array->release = nullptr;
}

void name(choices &from, described_chain &out) {
  described_link &link = out.links.emplace_back();
  link.header = {DAP_EXTENSION_NAME, 0, sizeof(DAPName), nullptr};
  link.name.name = pointing<const char>();
  link.text.assign(static_cast<size_t>(from.below(4)), 'n');
}

void add_private(described_chain &out) {
  out.links.emplace_back().header = {0x80000001U, 0, sizeof(DAPExtension), nullptr};
}

void list_box(described_link &link, const description &described, const described_part *part, int64_t rank) {
  for (size_t d = 0; d < described.dims.size(); ++d) {
    const int64_t start = part != nullptr ? part->row[d].local.start : 0;
    link.bounds.insert(link.bounds.end(), {start, part != nullptr ? start + part->row[d].local.num_owned : start});
  }
  link.ranks.push_back(rank);
  ++link.boxes.num_boxes;
}

// The boxes of this rank, and between them some of others, without elements.
void list_boxes(choices &from, description &out) {
  described_link &link = out.of_distribution.links.emplace_back();
  link.header = {DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr};
  const int32_t rank = out.distribution.comm.rank;
  const bool has_others = out.distribution.comm.size > 1;
  for (const described_part &part : out.parts) {
    if (has_others && from.one_in(2)) list_box(link, out, nullptr, rank == 0 ? 1 : 0);
    list_box(link, out, &part, rank);
  }
  link.boxes.bounds = link.boxes.num_boxes > 0 ? pointing<const int64_t>() : nullptr;
  link.boxes.ranks = link.boxes.num_boxes > 0 ? pointing<const int64_t>() : nullptr;
}

}  // namespace

void choose_extensions(choices &from, description &out) {
  if (from.one_in(3)) add_private(out.of_array);
  if (from.one_in(3)) name(from, out.of_array);
  if (!out.of_array.links.empty() && from.one_in(16)) out.of_array.is_circle = true;
  if (from.one_in(4)) add_private(out.of_distribution);
  const bool boxes = !out.dims.empty() && out.dims.front().dim.kind == DAP_KIND_BOX;
  if (boxes && from.one_in(2)) list_boxes(from, out);
  if (!out.parts.empty() && from.one_in(8)) add_private(out.parts.front().extensions);
  const auto require = [&](described_chain &chain, uint64_t &flags) {
    if (chain.links.empty() || !from.one_in(6)) return;
    chain.links.back().header.flags = DAP_EXTENSION_REQUIRED;
    flags |= DAP_FEATURE_EXTENSION;
  };
  require(out.of_array, out.array.flags);
  require(out.of_distribution, out.distribution.flags);
}

description decode(std::span<const uint8_t> input) {
  const size_t num_changes = input.empty() ? 0 : std::min<size_t>(input[0] % 8, (input.size() - 1) / change::bytes);
  const std::span<const uint8_t> changes = input.subspan(input.empty() ? 0 : 1, num_changes * change::bytes);
  choices from(input.subspan(std::min(input.size(), 1 + changes.size())));
  description out;
  out.array.version = out.distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  out.array.release = release_nothing;
  out.array.distribution = pointing<const DAPDistribution>();
  out.array.generation = pointing<const uint64_t>();
  out.distribution.id_space = &somewhere;
  out.distribution.id = 1;
  choose_dims(from, out);
  choose_parts(from, out);
  choose_memory(from, out);
  choose_extensions(from, out);
  out.array.flags |= static_cast<uint64_t>(from.below(32));  // claims
  out.distribution.flags |= features_of(out);
  out.array.flags |= out.distribution.flags;
  mutate(out, changes);
  return out;
}

}  // namespace dap::array::fuzz
