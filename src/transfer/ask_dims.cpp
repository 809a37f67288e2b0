// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/ask_dims.hpp"

#include <map>
#include <utility>

#include "model/grid.hpp"
#include "transfer/answers.hpp"
#include "transfer/by_coordinate.hpp"
#include "transfer/stored_runs.hpp"
#include "world/home.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

using world::resident;
using world::words;

const DAPDistribution &of(const asker &one, const side_axis &side) noexcept {
  return side.of_target ? *one.target : *one.source;
}

int32_t dim_of(const asker &one, const side_axis &side) noexcept {
  const auto axis = static_cast<size_t>(side.axis);
  return side.of_target ? one.target_dims[axis] : static_cast<int32_t>(axis);
}

bool is_open(const asker &one, const side_axis &side) noexcept {
  return world::is_open(of(one, side).dims[dim_of(one, side)]);
}

bool may_have_several_owners(const asker &one, const side_axis &side) noexcept {
  return !side.of_target && (one.source->dims[side.axis].flags & DAP_DIM_OVERLAPPING) != 0;
}

world::homes homes_of(const asker &one, int64_t axis, int32_t num_ranks) noexcept {
  return {one.source->dims[axis].size, num_ranks};
}

// Whoever is one owner of several has to know the others. Where only the target knows what it wants, it asks for that,
// and the source will be told.
int64_t purposes_of(const asker &one, const side_axis &side) noexcept {
  if (is_told(one.what)) return !is_open(one, {side.axis, false}) ? 0 : side.of_target ? asks_across : tells;
  const bool asks_own = is_open(one, side) && may_have_several_owners(one, side);
  return (is_open(one, side) ? tells : 0) | (is_open(one, side.across()) ? asks_across : 0) |
         (asks_own ? asks_beside : 0);
}

// Calls function(side_axis) for both sides of all axes.
template <typename Function>
void for_each_side(const asker &one, Function &&function) {
  for (int64_t axis = 0; axis < one.source->ndim; ++axis) {
    for (const bool target : {false, true}) function(side_axis{axis, target});
  }
}

// What a part stores along a dimension, halo included, each index once; the positions mean nothing.
placed_runs stored_indices_of(const DAPDim &dim, const DAPLocalDim &local) {
  owner_map indices;  // of one owner
  for (const stored_run &run : stored_runs(dim, local, portion::stored)) indices.push_back({run.first, run.count, 0});
  join(indices);
  std::vector<placed_run> runs;
  for (const owned_run &run : indices) runs.push_back({run.first, 0, run.count});
  return runs;
}

// What a side owns along its axis: a list for each coordinate that the parts have, or for each box. Of a target that
// tells, what each part stores.
void add_lists(asker &one, const side_axis &side, int64_t purposes) {
  const DAPDistribution &distribution = of(one, side);
  const int32_t d = dim_of(one, side);
  const DAPDim &dim = distribution.dims[d];
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  const bool with_halo = side.of_target && is_told(one.what);
  std::map<int64_t, size_t> known;  // the list of each coordinate
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim &local = distribution.local[part * num_dims + d];
    if (with_halo) {
      one.lists.push_back({{side, local.coordinate, purposes}, nullptr, stored_indices_of(dim, local)});
      continue;
    }
    const auto [list, is_new] = known.emplace(local.coordinate, one.lists.size());
    if (!is_new && dim.kind != DAP_KIND_BOX) {
      one.lists[list->second].is_shared = true;
      continue;
    }
    one.lists.push_back({{side, local.coordinate, purposes}, &local, sorted_runs_of(dim, local)});
  }
}

known_dim &known_along(asker &one, const side_axis &side) {
  known_division &known = side.of_target ? one.known_target : one.known_source;
  return known.dims[static_cast<size_t>(dim_of(one, side))];
}

// Planning needs the parts in the same order.
void keep_sorted(asker &one) {
  for (said_list &list : one.lists) {
    if (list.local == nullptr) continue;
    known_along(one, list.means.side).sorted.emplace(list.local, std::move(list.runs));
  }
  one.lists.clear();
}

// Whether what one answer says is all that planning will look for: of one part that is no box, all of whose indices
// have one owner.
bool is_enough(const asker &one, const said_list &list) noexcept {
  const side_axis &side = list.means.side;
  return list.local != nullptr && !list.is_shared && !is_told(one.what) &&
         of(one, side).dims[dim_of(one, side)].kind != DAP_KIND_BOX &&
         !may_have_several_owners(one, {side.axis, false});
}

// What was learned of one side of an axis.
struct learned {
  owner_map runs;
  int num_answers = 0;
  bool ascends = true;
};

}  // namespace

void ask_dims(resident &at, asker &one, int32_t num_ranks) {
  one.lists.clear();
  for_each_side(one, [&](const side_axis &side) {
    const int64_t purposes = purposes_of(one, side);
    if (purposes != 0) add_lists(one, side, purposes);
  });
  for (const said_list &list : one.lists) {
    write_list(at.outbox, list.means, list.runs, homes_of(one, list.means.side.axis, num_ranks));
  }
}

void answer_dims(resident &at, const asker &one, int32_t num_ranks) {
  std::vector<told_owners> told(2 * static_cast<size_t>(one.source->ndim));
  for (const auto &[sender, text] : at.inbox) {
    for_each_list(text, [&](const list_view &list) {
      if ((list.means.purposes & tells) != 0) told[list.means.side.number()].tell(list);
    });
  }
  for_each_side(one, [&](const side_axis &side) {
    told[side.number()].settle(homes_of(one, side.axis, num_ranks).range_of(at.rank));
  });
  for (const auto &[sender, text] : at.inbox) {
    words *const reply = &at.outbox[sender];  // clang takes no bindings into lambdas
    for_each_list(text, [&](const list_view &list) {
      const side_axis &side = list.means.side;
      if ((list.means.purposes & asks_across) != 0) write_answer(told[side.across().number()], list, *reply);
      if ((list.means.purposes & asks_beside) != 0) write_answer(told[side.number()], list, *reply);
    });
  }
}

void learn_dims(const resident &at, asker &one, int32_t num_ranks) {
  answers replies(at.inbox);
  std::vector<learned> found(2 * static_cast<size_t>(one.source->ndim));
  for (const said_list &list : one.lists) {
    const world::homes indices = homes_of(one, list.means.side.axis, num_ranks);
    for (const int64_t purpose : {asks_across, asks_beside}) {
      if ((list.means.purposes & purpose) == 0) continue;
      const side_axis about = purpose == asks_across ? list.means.side.across() : list.means.side;
      const answer told = replies.next(list.runs, indices);
      if (is_enough(one, list)) {
        known_along(one, list.means.side).common.emplace(list.local, by_coordinate(told, told.most_pieces()));
        continue;
      }
      learned &of_side = found[about.number()];
      told.for_each_owned([&](int64_t coordinate, int64_t, int64_t first, int64_t count) {
        append(of_side.runs, first, count, coordinate);
      });
      of_side.ascends = told.ascends() && of_side.ascends;
      ++of_side.num_answers;
    }
  }
  for_each_side(one, [&](const side_axis &side) {
    if (!is_open(one, side) || (side.of_target && is_told(one.what))) return;
    learned &of_side = found[side.number()];
    if (!of_side.ascends || of_side.num_answers > 1) join(of_side.runs);
    known_dim &dim = known_along(one, side);
    if (may_have_several_owners(one, side)) dim.sets = sets_of(of_side.runs);
    dim.owners = std::move(of_side.runs);
  });
  keep_sorted(one);
}

}  // namespace dap::transfer
