// SPDX-License-Identifier: BSD-3-Clause
// Random views of random arrays, and views of those, on all ranks of a small world: every stored position is read by
// its strides and holds what definitions say; every element has the owners that it had.
#include <dap/view.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <cstring>

#include "array/seen_elements.hpp"

namespace {

using namespace dap::array::sample;

// What is to happen on a rank: done, or refused by a rule.
using expectation = std::vector<int32_t>;

// Calls turn(array, out, error) on every rank; where none was refused, the views take the places of the arrays.
template <typename Turn>
bool turn_all(drawn_world &world, const expectation &rules, Turn &&turn) {
  bool all = true;
  for (size_t rank = 0; rank < world.ranks.size(); ++rank) {
    held_array made;
    DAPError error{};
    DAPArray &array = world.ranks[rank].array;
    const DAPArray before = array;
    const int32_t status = turn(array, made, &error);
    if ((status == DAP_OK ? 0 : error.rule) != rules[rank]) RC_FAIL(std::string(error.message));
    all = all && status == DAP_OK;
    if (status != DAP_OK) RC_ASSERT(std::memcmp(&before, &array, sizeof array) == 0);
    if (status == DAP_OK) dap_simple_move(&made, &array);
  }
  return all;
}

// Whether the positions of the indices that are taken are equally spaced along a dimension of a part.
bool evenly_spaced(const DAPDim &dim, const DAPLocalDim &local, const index_list &taken) {
  const stored_list stored = indices_along(dim, local);
  index_list places;
  for (int64_t i = local.halo[0]; i < local.halo[0] + local.num_owned; ++i) {
    if (std::find(taken.begin(), taken.end(), *stored[static_cast<size_t>(i)]) != taken.end()) places.push_back(i);
  }
  for (size_t i = 2; i < places.size(); ++i) {
    if (places[i] - places[i - 1] != places[1] - places[0]) return false;
  }
  return true;
}

bool knows_owner(const DAPDim &dim) {
  if (dim.kind == DAP_KIND_BLOCK && (dim.flags & DAP_DIM_UNKNOWN_BOUNDS) == 0) return true;
  if (dim.kind == DAP_KIND_CYCLIC || dim.kind == DAP_KIND_BOX) return true;
  return dim.grid_size == 1 && (dim.flags & DAP_DIM_INCOMPLETE) == 0;
}

struct drawn_slices {
  std::vector<DAPSlice> slices;
  std::vector<index_list> taken;
};

drawn_slices draw_slices(const seen_array &seen) {
  drawn_slices drawn;
  for (const seen_dim &dim : seen.dims) {
    const auto size = static_cast<int64_t>(dim.indices.size());
    DAPSlice slice = dap_slice_all();
    const int64_t form = size == 0 ? 0 : draw(0, 5);
    if (form == 1) slice = dap_slice_index(draw(0, size - 1));
    if (form > 1) slice = dap_slice_range(draw(0, size - 1), draw(-1, size), draw(1, 3));
    if (form > 1 && slice.stop < slice.start) slice.step = -slice.step;
    index_list taken;
    if (form == 0) taken = dim.indices;
    if (form == 0) std::iota(taken.begin(), taken.end(), 0);
    if (form == 1) taken = {slice.start};
    for (int64_t i = slice.start; form > 1 && (slice.step > 0 ? i < slice.stop : i > slice.stop); i += slice.step) {
      taken.push_back(i);
    }
    drawn.slices.push_back(slice);
    drawn.taken.push_back(taken);
  }
  return drawn;
}

// Element of boxes alone: known to have an owner from the list, or where there is one process.
bool knows_owner_of_element(const drawn_world &world, const drawn_slices &drawn, const DAPDistribution &distribution) {
  if (distribution.extensions == nullptr) {
    return world.ranks.size() == 1 && (distribution.dims[0].flags & DAP_DIM_INCOMPLETE) == 0;
  }
  DAPBoxes boxes{};
  std::memcpy(&boxes, distribution.extensions, sizeof boxes);
  for (int64_t box = 0; box < boxes.num_boxes; ++box) {
    bool around = true;
    for (size_t d = 0; d < drawn.taken.size(); ++d) {
      const int64_t *range = boxes.bounds + 2 * (box * distribution.ndim + static_cast<int64_t>(d));
      around = around && drawn.taken[d][0] >= range[0] && drawn.taken[d][0] < range[1];
    }
    if (around) return true;
  }
  return false;
}

expectation expect_slices(const drawn_world &world, const drawn_slices &drawn) {
  expectation rules;
  const DAPDistribution &global = *world.ranks.front().array.distribution;
  bool known = true;
  bool element = global.ndim > 0 && global.dims[0].kind == DAP_KIND_BOX;
  for (size_t d = 0; d < drawn.slices.size(); ++d) {
    const bool index = drawn.slices[d].form == DAP_SLICE_INDEX;
    known = known && (!index || knows_owner(global.dims[d]));
    element = element && index;
  }
  if (element) known = known && knows_owner_of_element(world, drawn, global);
  for (const world_rank &mine : world.ranks) {
    const DAPDistribution &distribution = *mine.array.distribution;
    int32_t rule = known ? 0 : DAP_RULE_INDEX_OWNER;
    for (int64_t part = 0; part < distribution.num_parts && known; ++part) {
      const DAPLocalDim *row = distribution.local + part * (distribution.ndim + distribution.num_replica_dims);
      bool met = true;
      bool even = true;
      for (size_t d = 0; d < drawn.slices.size(); ++d) {
        const DAPDim &dim = distribution.dims[d];
        const auto size = static_cast<size_t>(dim.size);
        const bool whole =
            drawn.taken[d].size() == size && std::is_sorted(drawn.taken[d].begin(), drawn.taken[d].end());
        if (drawn.slices[d].form != DAP_SLICE_INDEX) {
          even = even && (whole || evenly_spaced(dim, row[d], drawn.taken[d]));
          continue;
        }
        const stored_list stored = indices_along(dim, row[d]);
        const auto begin = stored.begin() + row[d].halo[0];
        met = met && std::count(begin, begin + row[d].num_owned, drawn.taken[d][0]) > 0;
      }
      if (met && !even) rule = DAP_RULE_SPACING;
    }
    rules.push_back(rule);
  }
  return rules;
}

bool slice_all(drawn_world &world, seen_array &seen, owner_table &owners) {
  const drawn_slices drawn = draw_slices(seen);
  const expectation rules = expect_slices(world, drawn);
  const bool boxes = world.is_boxes() && !seen.dims.empty();
  const auto count = static_cast<int32_t>(drawn.slices.size());
  const bool done = turn_all(world, rules, [&](DAPArray &array, DAPArray &out, DAPError *error) {
    return dap_array_slice(&array, count, drawn.slices.data(), &out, error);
  });
  std::vector<seen_dim> dims;
  for (size_t d = 0; d < drawn.slices.size(); ++d) {
    seen_dim dim{{}, seen.dims[d].weight};
    for (const int64_t index : drawn.taken[d]) dim.indices.push_back(seen.dims[d].indices[static_cast<size_t>(index)]);
    if (drawn.slices[d].form == DAP_SLICE_INDEX) {
      seen.first += dim.indices[0] * dim.weight;
    } else {
      dims.push_back(dim);
    }
  }
  seen.dims = dims;
  if (done && boxes && dims.empty()) {  // the lowest rank's first part, of overlapping ones
    auto &all = owners[seen.first];
    const int32_t lowest = all.begin()->first;
    const world_rank &mine = world.ranks[static_cast<size_t>(lowest)];
    RC_ASSERT(mine.array.distribution->num_parts == 1);
    const DAPBuffer &buffer = mine.array.parts[0].buffer;
    const std::pair<int32_t, uintptr_t> kept(lowest, place_of(buffer.data) + buffer.byte_offset);
    RC_ASSERT(all.count(kept) == 1U);
    all = {kept};
  }
  return done;
}

void permute_all(drawn_world &world, seen_array &seen) {
  const index_list order = draw_order(seen.dims.size());
  const std::vector<int32_t> axes(order.begin(), order.end());
  turn_all(world, expectation(world.ranks.size(), 0), [&](DAPArray &array, DAPArray &out, DAPError *error) {
    return dap_array_permute(&array, static_cast<int32_t>(axes.size()), axes.data(), &out, error);
  });
  std::vector<seen_dim> dims;
  for (const int64_t axis : order) dims.push_back(seen.dims[static_cast<size_t>(axis)]);
  seen.dims = dims;
}

void take_a_replica(drawn_world &world, seen_array &seen) {
  index_list wanted;
  const DAPDistribution &distribution = *world.ranks.front().array.distribution;
  size_t next = 0;
  for (int64_t &replica : seen.replicas) {
    if (replica >= 0) continue;
    const int64_t size = distribution.dims[static_cast<size_t>(distribution.ndim) + next++].grid_size;
    wanted.push_back(coin() ? DAP_REPLICA_KEEP : draw(0, size - 1));
    replica = wanted.back();
  }
  turn_all(world, expectation(world.ranks.size(), 0), [&](DAPArray &array, DAPArray &out, DAPError *error) {
    return dap_array_replica(&array, static_cast<int32_t>(wanted.size()), wanted.data(), &out, error);
  });
}

void drop_halos(drawn_world &world) {
  turn_all(world, expectation(world.ranks.size(), 0),
           [&](DAPArray &array, DAPArray &out, DAPError *error) { return dap_array_drop_halo(&array, &out, error); });
  for (const world_rank &mine : world.ranks) {
    RC_ASSERT((mine.array.flags & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST)) == 0U);
  }
}

RC_GTEST_PROP(Views, ShowTheElementsThatDefinitionsSay, ()) {
  const auto world = draw_world();
  seen_array seen = all_of(*world);
  owner_table owners = owners_of(*world, seen);
  check_world(*world, seen, owners);
  for (int64_t times = draw(1, 4); times > 0; --times) {
    switch (draw(0, 5)) {
      case 0:
        permute_all(*world, seen);
        break;
      case 1:
        take_a_replica(*world, seen);
        if (!seen.replicas.empty()) owners = owners_of(*world, seen);
        break;
      case 2:
        drop_halos(*world);
        break;
      default:
        if (!slice_all(*world, seen, owners)) return;
    }
    check_world(*world, seen, owners);
  }
}

}  // namespace
