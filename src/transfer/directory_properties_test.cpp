// SPDX-License-Identifier: BSD-3-Clause
// Directories of random worlds, all ranks in one process: each is asked for every element.
#include "transfer/directory.hpp"

#include <map>
#include <tuple>

#include "array/gathered.hpp"
#include "array/world_memory.hpp"

namespace dap::transfer {
namespace {

using namespace array::sample;

using place = std::tuple<int64_t, int64_t, index_list>;  // rank, part, positions

bool is_canonical(const drawn_world &world, const world_part &part) {
  return std::all_of(part.point.begin() + world.ndim, part.point.end(), [](int64_t c) { return c == 0; });
}

bool is_owned(const world_part &part, const index_list &at) {
  for (size_t d = 0; d < at.size(); ++d) {
    if (std::count(part.owned[d].begin(), part.owned[d].end(), at[d]) == 0) return false;
  }
  return true;
}

// The lowest owner of each element.
std::map<int64_t, place> owners_of(const drawn_world &world) {
  std::map<int64_t, place> owners;
  for (size_t rank = 0; rank < world.ranks.size(); ++rank) {
    for (size_t number = 0; number < world.ranks[rank].parts.size(); ++number) {
      const world_part &part = world.ranks[rank].parts[number];
      if (!world.is_boxes() && !is_canonical(world, part)) continue;
      for_each_position(part.shape, [&](const index_list &at) {
        if (!is_owned(part, at)) return;
        const place here{static_cast<int64_t>(rank), static_cast<int64_t>(number), at};
        const auto [owner, is_new] = owners.emplace(element_at(world, part, at), here);
        if (!is_new) owner->second = std::min(owner->second, here);
      });
    }
  }
  return owners;
}

index_list all_indices(const drawn_world &world, index_list &elements) {
  index_list sizes;
  for (size_t d = 0; d < static_cast<size_t>(world.ndim); ++d) sizes.push_back(world.dims[d].size);
  index_list indices;
  for_each_position(sizes, [&](const index_list &at) {
    int64_t element = 0;
    for (size_t d = 0; d < at.size(); ++d) element += at[d] * natural_weight(world, d);
    elements.push_back(element);
    indices.insert(indices.end(), at.begin(), at.end());
  });
  return indices;
}

struct asked_elements {
  index_list elements;
  index_list indices;
};

RC_GTEST_PROP(DirectoryProperties, FindTheLowestOwnerOfEveryElement, ()) {
  const auto world = draw_world();
  std::vector<const DAPDistribution *> described;
  for (const world_rank &mine : world->ranks) described.push_back(mine.array.distribution);
  array::gathered all(described);
  std::deque<directory> shares(described.size());
  const directory_finder finder{[](void *context, int32_t rank) -> directory & {
                                  return (*static_cast<std::deque<directory> *>(context))[static_cast<size_t>(rank)];
                                },
                                &shares};
  DAPError error{};
  if (build_directory(all, finder, &error) != DAP_OK) RC_FAIL(std::string(error.message));
  asked_elements asked;
  asked.indices = all_indices(*world, asked.elements);
  const preparation questions{[](void *context, directory &share, DAPError *) {
                                const auto &wanted = *static_cast<const asked_elements *>(context);
                                share.count = static_cast<int64_t>(wanted.elements.size());
                                share.elements = wanted.indices;
                                return int32_t{DAP_OK};
                              },
                              &asked};
  if (find_owners(all, finder, questions, &error) != DAP_OK) RC_FAIL(std::string(error.message));
  const auto expected = owners_of(*world);
  const auto ndim = static_cast<size_t>(world->ndim);
  for (const directory &share : shares) {
    RC_ASSERT(share.owners.size() == asked.elements.size());
    for (size_t k = 0; k < asked.elements.size(); ++k) {
      const auto owner = expected.find(asked.elements[k]);
      const place nobody{-1, -1, index_list(ndim, -1)};
      const auto from = share.positions.begin() + static_cast<std::ptrdiff_t>(k * ndim);
      const place found{share.owners[k].rank, share.owners[k].part, {from, from + static_cast<std::ptrdiff_t>(ndim)}};
      RC_ASSERT(found == (owner == expected.end() ? nobody : owner->second));
    }
  }
}

}  // namespace
}  // namespace dap::transfer
